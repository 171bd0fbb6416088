import StemmaRecord
import StemmaRun
import StemmaStatistics

/// A line that was read, and what it is in an array.
struct CheckedLine: Sendable {
  enum Part { case row(hasComma: Bool), comma, other }

  var reading: CheckReading
  var part = Part.other
}

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
  func lines(of piece: LinePiece) -> [CheckedLine] {
    var lines: [CheckedLine] = []
    var isFirst = piece.number == 0
    piece.forEachLine { number, line in
      let place = CheckPlace("\(name):\(number)")
      guard let line else {
        isFirst = false
        let words = "the line has more than \(LinePieces.lineLimitBytes >> 20) MiB"
        return lines.append(broken(words, place))
      }
      let whole = Self.trimmed(line[...])
      let (bytes, hasComma) =
        piece.isOfArray ? Self.element(whole, isFirst: isFirst) : (whole, false)
      if !whole.isEmpty { isFirst = false }
      if !bytes.isEmpty {
        lines.append(self.line(bytes, place, piece.isOfArray ? .row(hasComma: hasComma) : .other))
      } else if hasComma {
        lines.append(broken("there is nothing before the comma", place, .comma))
      }
    }
    return lines
  }

  private func broken(
    _ words: String, _ place: CheckPlace, _ part: CheckedLine.Part = .other
  ) -> CheckedLine {
    CheckedLine(reading: CheckReading(broken: words, at: place, side: side), part: part)
  }

  /// - Parameter part: what the line is if it is a row.
  private func line(
    _ bytes: Bytes, _ place: CheckPlace, _ part: CheckedLine.Part
  ) -> CheckedLine {
    do throws(JSONError) {
      let value = try JSONReader.read(
        UnsafeRawBufferPointer(rebasing: bytes), roundsNumbers: true)
      guard let row = value.object else { return broken("it is no object", place) }
      return CheckedLine(
        reading: CheckReading(row, at: place, side: side, schema: schema), part: part)
    } catch {
      let byte = bytes.startIndex + error.offset + 1
      return broken("\(error.reason.rawValue) (byte \(byte))", place)
    }
  }

  /// Takes off what an array has around its elements; an element that is an array itself stays one.
  ///
  /// - Parameter isFirst: whether nothing stands before the line, so that it opens the array.
  /// - Returns: what is left, and whether a comma stood behind it.
  private static func element(_ line: Bytes, isFirst: Bool) -> (bytes: Bytes, hasComma: Bool) {
    var bytes = line
    let isNested = !isFirst && bytes.first == UInt8(ascii: "[")
    if isFirst, bytes.first == UInt8(ascii: "[") { bytes = trimmed(bytes.dropFirst()) }
    if !isNested, bytes.last == UInt8(ascii: "]") { bytes = trimmed(bytes.dropLast()) }
    let hasComma = bytes.last == UInt8(ascii: ",")
    return (hasComma ? trimmed(bytes.dropLast()) : bytes, hasComma)
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
