import StemmaRecord
import StemmaText

/// A section as the teacher sees it: its sentences cut into tagged words.
struct Reading {
  /// One sentence, and whether anything may be made of it.
  struct Sentence {
    /// Its words, as a range of ``Reading/words``.
    let words: Range<Int>
    let bytes: Range<Int>
    let block: Int
    let isItem: Bool
    /// Complete prose that ends as a sentence should.
    let isProse: Bool
    /// The words without the final marks.
    let body: Range<Int>
  }

  let passage: Passage
  let words: [Word]
  let sentences: [Sentence]
  let headings: [String]

  init(_ text: String, headings: [String]) {
    passage = Passage(text)
    self.headings = headings
    var words: [Word] = []
    var sentences: [Sentence] = []
    for sentence in passage.sentences {
      let start = words.count
      words.append(contentsOf: Words.cut(passage.bytes, in: sentence.bytes))
      let range = start..<words.count
      Tagger.tag(&words, in: range)
      var end = range.upperBound
      while end > start, words[end - 1].tag == .punctuation { end -= 1 }
      sentences.append(
        Sentence(
          words: range, bytes: sentence.bytes, block: sentence.block,
          isItem: passage.blocks[sentence.block].kind == .item,
          isProse: Prose.isSound(passage.bytes, sentence.bytes, words, range),
          body: start..<end))
    }
    self.words = words
    self.sentences = sentences
  }

  /// The section's own words from the first to the last word of the range.
  func text(_ range: Range<Int>) -> String {
    guard let last = range.last else { return "" }
    return passage.text(words[range.lowerBound].bytes.lowerBound..<words[last].bytes.upperBound)
  }

  /// The same, fit for the middle of a sentence: a capital that only marked the start goes.
  func innerText(_ range: Range<Int>) -> String {
    let whole = PlainQuotes.plain(text(range))
    guard losesCapital(range.lowerBound), !isTitle(range), let first = whole.utf8.first else {
      return whole
    }
    return String(UnicodeScalar(first + 32)) + whole.dropFirst()
  }

  /// The whole sentence, as it stands.
  func text(of sentence: Sentence) -> String {
    passage.text(sentence.bytes)
  }

  /// "Software in the Public Interest": a common word with a capital further on.
  private func isTitle(_ range: Range<Int>) -> Bool {
    range.dropFirst().contains { index in
      let word = words[index]
      return word.isCapitalised && !word.can(.name) && word.can(.common) && word.lower != "i"
        && !words[range.lowerBound].can([.determiner, .possessive])
    }
  }

  private func losesCapital(_ index: Int) -> Bool {
    let word = words[index]
    guard word.isCapitalised, index < words.count, !word.can(.name), word.can(.common) else {
      return word.isCapitalised && word.tag != .symbol && occursSmall(word)
    }
    if word.lower == "i" { return false }
    guard startsSentence(index) else { return false }
    if word.can([.determiner, .preposition, .possessive, .pronoun]) { return true }
    let next = index + 1 < words.count ? words[index + 1] : nil
    let isTitle = next.map { $0.isCapitalised && $0.tag != .symbol } ?? false
    return !isTitle || occursSmall(word)
  }

  private func startsSentence(_ index: Int) -> Bool {
    index == 0 || words[index - 1].tag == .punctuation
      || sentences.contains { $0.words.lowerBound == index }
  }

  private func occursSmall(_ word: Word) -> Bool {
    guard word.bytes.count > 1 else { return false }
    let second = passage.bytes[word.bytes.lowerBound + 1]
    guard second < 0x41 || second > 0x5A else { return false }
    return words.contains { !$0.isCapitalised && $0.lower == word.lower }
  }
}

