import Glibc
import StemmaRecord

/// Where an import reads from.
///
/// - Returns: how many bytes were put in; 0 at the end.
public typealias ByteReading = (UnsafeMutableRawBufferPointer) throws -> Int

/// Whole lines of a file, as many as fit a piece.
final class LinePiece: @unchecked Sendable {
  /// The piece's place among all, from 0.
  let number: Int
  /// Whether the last line goes on beyond what lines may have; its rest is passed over.
  let isCutOff: Bool
  let bytes: UnsafeRawBufferPointer

  init(number: Int, isCutOff: Bool, bytes: UnsafeRawBufferPointer) {
    self.number = number
    self.isCutOff = isCutOff
    self.bytes = bytes
  }

  deinit { bytes.deallocate() }
}

/// Cuts what is read into pieces that end where a line does.
struct ImportLines {
  /// No line may have more bytes.
  static let limitBytes = 16 << 20
  static let pieceBytes = 1 << 20

  private let read: ByteReading
  private let pieceBytes: Int
  private var digest = FileDigest()
  private(set) var bytesRead = 0
  private var number = 0
  private var isAtEnd = false
  /// Whether the line under way is passed over up to its end.
  private var isPassing = false
  /// What was read beyond the last piece.
  private var rest: [UInt8] = []

  init(pieceBytes: Int = ImportLines.pieceBytes, read: @escaping ByteReading) {
    self.pieceBytes = pieceBytes
    self.read = read
  }

  /// SHA-256 of everything that was read, 64 hexadecimal digits.
  func fileDigest() -> String { digest.finish() }

  /// - Returns: nil at the end.
  mutating func next() throws -> LinePiece? {
    var capacity = max(pieceBytes, rest.count) + 1
    var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    var isHandedOn = false
    defer { if !isHandedOn { buffer.deallocate() } }
    buffer.copyBytes(from: rest)
    var filled = rest.count
    rest = []
    var searched = 0
    while true {
      if filled == capacity {
        guard capacity <= Self.limitBytes else {
          isHandedOn = true
          isPassing = true
          return piece(buffer, filled, isCutOff: true)
        }
        (buffer, capacity) = Self.larger(buffer, filled)
      }
      let count = try fill(buffer, from: filled, isAtEnd ? filled : capacity)
      if count == 0 {
        isAtEnd = true
        guard filled > 0 else { return nil }
        isHandedOn = true
        return piece(buffer, filled, isCutOff: false)
      }
      filled += count
      if isPassing { filled = pass(buffer, filled) }
      if filled == capacity || isAtEnd,
        let end = Self.lastLineEnd(buffer, searched..<filled)
      {
        rest = Array(buffer[end..<filled])
        isHandedOn = true
        return piece(buffer, end, isCutOff: false)
      }
      if filled == capacity { searched = filled }
    }
  }

  private mutating func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from start: Int, _ end: Int
  ) throws -> Int {
    guard start < end else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end])
    let count = try read(part)
    bytesRead += count
    digest.update(UnsafeRawBufferPointer(rebasing: part[..<count]))
    return count
  }

  private mutating func piece(
    _ buffer: UnsafeMutableRawBufferPointer, _ count: Int, isCutOff: Bool
  ) -> LinePiece {
    defer { number += 1 }
    return LinePiece(
      number: number, isCutOff: isCutOff,
      bytes: UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
  }

  /// Takes out what belongs to a line that is passed over.
  private mutating func pass(_ buffer: UnsafeMutableRawBufferPointer, _ filled: Int) -> Int {
    guard let base = buffer.baseAddress, let found = memchr(base, 0x0A, filled) else { return 0 }
    let rest = base + filled - UnsafeMutableRawPointer(found) - 1
    memmove(base, UnsafeMutableRawPointer(found) + 1, rest)
    isPassing = false
    return rest
  }

  private static func lastLineEnd(
    _ buffer: UnsafeMutableRawBufferPointer, _ range: Range<Int>
  ) -> Int? {
    // A line's end is rarely far from the buffer's.
    for place in range.reversed() where buffer[place] == 0x0A { return place + 1 }
    return nil
  }

  private static func larger(
    _ buffer: UnsafeMutableRawBufferPointer, _ filled: Int
  ) -> (UnsafeMutableRawBufferPointer, Int) {
    let capacity = min(2 * buffer.count, limitBytes + 2)
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    buffer.deallocate()
    return (larger, capacity)
  }
}
