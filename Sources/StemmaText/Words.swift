/// One word or mark of a text, with what it can be and what it is taken for.
public struct Word: Sendable {
  /// Where it stands in the text's bytes.
  public let bytes: Range<Int>
  /// Its ASCII letters made small; a typographic apostrophe made a plain one.
  public let lower: String
  /// All it can be.
  public var classes: WordClass
  /// What it is taken for here.
  public var tag: WordTag
  /// Whether it begins with a capital letter.
  public let isCapitalised: Bool
  /// Whether white space, or nothing, stands before it.
  public let followsSpace: Bool
  /// Whether the tag is a guess between verb and noun.
  public var isDoubtful: Bool

  /// Whether it is a single or double quotation mark.
  public var isQuotationMark: Bool {
    guard tag == .punctuation, can(.punctuation) else { return false }
    switch lower {
    case "\"", "'", "`", "*", "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "\u{201E}":
      return true
    default: return false
    }
  }

  /// Whether the word can be any of these.
  public func can(_ any: WordClass) -> Bool {
    !classes.isDisjoint(with: any)
  }
}

/// The one part of speech that a word is taken for.
public enum WordTag: UInt8, Sendable {
  case noun, pluralNoun, name, adjective, adverb, verb, participle, gerund, modal, formOfBe
  case formOfHave, formOfDo, infinitiveTo, preposition, coordinator, subordinator, determiner
  case possessive, pronoun, number, question, negation, symbol, punctuation
}

/// Cuts text into words and marks.
public enum Words {
  /// The words of the bytes, whose white space has been collapsed to single spaces.
  ///
  /// - Parameter range: the part of `text` to cut.
  public static func cut(_ text: [UInt8], in range: Range<Int>) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(range.count / 5 + 4)
    var position = range.lowerBound
    while position < range.upperBound {
      while position < range.upperBound, text[position] == 0x20 { position += 1 }
      var end = position
      while end < range.upperBound, text[end] != 0x20 { end += 1 }
      if end > position { cutChunk(text, position..<end, into: &words) }
      position = end
    }
    return words
  }

  /// Peels marks off both ends of what stands between two spaces.
  private static func cutChunk(_ text: [UInt8], _ chunk: Range<Int>, into words: inout [Word]) {
    var start = chunk.lowerBound
    var end = chunk.upperBound
    var isFirst = true
    func append(_ range: Range<Int>, mark: Bool) {
      words.append(make(text, range, isMark: mark, followsSpace: isFirst))
      isFirst = false
    }
    while start < end, let length = Bytes.openingMark(text, at: start, before: end) {
      append(start..<start + length, mark: true)
      start += length
    }
    if let length = Bytes.abbreviation(text, start..<end), length < end - start {
      // "e.g." before a comma keeps its point.
      append(start..<start + length, mark: true)
      start += length
    } else if Bytes.abbreviation(text, start..<end) != nil {
      append(start..<end, mark: true)
      return
    }
    var marks: [Range<Int>] = []
    while start < end, let length = Bytes.closingMark(text, endingAt: end, after: start) {
      if length == 1, text[end - 1] == UInt8(ascii: ")"),
        Bytes.hasOpenParenthesis(text, start..<end - 1)
      {
        break
      }
      marks.append(end - length..<end)
      end -= length
    }
    if start < end { appendCore(text, start..<end, append: append) }
    for mark in marks.reversed() { append(mark, mark: true) }
  }

  /// A chunk without its marks: parted at dashes and before "n't".
  private static func appendCore(
    _ text: [UInt8], _ core: Range<Int>, append: (Range<Int>, Bool) -> Void
  ) {
    if let dash = Bytes.dash(text, in: core), dash.lowerBound > core.lowerBound,
      dash.upperBound < core.upperBound
    {
      append(core.lowerBound..<dash.lowerBound, false)
      append(dash, true)
      append(dash.upperBound..<core.upperBound, false)
      return
    }
    let length = Bytes.lengthOfContractedNot(text, core)
    if length > 0, core.count > length {
      append(core.lowerBound..<core.upperBound - length, false)
      append(core.upperBound - length..<core.upperBound, false)
      return
    }
    append(core, false)
  }

  private static func make(
    _ text: [UInt8], _ range: Range<Int>, isMark: Bool, followsSpace: Bool
  ) -> Word {
    let lower = Bytes.lowercased(text, range)
    let isCapital = Bytes.isCapital(text[range.lowerBound])
    var classes: WordClass
    if isMark || !Bytes.hasLetterOrDigit(text, range) {
      classes = isMark || range.count < 3 ? .punctuation : .symbol
    } else {
      classes = wordClasses(text, range, lower: lower, isCapital: isCapital)
    }
    return Word(
      bytes: range, lower: lower, classes: classes, tag: .noun, isCapitalised: isCapital,
      followsSpace: followsSpace, isDoubtful: false)
  }

  private static func wordClasses(
    _ text: [UInt8], _ range: Range<Int>, lower: String, isCapital: Bool
  ) -> WordClass {
    if Bytes.isNumber(text, range) { return .number }
    if Bytes.isSymbol(text, range) { return .symbol }
    if lower.hasSuffix("'s") || lower.hasSuffix("s'") {
      return possessiveClasses(lower)
    }
    if lower == "ca" || lower == "wo" || lower == "sha" { return [.modal, .common] }
    var classes = Lexicon.entry(for: lower).classes
    if lower.utf8.contains(UInt8(ascii: "'")), !Lexicon.knows(lower) {
      return .punctuation
    }
    let isAllCapitals = range.count > 1 && Bytes.isAllCapitals(text, range)
    if isAllCapitals || (isCapital && !classes.contains(.common)) { classes.insert(.name) }
    if isAllCapitals,
      !["NOT", "MUST", "MAY", "SHOULD", "AND", "OR"].contains(where: { word in
        word.utf8.elementsEqual(text[range])
      })
    {
      return .name
    }
    return classes
  }

  /// "it's" and its like are contractions, which no pattern wants; the rest are possessives.
  private static func possessiveClasses(_ lower: String) -> WordClass {
    switch lower {
    case "it's", "that's", "there's", "he's", "she's", "what's", "who's", "here's", "where's",
      "how's", "let's":
      return .punctuation
    default: return .possessive
    }
  }
}