/// Tells prose from everything else that a document holds.
enum Prose {
  /// Whether a sentence is complete and plain enough to ask about.
  static func isSound(
    _ text: [UInt8], _ bytes: Range<Int>, _ words: [Word], _ range: Range<Int>
  ) -> Bool {
    guard range.count >= 5, range.count <= 60, let last = range.last else { return false }
    let first = words[range.lowerBound]
    // A small letter begins a sentence only where it is the name of a command or the like.
    guard
      first.isCapitalised || first.tag == .symbol || first.tag == .number
        || first.classes == .noun || first.isQuotationMark
    else { return false }
    // "10.2 Private files …" is a footnote or a heading that ran into its text.
    if first.tag == .number
      || (first.tag == .symbol
        && first.lower.utf8.first.map {
          $0 >= 0x30 && $0 <= 0x39
        } ?? false),
      words[range.lowerBound + 1].isCapitalised || words[range.lowerBound + 1].isQuotationMark
    {
      return false
    }
    let end = text[bytes.upperBound - 1]
    guard [0x2E, 0x21, 0x29, 0x22].contains(end) || end >= 0x80 else { return false }
    guard words[last].tag == .punctuation, hasStop(words, range) else { return false }
    return isBalanced(text, bytes) && !isClutter(text, bytes, words, range)
  }

  private static func hasStop(_ words: [Word], _ range: Range<Int>) -> Bool {
    var index = range.upperBound - 1
    while index >= range.lowerBound, words[index].tag == .punctuation {
      if words[index].lower == "." || words[index].lower == "!" { return true }
      index -= 1
    }
    return false
  }

  private static func isBalanced(_ text: [UInt8], _ bytes: Range<Int>) -> Bool {
    var depth = 0
    var quotes = 0
    for index in bytes {
      switch text[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""): quotes += 1
      default: break
      }
      if depth < 0 { return false }
    }
    return depth == 0 && quotes & 1 == 0
  }

  /// Addresses, code, licence boilerplate and lines that are mostly symbols.
  private static func isClutter(
    _ text: [UInt8], _ bytes: Range<Int>, _ words: [Word], _ range: Range<Int>
  ) -> Bool {
    var symbols = 0
    var capitals = 0
    var letters = 0
    for index in range {
      let word = words[index]
      if word.tag == .symbol {
        symbols += 1
        if isAddress(word.lower) { return true }
      }
      if word.lower == "=" || word.lower == "|" || word.lower == "$" || word.lower == "..."
        || word.lower == "?" || word.lower == "\u{2026}"
      {
        return true
      }
      let next = index + 1 < range.upperBound ? words[index + 1] : nil
      if let next, isBroken(word, before: next) { return true }
      if word.lower == "warranty" || word.lower == "copyright" || word.lower == "todo"
        || word.lower == "fixme"
      {
        return true
      }
      if index > range.lowerBound, index < range.upperBound - 1, word.lower == "." { return true }
    }
    for index in bytes {
      let byte = text[index]
      if byte >= 0x41 && byte <= 0x5A { capitals += 1 }
      if byte >= 0x61 && byte <= 0x7A { letters += 1 }
      if [0x7B, 0x7D, 0x3C, 0x3E, 0x5C, 0x7C, 0x5F].contains(byte), byte != 0x5F { return true }
    }
    return symbols * 4 > range.count || capitals * 3 > letters
  }

  /// "op- tion", cut at the end of a line, and "Strength Strength is", a title that ran into its
  /// text.
  private static func isBroken(_ word: Word, before next: Word) -> Bool {
    let isCut = word.lower.utf8.last == 0x2D || word.lower.hasSuffix("\u{2010}")
    if word.lower.utf8.count > 1, isCut { return next.lower != "and" && next.lower != "or" }
    return word.isCapitalised && next.isCapitalised && word.lower.utf8.count > 2
      && word.lower.hasSameBytes(as: next.lower)
  }

  private static func isAddress(_ lower: String) -> Bool {
    lower.utf8.contains(UInt8(ascii: "@")) || lower.hasPrefix("www.")
      || lower.hasPrefix("http:") || lower.hasPrefix("https:") || lower.hasPrefix("ftp:")
      || lower.hasPrefix("mailto:")
  }
}
