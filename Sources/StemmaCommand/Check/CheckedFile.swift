import StemmaRecord
import StemmaRun
import StemmaStatistics

/// A file whose lines are to be checked: JSON Lines, or a JSON array with an element a line.
struct CheckedFile: Sendable {
  private typealias Bytes = Slice<UnsafeRawBufferPointer>

  /// What places call it.
  let name: String
  /// Its rows'; nil where there is only one.
  let side: Side?
  /// Of a row; nil where rows are held against each other.
  let schema: JSONSchema?

  /// What is to be checked of a piece; blank lines, and those with an array's brackets only, are nothing.
  func readings(of piece: LinePiece) -> [CheckReading] {
    var readings: [CheckReading] = []
    var isFirst = piece.number == 0
    piece.forEachLine { number, line in
      let place = CheckPlace("\(name):\(number)")
      guard let line else {
        isFirst = false
        let words = "the line has more than \(LinePieces.lineLimitBytes >> 20) MiB"
        return readings.append(CheckReading(broken: words, at: place, side: side))
      }
      let whole = Self.trimmed(line[...])
      let bytes = piece.isOfArray ? Self.element(whole, isFirst: isFirst) : whole
      if !whole.isEmpty { isFirst = false }
      if !bytes.isEmpty { readings.append(reading(bytes, place)) }
    }
    return readings
  }

  private func reading(_ bytes: Bytes, _ place: CheckPlace) -> CheckReading {
    do throws(JSONError) {
      let value = try JSONReader.read(
        UnsafeRawBufferPointer(rebasing: bytes), roundsNumbers: true)
      guard let row = value.object else {
        return CheckReading(broken: "it is no object", at: place, side: side)
      }
      return CheckReading(row, at: place, side: side, schema: schema)
    } catch {
      let byte = bytes.startIndex + error.offset + 1
      return CheckReading(
        broken: "\(error.reason.rawValue) (byte \(byte))", at: place, side: side)
    }
  }

  /// Takes off what an array has around its elements; an element that is an array itself stays one.
  ///
  /// - Parameter isFirst: whether nothing stands before the line, so that it opens the array.
  private static func element(_ line: Bytes, isFirst: Bool) -> Bytes {
    var bytes = line
    let isNested = !isFirst && bytes.first == UInt8(ascii: "[")
    if isFirst, bytes.first == UInt8(ascii: "[") { bytes = trimmed(bytes.dropFirst()) }
    if !isNested, bytes.last == UInt8(ascii: "]") { bytes = trimmed(bytes.dropLast()) }
    if bytes.last == UInt8(ascii: ",") { bytes = trimmed(bytes.dropLast()) }
    return bytes
  }

  private static func trimmed(_ bytes: Bytes) -> Bytes {
    var bytes = bytes
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}
