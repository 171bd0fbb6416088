/// Where bytes are read from, piece by piece.
///
/// - Returns: how many bytes were put in; 0 at the end.
public typealias ByteReading = (UnsafeMutableRawBufferPointer) throws -> Int

/// Cuts what is read into pieces that end where a line does.
public struct LinePieces {
  /// No line may have more bytes, its end and a byte order mark apart.
  public static let lineLimitBytes = 16 << 20
  public static let pieceBytes = 1 << 20

  /// What may stand before the first value: white space, and the bytes of the mark.
  private static let silent: [UInt8] = [0x20, 0x09, 0x0A, 0x0D] + LinePiece.byteOrderMark

  private let read: ByteReading
  private let pieceBytes: Int
  private let lineLimitBytes: Int
  public private(set) var bytesRead = 0
  /// Whether the first value is an array; nil before it.
  public private(set) var opensArray: Bool?
  /// Whether what was read ends as an array does, white space apart.
  public private(set) var endsArray = false
  private var number = 0
  /// Whether the first value begins in a piece that was handed on.
  private var hasBegun = false
  /// The next piece's first line, from 1.
  private var line = 1
  private var isAtEnd = false
  /// Whether the line under way is passed over up to its end.
  private var isPassing = false
  /// What was read beyond the last piece.
  private var rest: [UInt8] = []

  /// - Parameters:
  ///   - pieceBytes: how large a piece is at most, unless a single line is larger.
  ///   - lineLimitBytes: how many bytes a line may have.
  public init(
    pieceBytes: Int = Self.pieceBytes, lineLimitBytes: Int = Self.lineLimitBytes,
    read: @escaping ByteReading
  ) {
    self.pieceBytes = pieceBytes
    self.lineLimitBytes = lineLimitBytes
    self.read = read
  }

  /// - Returns: nil at the end.
  /// - Throws: what reading throws.
  public mutating func next() throws -> LinePiece? {
    var buffer = Self.allocate(max(pieceBytes, rest.count) + 1)
    var isHandedOn = false
    defer { if !isHandedOn { buffer.deallocate() } }
    buffer.copyBytes(from: rest)
    var filled = rest.count
    rest = []
    var searched = 0
    while true {
      if filled == buffer.count {
        // The first line may have the mark besides.
        guard filled <= lineLimitBytes + LinePiece.byteOrderMark.count else {
          isHandedOn = true
          isPassing = true
          return piece(buffer, filled)
        }
        buffer = larger(buffer)
      }
      let count = try fill(buffer, from: filled)
      if count == 0 {
        isAtEnd = true
        guard filled > 0 else { return nil }
        isHandedOn = true
        return piece(buffer, filled)
      }
      filled += count
      if isPassing { filled = pass(buffer, filled) }
      guard filled == buffer.count else { continue }
      if let last = UnsafeRawBufferPointer(buffer).lastLineFeed(in: searched..<filled) {
        rest = Array(buffer[(last + 1)..<filled])
        isHandedOn = true
        return piece(buffer, last + 1)
      }
      searched = filled
    }
  }

  private mutating func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from start: Int
  ) throws -> Int {
    guard !isAtEnd else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
    let count = try read(part)
    bytesRead += count
    if opensArray == nil {
      let first = part[..<count].first { !Self.silent.contains($0) }
      opensArray = first.map { $0 == UInt8(ascii: "[") }
    }
    if let last = part[..<count].last(where: { !Self.silent.contains($0) }) {
      endsArray = last == UInt8(ascii: "]")
    }
    return count
  }

  private mutating func piece(_ buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> LinePiece {
    let holdsBeginning = !hasBegun && buffer[..<count].contains { !Self.silent.contains($0) }
    hasBegun = hasBegun || holdsBeginning
    let piece = LinePiece(
      number: number, firstLine: line, isOfArray: opensArray == true,
      holdsBeginning: holdsBeginning,
      lineLimitBytes: lineLimitBytes,
      bytes: UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
    number += 1
    // Of a line that is passed over no end is seen again.
    line += piece.lineEnds + (isPassing ? 1 : 0)
    return piece
  }

  /// Takes out what belongs to a line that is passed over.
  ///
  /// - Returns: how many bytes are left.
  private mutating func pass(_ buffer: UnsafeMutableRawBufferPointer, _ filled: Int) -> Int {
    let read = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    guard let end = read.lineFeed(from: 0) else { return 0 }
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: read[(end + 1)...]))
    isPassing = false
    return filled - end - 1
  }

  private static func allocate(_ count: Int) -> UnsafeMutableRawBufferPointer {
    .allocate(byteCount: count, alignment: 16)
  }

  /// Room for a line's beginning that fills its buffer: at most for the mark, a whole line, the byte that is too
  /// much and the end.
  private func larger(_ buffer: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
    let most = LinePiece.byteOrderMark.count + lineLimitBytes + 2
    let larger = Self.allocate(min(2 * buffer.count, most))
    larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
    buffer.deallocate()
    return larger
  }
}
