import Glibc

/// Whole lines of a file, as many as fit a piece.
///
/// Nothing in it changes, so that any thread may read it.
public final class LinePiece: @unchecked Sendable {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The piece's place among all, from 0.
  public let number: Int
  /// Its first line's place in the file, from 1.
  public let firstLine: Int
  /// Whether the lines are those of a JSON array.
  public let isOfArray: Bool
  /// Whether the file's first value begins in it.
  public let holdsBeginning: Bool
  private let lineLimitBytes: Int
  private let bytes: UnsafeRawBufferPointer

  /// - Parameter bytes: belong to the piece from now on. A line that is cut off has more than the limit
  ///   and stands alone.
  init(
    number: Int, firstLine: Int, isOfArray: Bool, holdsBeginning: Bool, lineLimitBytes: Int,
    bytes: UnsafeRawBufferPointer
  ) {
    self.number = number
    self.firstLine = firstLine
    self.isOfArray = isOfArray
    self.holdsBeginning = holdsBeginning
    self.lineLimitBytes = lineLimitBytes
    self.bytes = bytes
  }

  deinit { bytes.deallocate() }

  var sizeBytes: Int { bytes.count }

  /// How many of its lines have an end.
  var lineEnds: Int {
    var (count, start) = (0, 0)
    while let end = bytes.lineFeed(from: start) {
      count += 1
      start = end + 1
    }
    return count
  }

  /// Calls `body` with all its bytes, there only while it runs.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(self) { body(bytes) }
  }

  /// - Parameter body: given each line's number in the file, from 1, blank ones counted, and its bytes
  ///   without line feed and byte order mark; nil for a line that is longer than lines may be. The bytes
  ///   are there only while it runs.
  public func forEachLine(_ body: (_ number: Int, _ line: UnsafeRawBufferPointer?) -> Void) {
    var line = firstLine
    var start =
      number == 0 && bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    while start < bytes.count {
      let end = bytes.lineFeed(from: start) ?? bytes.count
      let isTooLong = end - start > lineLimitBytes
      body(line, isTooLong ? nil : UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      line += 1
      start = end + 1
    }
  }
}

extension UnsafeRawBufferPointer {
  /// - Returns: where the next line feed is, from a place on; nil where there is none.
  func lineFeed(from start: Int) -> Int? {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, 0x0A, count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// - Returns: where the last line feed of a part is; nil where there is none.
  func lastLineFeed(in part: Range<Int>) -> Int? {
    var end = part.upperBound
    while end > part.lowerBound {
      // Swift does not see memrchr, so blocks are searched forwards, the last one first.
      var place = Swift.max(part.lowerBound, end - 4096)
      let block = UnsafeRawBufferPointer(rebasing: self[..<end])
      end = place
      var last: Int?
      while let found = block.lineFeed(from: place) {
        last = found
        place = found + 1
      }
      if let last { return last }
    }
    return nil
  }
}
