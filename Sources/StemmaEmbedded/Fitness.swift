import StemmaText

/// Judges whether words can stand in a question that nobody reads beside its passage.
struct Fitness {
  let reading: Reading

  private var words: [Word] { reading.words }

  private static let pointing = [
    "here", "above", "below", "following", "latter", "former", "aforementioned", "respectively",
    "previous", "next", "therein", "thereof", "hereby", "said", "preceding", "earlier", "such",
    "section", "chapter", "appendix", "paragraph", "example", "examples", "figure", "footnote",
    "mentioned", "thus", "therefore", "otherwise", "listing", "else", "there", "hence",
    "sentence", "follows", "today", "yesterday", "tomorrow", "now", "etc.", "etc", "ago",
  ]

  private static let fitPronouns = [
    "you", "yourself", "one", "anyone", "anybody", "everyone", "everybody", "someone", "nobody",
    "nothing", "anything", "something", "everything", "itself", "themselves", "all", "somebody",
    "oneself", "each", "most", "more", "others", "none", "what",
  ]

  /// Whether the range holds nothing that points out of it.
  ///
  /// - Parameter owner: a subject in the same question, which "its" or "their" may mean.
  func isFit(_ range: Range<Int>, owner: NounPhrase? = nil, allowsComma: Bool = false) -> Bool {
    var quotes = 0
    for index in range {
      let word = words[index]
      switch word.tag {
      case .adjective
      where ["similar", "additional", "resulting", "corresponding", "remaining"]
        .contains(word.lower) && index == range.lowerBound:
        return false
      case .pronoun:
        if !Self.fitPronouns.contains(word.lower), !means(owner, word.lower) { return false }
      case .possessive:
        if ["my", "our", "his", "her"].contains(word.lower) { return false }
        if word.lower == "its" || word.lower == "their" {
          guard means(owner, word.lower) else { return false }
        }
      case .determiner:
        if ["this", "that", "these", "those", "another", "such"].contains(word.lower) {
          return false
        }
      case .subordinator where word.lower == "that":
        let next = index + 1 < range.upperBound ? words[index + 1] : nil
        if next == nil || next?.tag == .punctuation { return false }
      case .punctuation:
        if word.isQuotationMark {
          quotes += 1
        } else if !(allowsComma && word.lower == ",") {
          return false
        }
      default: break
      }
      if word.can(.name), word.lower == "i" { return false }
      if word.tag == .symbol, Self.isUnspeakable(word.lower) { return false }
      if word.lower == "course", index > range.lowerBound, words[index - 1].lower == "of" {
        return false
      }
      if word.lower == "so", index > range.lowerBound,
        ["do", "does", "done", "doing", "did"].contains(words[index - 1].lower)
      {
        return false
      }
      if Self.pointing.contains(word.lower), word.tag != .verb { return false }
      if word.lower == "other" || word.lower == "others" { return false }
    }
    return quotes & 1 == 0
  }

