import StemmaText

/// Makes quotation marks and emphasis fit for a question.
enum PlainQuotes {
  /// Marks of emphasis, empty parentheses and a manual's section go; what is quoted gets plain double
  /// quotation marks, or none where it is a name that needs none.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { "\"'_`(*".utf8.contains($0) || $0 == 0xE2 }) else {
      return text
    }
    let all = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < all.count {
      let byte = all[index]
      if let quoted = quoted(all, from: index) {
        let inner = Array(all[quoted.inner])
        bytes += needsMarks(inner) ? [0x22] + inner + [0x22] : inner
        index = quoted.end
        continue
      }
      if byte == 0x28, index + 1 < all.count, all[index + 1] == 0x29 {
        index += 2
        continue
      }
      // The manual's section in "w3m(1)".
      if byte == 0x28, index > 0, all[index - 1] != 0x20, index + 2 < all.count,
        (0x31...0x39).contains(all[index + 1]), all[index + 2] == 0x29
      {
        index += 3
        continue
      }
      let length = markLength(all, at: index)
      let isInside =
        length < 3 && index > 0 && index + 1 < all.count && all[index - 1] != 0x20
        && all[index + 1] != 0x20 && byte != 0x22 && byte != 0x60
        || isApostrophe(all, at: index)
      let isMark = length > 0 || byte == 0x2A || byte == 0x5F
      if isMark, !isInside {
        index += max(1, length)
      } else {
        bytes.append(byte)
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A typographic apostrophe within a word.
  private static func isApostrophe(_ text: [UInt8], at index: Int) -> Bool {
    markLength(text, at: index) == 3 && text[index + 2] == 0x99 && index + 3 < text.count
      && text[index + 3] != 0x20
  }

  /// The length of a quotation mark: one byte, or three for a typographic one; else 0.
  private static func markLength(_ text: [UInt8], at index: Int) -> Int {
    if [0x22, 0x27, 0x60].contains(text[index]) { return 1 }
    let isTypographic =
      text[index] == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80
      && [0x98, 0x99, 0x9C, 0x9D].contains(text[index + 2])
    return isTypographic ? 3 : 0
  }

  /// What stands between two quotation marks, of which the first opens here.
  private static func quoted(
    _ text: [UInt8], from start: Int
  ) -> (inner: Range<Int>, end: Int)? {
    let opening = markLength(text, at: start)
    guard opening > 0, start == 0 || text[start - 1] == 0x20 || text[start - 1] == 0x28 else {
      return nil
    }
    let first = start + opening
    var index = first
    while index < text.count, index < first + 40 {
      let closing = markLength(text, at: index)
      let end = index + closing
      if closing > 0, end == text.count || !isLetterOrDigit(text[end]) {
        return index > first && text[first] != 0x20 ? (first..<index, end) : nil
      }
      index += max(1, closing)
    }
    return nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// Whether what is quoted could be read as words of the question, or is no word.
  private static func needsMarks(_ inner: [UInt8]) -> Bool {
    let isWord = inner.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    return !isWord || Lexicon.knows(String(decoding: inner.map { $0 | 0x20 }, as: UTF8.self))
  }
}
