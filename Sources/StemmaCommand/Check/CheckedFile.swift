import StemmaRecord
import StemmaRun
import StemmaStatistics

/// A line that was read, and what stands around its element in an array.
struct CheckedLine: Sendable {
  /// What a line of an array has beside its element.
  struct Marks: Sendable {
    var isAfterComma = false
    /// Nil where the end of the line was not read.
    var isBeforeComma: Bool? = false
    /// Whether the array ends in it.
    var isLast = false
  }

  let place: CheckPlace
  let side: Side?
  /// Nil where the line has marks only.
  let reading: CheckReading?
  /// Nil outside arrays.
  let marks: Marks?
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

  /// What is to be checked of a piece; blank lines are nothing.
  func lines(of piece: LinePiece) -> [CheckedLine] {
    var lines: [CheckedLine] = []
    var isFirst = piece.holdsBeginning
    piece.forEachLine { number, line in
      let place = CheckPlace("\(name):\(number)")
      var marks = piece.isOfArray ? CheckedLine.Marks() : nil
      var reading: CheckReading?
      if let line {
        var bytes = Self.trimmed(line[...])
        guard !bytes.isEmpty else { return }
        if piece.isOfArray { marks = Self.takeMarks(from: &bytes, isFirst: isFirst) }
        if !bytes.isEmpty { reading = self.reading(bytes, place) }
      } else {
        let words = "the line has more than \(LinePieces.lineLimitBytes >> 20) MiB"
        reading = CheckReading(broken: words, at: place, side: side)
        marks?.isBeforeComma = nil
      }
      isFirst = false
      lines.append(CheckedLine(place: place, side: side, reading: reading, marks: marks))
    }
    return lines
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
  private static func takeMarks(from bytes: inout Bytes, isFirst: Bool) -> CheckedLine.Marks {
    var marks = CheckedLine.Marks()
    if isFirst, bytes.first == UInt8(ascii: "[") { bytes = trimmed(bytes.dropFirst()) }
    if bytes.first == UInt8(ascii: ",") {
      marks.isAfterComma = true
      bytes = trimmed(bytes.dropFirst())
    }
    let isNested = bytes.first == UInt8(ascii: "[")
    if !isNested, bytes.last == UInt8(ascii: "]") {
      marks.isLast = true
      bytes = trimmed(bytes.dropLast())
    }
    if bytes.last == UInt8(ascii: ",") {
      marks.isBeforeComma = true
      bytes = trimmed(bytes.dropLast())
    }
    return marks
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
