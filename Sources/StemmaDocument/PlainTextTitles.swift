/// Tells titles from prose in plain text.
enum PlainTextTitles {
  /// The most scalars of a title.
  private static let lengthLimit = 80

  /// Whether `underline` stands under `line` as under a title.
  static func isUnderlined(_ line: TextLine, by underline: TextLine) -> Bool {
    guard let mark = Lines.ruleMark(underline.content), !"<>".utf8.contains(mark),
      !line.isRule, !line.hasColumns, !line.isMarked, !line.isCommand
    else { return false }
    let text = line.text
    let length = text.unicodeScalars.count
    return length <= lengthLimit && Prose.hasWord(text)
      && underline.content.count * 2 >= length && underline.content.count <= 2 * length + 20
  }

  /// Whether a line that stands alone is a title for being in capitals or numbered.
  static func isTitle(_ line: TextLine) -> Bool {
    isCapitals(line) || isNumbered(line)
  }

  static func isCapitals(_ line: TextLine) -> Bool {
    guard isPlausible(line, words: line) else { return false }
    var capitals = 0
    for scalar in line.text.unicodeScalars {
      if scalar.properties.isLowercase { return false }
      if scalar.properties.isUppercase { capitals += 1 }
    }
    return capitals >= 3 && !isPattern(line)
  }

  /// `W YYYY/MM/DD HH:MM:SS`: capitals that stand for digits make no word.
  private static func isPattern(_ line: TextLine) -> Bool {
    let letters = line.content.filter { (0x41...0x5A).contains($0) }
    return letters.count == line.content.count(where: { $0 >= 0x80 || (0x41...0x5A).contains($0) })
      && line.content.contains { "/:".utf8.contains($0) }
      && !letters.contains { "AEIOU".utf8.contains($0) }
  }

  /// Whether a line is a manual page's lesser title: three columns in, its text further in.
  static func isSubtitle(_ line: TextLine, above below: TextLine) -> Bool {
    guard line.indent == 3, (5...8).contains(below.indent), !below.isRule, line.itemMark == nil,
      !line.isMarked, isPlausible(line, words: line), let first = line.content.first
    else { return false }
    return (0x41...0x5A).contains(first) && Prose.hasWord(line.text)
  }

  /// `3. Installing`, `2.1 Options`, `4 Usage`, and `3.12. alias_file` for an entry of a reference.
  static func isNumbered(_ line: TextLine) -> Bool {
    guard let space = line.content.firstIndex(where: Lines.isSpace) else { return false }
    let words = TextLine(line.content[space...], number: line.number)
    let depth = numberDepth(line)
    guard depth > 0, isPlausible(line, words: words) else { return false }
    if words.text.unicodeScalars.first?.properties.isUppercase ?? false { return true }
    let isOneWord = !words.content.contains(where: Lines.isSpace)
    return depth > 1 && isOneWord && words.content.first.map { (0x61...0x7A).contains($0) } ?? false
  }

  /// How many numbers a title begins with: 2 for `3.12. Options`, 0 where it begins with none.
  static func numberDepth(_ line: TextLine) -> Int {
    guard let space = line.content.firstIndex(where: Lines.isSpace) else { return 0 }
    var parts = line.content[..<space].split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
    let isNumber =
      (1...5).contains(parts.count)
      && parts.enumerated().allSatisfy { place, part in
        (1...(place == 0 ? 2 : 3)).contains(part.count)
          && part.allSatisfy { (0x30...0x39).contains($0) }
      }
    return isNumber ? parts.count : 0
  }

  /// - Parameter words: the line without its number.
  private static func isPlausible(_ line: TextLine, words: TextLine) -> Bool {
    guard line.content.count <= lengthLimit * 4, !words.hasColumns, !line.hasLeaders,
      let last = line.content.last, !".,;:!?".utf8.contains(last)
    else { return false }
    let text = line.text
    return text.unicodeScalars.count <= lengthLimit && text.utf8.count { $0 == 0x20 } < 12
  }

  /// Whether two lines that stand alone, one after the other, count on like items of a list.
  static func countOn(_ line: TextLine, _ next: TextLine) -> Bool {
    guard let first = line.itemMark?.number, let second = next.itemMark?.number else {
      return false
    }
    return second == first + 1 && line.indent == next.indent
  }
}
