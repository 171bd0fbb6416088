/// Tells prose from what else stands in plain text: code, tables, drawings, addresses.
enum PlainTextProse {
  /// From this many columns on, an indented block must look like a sentence to be prose.
  private static let indentLimit = 4

  /// A line that stands alone with at most this many words must end like a sentence.
  private static let loneWordLimit = 8

  /// - Parameters:
  ///   - lines: the paragraph's lines.
  ///   - text: what they say.
  ///   - isLone: whether the lines stand between empty ones.
  static func isParagraph(_ lines: ArraySlice<TextLine>, text: String, isLone: Bool) -> Bool {
    if isLone, isDeclaration(lines) { return true }
    guard let first = lines.first, Prose.hasWord(text), !Prose.hasEndlessWord(text),
      !first.isCommand, lines.count(where: \.isMarked) * 2 < lines.count + 1,
      !lines.contains(where: \.hasLeaders),
      lines.count(where: \.hasColumns) * 2 < lines.count + 1,
      lines.count == 1 || !lines.allSatisfy(\.isField)
    else { return false }
    let words = text.utf8.count { $0 == 0x20 } + 1
    if (lines.map(\.indent).min() ?? 0) >= indentLimit {
      return plainShare(text) >= 75 && words >= 5 && endsSentence(text)
    }
    // Scripts without spaces have long "words".
    let isTitleLike = isLone && lines.count == 1 && words <= loneWordLimit && text.utf8.count < 80
    return plainShare(text) >= 60 && (!isTitleLike || endsSentence(text))
  }

  /// "Type: boolean" over "Default: yes": what a manual declares of a variable.
  private static func isDeclaration(_ lines: ArraySlice<TextLine>) -> Bool {
    (2...4).contains(lines.count) && lines.allSatisfy(\.isField)
      && lines.contains { $0.content.count > 9 && $0.content.starts(with: "Default:".utf8) }
  }

  /// Parts a paragraph at lines of code that stand in it without empty lines around them, as they do in
  /// the text of a PDF.
  static func runs(of lines: ArraySlice<TextLine>) -> [ArraySlice<TextLine>] {
    var runs: [ArraySlice<TextLine>] = []
    var start = lines.startIndex
    var place = start
    while place < lines.endIndex {
      let end = lines[place...].firstIndex { !isCode($0) } ?? lines.endIndex
      // A single such line may be the middle of a sentence.
      if end > place + 1 {
        runs += [lines[start..<place], lines[place..<end]]
        start = end
      }
      place = end + 1
    }
    runs.append(lines[start...])
    return runs.filter { !$0.isEmpty }
  }

  private static func isCode(_ line: TextLine) -> Bool {
    line.content.contains { "=${}\\|<>;".utf8.contains($0) }
      && plainShare(line.text) <= 50 && !endsSentence(line.text)
  }

  static func isItem(_ text: String) -> Bool {
    !Prose.hasEndlessWord(text) && plainShare(text) >= 50
  }

  /// How many of a hundred words are made of letters, with hyphens and apostrophes within and
  /// punctuation around them. Paths, options, code and numbers are not.
  private static func plainShare(_ text: String) -> Int {
    var plain = 0
    var count = 0
    for word in text.utf8.split(separator: 0x20) {
      count += 1
      if isPlain(word) { plain += 1 }
    }
    return count == 0 ? 0 : plain * 100 / count
  }

  private static func isPlain(_ word: Substring.UTF8View) -> Bool {
    var core = word
    while let byte = core.first, "\"'([{*_`".utf8.contains(byte) { core.removeFirst() }
    while let byte = core.last, "\"')]}*_`.,:;!?".utf8.contains(byte) { core.removeLast() }
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }
    return core.contains(where: isLetter)
      && core.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "-") }
  }

  private static func endsSentence(_ text: String) -> Bool {
    let closing = "\"')]*_`\u{201D}\u{2019}".unicodeScalars
    let marks = ".:;!?\u{3002}\u{2026}\u{FF1F}\u{FF01}\u{FF1A}".unicodeScalars
    let end = text.unicodeScalars.reversed().first { !closing.contains($0) }
    return end.map { marks.contains($0) } ?? false
  }
}