  /// Options, patterns and variables, which nobody can say aloud in a question.
  private static func isUnspeakable(_ lower: String) -> Bool {
    if isLongOption(lower) { return false }
    // "NOTE:This" lacks its space.
    if lower.hasPrefix("note:") || lower.hasPrefix("warning:") { return true }
    var isFirst = true
    for byte in lower.utf8 {
      if isFirst, byte == 0x2D { return true }
      isFirst = false
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "$"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"),
        UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "+"):
        return true
      default: break
      }
    }
    return false
  }

  /// "--dry-run", which says what it does.
  static func isLongOption(_ lower: String) -> Bool {
    let rest = lower.utf8.drop { $0 == 0x2D }
    return lower.utf8.count - rest.count == 2 && rest.count > 2
      && rest.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  private func means(_ owner: NounPhrase?, _ pronoun: String) -> Bool {
    guard let owner, !owner.isPronoun, !owner.isYou else { return false }
    switch pronoun {
    case "its": return !owner.isPlural
    case "their": return owner.isPlural
    default: return false
    }
  }

  /// Nouns that mean nothing without what was said before.
  static let vague = [
    "way", "reason", "problem", "thing", "case", "result", "fact", "idea", "point", "rest",
    "first", "second", "third", "last", "part", "one", "ones", "side", "kind", "sort", "type",
    "lot",
    "question", "answer", "matter", "issue", "situation", "approach", "goal", "list", "change",
    "difference", "solution", "trick", "exception", "bit", "time", "step", "behavior",
    "behaviour", "advantage", "disadvantage", "alternative", "default", "purpose", "effect",
    "aim", "number", "order", "name", "value", "rule", "method", "procedure", "process", "text",
    "line", "word", "note", "table", "article", "section", "author", "book", "page", "document",
    "form", "item", "other", "example", "argument", "passage", "truth", "feature", "choice",
    "concept", "outcome", "difficulty", "syntax", "title", "entry", "figure", "latter", "quote",
    "former", "consequence", "cause", "format", "content", "contents", "details", "information",
    "description", "response", "input", "output", "thing", "stuff", "people", "option", "options",
    "things", "problems", "changes", "names", "values", "ways", "reasons", "files", "file",
    "set", "field", "field's", "results", "commands", "command", "function", "program", "package",
    "packages", "system", "object", "objects", "element", "elements", "user", "users", "parameter",
    "message", "error", "data", "code", "state", "level", "group", "event", "idea", "story",
    "man", "woman", "city", "country", "company", "project", "term", "class", "variable", "tool",
    "version", "test", "tests", "image", "box", "button", "window", "directory", "script",
    "character", "characters", "string", "key", "keys", "bug", "patch", "release", "software",
    "distribution", "site", "server", "client", "host", "interface", "application",
  ]

  /// What a passage calls itself or its like.
  private static let papers = [
    "documentation", "manual", "guide", "guidebook", "document", "handbook", "tutorial", "faq",
  ]

  /// Heads that are never worth asking about without "of …".
  private static let hopeless = [
    "way", "reason", "thing", "case", "fact", "point", "rest", "first", "second", "third", "last",
    "part", "one", "ones", "side", "kind", "sort", "lot", "example", "section", "chapter",
    "paragraph", "figure", "table", "latter", "former", "other", "others", "bit", "trick",
    "answer", "question", "exception", "note", "document", "page", "text", "passage", "list",
    "article", "appendix", "result", "upshot", "same", "following", "above", "below", "examples",
    "things", "sections", "author", "difference", "idea", "problem", "solution", "alternative",
    "goal", "quote", "footnote", "book", "manual", "number", "couple", "majority", "truth", "moral",
    "hope", "story", "consequence", "effect", "issue", "step", "time", "day", "year", "moment",
    "argument", "disadvantage", "advantage", "exceptions", "people", "matter", "response",
    "introduction", "conclusion", "beginning", "end", "line", "lines", "word", "entry", "faq",
  ]

  /// What tells a thing only to who has read where it was named.
  private static let unnamed = Set([
    "specified", "given", "corresponding", "appropriate", "resulting", "relevant",
  ])

  /// How well a phrase serves as what a question is about: nil not at all, else points to add.
  func worth(of phrase: NounPhrase) -> Int? {
    guard !phrase.isPronoun else { return nil }
    if phrase.isYou { return 0 }
    let count = phrase.range.count { !words[$0].isQuotationMark }
    guard count <= 11, isFit(phrase.range, allowsComma: phrase.isCompound) else { return nil }
    let first = words[phrase.range.lowerBound]
    let head = words[phrase.head]
    // "--delay seconds" is an option that ran into what it takes.
    if first.lower.hasPrefix("-"), count > 1 { return nil }
    if ["no", "neither", "either", "what", "which", "whose", "enough", "little"].contains(
      first.lower)
    {
      return nil
    }
    if first.tag == .number || first.tag == .symbol,
      first.lower.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) ?? false, !phrase.isPlural
    {
      return nil
    }
    // "The specified name": by whom, and where?
    if phrase.range.contains(where: { Self.unnamed.contains(words[$0].lower) }) { return nil }
    // "Two additional operators": of which?
    if first.tag == .number, phrase.isPlural, !phrase.isLong { return nil }
    let isRunIn = phrase.range.dropFirst().contains {
      words[$0].isCapitalised && words[$0].can([.determiner, .adverb, .preposition])
    }
    if isRunIn { return nil }
    let isBare = !phrase.isLong && !phrase.isCompound
    if first.lower == "more" || first.lower == "further" || first.lower == "details" { return nil }
    if isBare, Self.hopeless.contains(head.lower) { return nil }
    if phrase.range.contains(where: { words[$0].can(.ordinal) }) { return nil }
    if isBare, Self.papers.contains(head.lower) { return nil }
    if ["nobody", "nothing", "everything", "anything", "something"].contains(head.lower) {
      return nil
    }
    var worth = 40 - 6 * max(0, count - 3)
    if head.tag == .name || head.tag == .symbol { worth += 30 }
    if first.lower == "the", isBare, count == 2 {
      worth -= Self.vague.contains(head.lower) ? 200 : 50
    }
    if first.tag == .noun, phrase.head == phrase.range.lowerBound, !isMass(head.lower) {
      let isQuoted = first.lower != head.lower
      worth -= head.can(.common) && !isQuoted ? (isBare ? 150 : 300) : 0
    }
    if isBare, count == 1, head.tag == .pluralNoun, Self.vague.contains(head.lower) { worth -= 80 }
    if first.lower == "a" || first.lower == "an" { worth -= 30 }
    if ["some", "many", "most", "several", "few", "any"].contains(first.lower) { worth -= 90 }
    if phrase.isLong { worth -= 20 }
    let isBareCompound =
      count > 1 && head.tag == .noun && head.can(.common) && !isMass(head.lower)
      && [.noun, .adjective, .gerund].contains(first.tag) && !first.can(.determiner)
    if isBareCompound { worth -= 80 }
    // "the final value" says hardly more than "the value".
    if isBare, count == 3, first.lower == "the", words[phrase.head - 1].tag == .adjective,
      Self.vague.contains(head.lower)
    {
      worth -= 110
    }
    if first.lower == "your" { worth -= 60 }
    if count == 1, head.tag == .symbol, head.lower.utf8.contains(0x2F) { worth -= 50 }
    if phrase.range.contains(where: {
      words[$0].tag == .symbol && words[$0].lower.hasPrefix("-")
        && !Self.isLongOption(words[$0].lower)
    }) {
      worth -= 90
    }
    if head.tag == .gerund { worth -= 30 }
    return worth
  }

  /// Whether a noun often stands without an article.
  func isMass(_ lower: String) -> Bool {
    for ending in ["tion", "ness", "ity", "ment", "ism", "ing", "ance", "ence", "ship", "ware"]
    where lower.hasSuffix(ending) {
      return true
    }
    return [
      "water", "air", "bread", "data", "information", "code", "text", "music", "light", "heat",
      "energy", "freedom", "property", "capital", "labour", "labor", "power", "trade", "law",
      "space", "support", "hardware", "documentation", "memory", "storage", "usage", "syntax",
      "output", "input", "traffic", "performance", "security", "policy", "content", "control",
      "management", "research", "education", "production", "communication", "growth", "use",
      "training", "food", "soil", "wood", "paper", "metal", "oil", "sugar", "salt", "rain", "sand",
      "history", "nature", "society", "time", "money", "work", "knowledge", "evidence", "access",
    ].contains(lower)
  }

  /// Points an answer loses for words that lean on what is not in it.
  func leaning(_ range: Range<Int>) -> Int {
    var loss = 0
    for (place, index) in range.enumerated() {
      let word = words[index]
      switch word.lower {
      case "following", "follows", "below", "above": loss += 150
      case "this", "these", "those", "such":
        loss += place < 2 ? 90 : 50
      case "that" where place < 3 && word.tag != .subordinator: loss += 90
      case "i", "my", "me": loss += 60
      case "we", "our", "us": loss += 25
      case "it", "they", "he", "she": loss += place < 2 ? 90 : 5
      case "section", "chapter", "appendix", "figure", "table": loss += 60
      case ":": loss += 30
      default: break
      }
    }
    if range.count > 32 { loss += (range.count - 32) * 5 }
    return loss
  }
}
