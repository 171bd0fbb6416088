import StemmaRecord

/// The lines of a file that is to be checked, some megabytes at a time.
///
/// A JSON array with an element a line is read as its elements' lines.
struct CheckedLines {
  /// A line's number, from 1, and its bytes.
  typealias Line = (number: Int, bytes: ArraySlice<UInt8>)

  /// So much is read before lines are handed on.
  private static let pieceBytes = 4 << 20
  /// A longer line is no row.
  static let limitBytes = 64 << 20

  private let read: (UnsafeMutableRawBufferPointer) throws -> Int
  private var rest: [UInt8] = []
  private var number = 0
  private var isAtEnd = false
  private var isArray: Bool?

  init(_ read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) { self.read = read }

  /// - Returns: the next lines that hold something; nil at the end. A line beyond the limit is cut, so that
  ///   it is no JSON.
  mutating func next() throws -> [Line]? {
    while !isAtEnd || !rest.isEmpty {
      var bytes = rest
      rest = []
      if !isAtEnd {
        let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
          count = try read(UnsafeMutableRawBufferPointer(buffer))
        }
        isAtEnd = piece.isEmpty
        bytes += piece
      }
      guard isAtEnd || bytes.count > Self.limitBytes || bytes.contains(0x0A) else {
        rest = bytes
        continue
      }
      let lines = split(bytes)
      if !lines.isEmpty { return lines }
    }
    return nil
  }

  private mutating func split(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      add(bytes[start..<end], to: &lines)
      start = end + 1
    }
    if isAtEnd || bytes.count - start > Self.limitBytes {
      if start < bytes.count { add(bytes[start...], to: &lines) }
    } else {
      rest = Array(bytes[start...])
    }
    return lines
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>, to lines: inout [Line]) {
    number += 1
    var line = Self.trimmed(bytes)
    // A mark of byte order is none of the first row.
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) {
      line = Self.trimmed(line.dropFirst(3))
    }
    guard let first = line.first else { return }
    let opening = UInt8(ascii: "[")
    if isArray == nil { isArray = first == opening }
    if isArray == true {
      if first == opening { line = Self.trimmed(line.dropFirst()) }
      if line.last == UInt8(ascii: "]") { line = Self.trimmed(line.dropLast()) }
      if line.last == UInt8(ascii: ",") { line = Self.trimmed(line.dropLast()) }
      guard !line.isEmpty else { return }
    }
    lines.append((number, line))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, [0x20, 0x09, 0x0D].contains(first) { bytes = bytes.dropFirst() }
    while let last = bytes.last, [0x20, 0x09, 0x0D].contains(last) { bytes = bytes.dropLast() }
    return bytes
  }
}
