import StemmaRecord

/// A field and the values that a sweep gives it.
struct SweepAxis {
  let field: String
  /// As they are written after `--set FIELD=`.
  let values: [String]

  /// More values of one field than this are a slip of the pen.
  private static let valueLimit = 1000

  /// - Parameter text: `field=1,2,3` or `field=1..3`, where commas in brackets, braces and quotes part
  ///   nothing.
  /// - Returns: nil where it is neither, or a value stands twice.
  init?(_ text: String) {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex
    else { return nil }
    field = String(text[..<equals])
    let rest = String(text[text.utf8.index(after: equals)...])
    values = Self.range(rest) ?? Self.list(rest)
    guard !values.isEmpty, values.count <= Self.valueLimit, !values.contains(""),
      Set(values.map { Array($0.utf8) }).count == values.count
    else { return nil }
  }

  private static func range(_ text: String) -> [String]? {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), first <= last
    else { return nil }
    let (span, isTooLarge) = last.subtractingReportingOverflow(first)
    guard !isTooLarge, span < valueLimit else { return nil }
    return (first...last).map(String.init)
  }

  private static func list(_ text: String) -> [String] {
    var values: [[UInt8]] = [[]]
    var depth = 0
    var quote: UInt8?
    for byte in text.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if [UInt8(ascii: "["), UInt8(ascii: "{")].contains(byte) {
        depth += 1
      } else if [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte) {
        depth -= 1
      } else if byte == UInt8(ascii: ","), depth == 0 {
        values.append([])
        continue
      }
      values[values.count - 1].append(byte)
    }
    return values.map { value in
      var bytes = value[...]
      while bytes.first == 0x20 { bytes.removeFirst() }
      while bytes.last == 0x20 { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Every choice of one value for each axis; the last axis changes fastest.
  ///
  /// - Returns: for each cell, the places of its values.
  static func grid(_ axes: [SweepAxis]) -> [[Int]] {
    axes.reduce([[]]) { cells, axis in
      cells.flatMap { cell in axis.values.indices.map { cell + [$0] } }
    }
  }
}
