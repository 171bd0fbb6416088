/// Puts lines together again that a formatter such as groff has filled and justified.
enum JustifiedLines {
  /// The lines with a line end between them; where they are justified, words that were parted at a
  /// line's end are whole again.
  static func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    let isJustified = lines.dropLast().contains(where: hasStretch)
    for (place, line) in lines.enumerated() {
      if place > 0 {
        if endsInHyphen(joined), let first = line.first, (0x61...0x7A).contains(first) {
          joined.removeLast(3)
        } else if isJustified, isParted(joined, before: line) {
          joined.removeLast()
        } else {
          joined.append(0x0A)
        }
      }
      joined.append(contentsOf: line)
    }
    return joined
  }

  /// Whether the text ends in a hyphen proper (U+2010), which formatters of manual pages set where
  /// they part a word.
  private static func endsInHyphen(_ text: [UInt8]) -> Bool {
    text.count > 3 && text.suffix(3).elementsEqual([0xE2, 0x80, 0x90])
      && isLetter(text[text.count - 4])
  }

  /// Whether two spaces stand where no sentence ends: between a letter or comma and a letter.
  private static func hasStretch(_ line: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    var spaces = 0
    for byte in line {
      if byte == 0x20 {
        spaces += 1
      } else {
        if spaces == 2, isLetter(previous) || previous == 0x2C, isLetter(byte) { return true }
        spaces = 0
        previous = byte
      }
    }
    return false
  }

  private static func isParted(_ text: [UInt8], before line: ArraySlice<UInt8>) -> Bool {
    guard text.last == 0x2D, text.count > 2, isLetter(text[text.count - 2]), let first = line.first
    else { return false }
    return (0x61...0x7A).contains(first)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
