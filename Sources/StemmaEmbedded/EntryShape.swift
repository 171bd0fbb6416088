import StemmaText

extension EntryReader {
  /// What "This" does at the beginning of an explanation, where it stands for the term.
  private static let specifying = Set([
    "specifies", "controls", "sets", "determines", "defines", "tells", "allows", "enables",
    "disables", "causes", "gives", "lists", "names", "makes", "lets", "forces", "prevents",
    "selects", "contains", "gets", "represents", "toggles", "requests", "sends", "adds",
    "indicates", "turns", "adds", "changes", "displays", "shows", "can",
    "should", "configures", "limits", "provides", "holds", "works", "instructs", "directs",
  ])

  private static let continuing = Set([
    "it", "they", "he", "she", "these", "those", "such", "also", "however", "but", "then",
    "instead", "otherwise", "thus", "therefore", "and", "or", "so", "furthermore", "moreover",
    "additionally", "similarly", "likewise", "again", "in", "for", "see", "please", "that",
    "because", "another", "example", "examples", "type", "default", "usage", "as", "both", "even",
    "hence", "still", "yet", "i", "we", "alternatively", "conversely", "consequently", "note",
    "here", "there", "first", "next", "finally", "now", "to",
    "on", "at", "with", "by", "from", "of", "under", "hint", "synonym", "alias", "same", "only",
    "not", "once", "after", "before", "until", "unless", "while", "although", "though", "since",
    "unlike", "like", "yes", "no", "without", "instead", "one", "some", "other", "others", "more",
    "most", "true", "false",
  ])

  /// Verbs that manuals mostly mean as nouns where no article follows: "file path to the key".
  private static let things = Set([
    "file", "number", "path", "port", "name", "host", "key", "value", "size", "length", "time",
    "type", "user", "group", "address", "color", "title", "message", "mode", "level", "point",
    "state", "page", "debug", "process", "command", "server", "buffer", "filter", "queue", "index",
    "base",
  ])

  /// The same; "The copies directive sets …" under its own name says what that does.
  func shape(of range: Range<Int>, naming name: String) -> Entry.Shape? {
    guard let shape = shape(of: range), shape == .statement else { return shape(of: range) }
    let bare = String(name.drop { $0 == "$" || $0 == "-" })
    let first = words[range.lowerBound].lower == "the" ? range.lowerBound + 1 : range.lowerBound
    var place = first
    var isNamed = false
    while place < range.upperBound, place < first + 5 {
      let word = words[place]
      let isName = EntryKinds.isCalled(
        String(word.lower.drop { $0 == "$" || $0 == "-" }), bare)
      if isName { isNamed = true }
      guard
        isName || word.isQuotationMark || EntryKinds.isNoun(word.lower)
          || ["builtin", "built-in"].contains(word.lower)
      else { break }
      place += 1
    }
    guard isNamed, place + 1 < range.upperBound else {
      return tellsEffect(range) ? .effect : shape
    }
    let verb = words[place]
    if verb.tag == .formOfBe, words[place + 1].lower == "used" {
      return ["to", "for"].contains(words[place + 2].lower) ? .use : shape
    }
    let isTelling =
      verb.can(.verbThird) && verb.tag == .verb
      && Lexicon.verb(of: verb.lower).map { !VerbLists.stative.contains($0.base) } ?? false
    let isAble = ["can", "will"].contains(verb.lower) && words[place + 1].can(.verbBase)
    return isTelling || isAble ? .act : shape
  }

  /// "Log files are rotated every hour": something is done, and not by whom it reads.
  private func tellsEffect(_ range: Range<Int>) -> Bool {
    let phrases = PhraseReader(words: words, end: range.upperBound)
    guard range.count >= 5, let subject = phrases.baseNounPhrase(at: range.lowerBound),
      !subject.isPronoun, !subject.isYou, words[subject.head].lower != "default",
      subject.range.upperBound + 1 < range.upperBound
    else { return false }
    let verb = subject.range.upperBound
    var next = verb + 1
    if words[verb].lower == "will", words[next].lower == "be" { next += 1 }
    if next + 1 < range.upperBound, words[next].tag == .negation { next += 1 }
    let isPresent = ["is", "are"].contains(words[verb].lower) || words[verb].lower == "will"
    return isPresent && words[next].can(.participle)
      && !Self.telling.contains(words[next].lower)
  }

  /// What is said of a thing, and does not come about.
  private static let telling = Set([
    "used", "called", "known", "described", "defined", "needed", "required", "supported",
    "intended",
    "considered", "recommended", "deprecated", "documented", "explained", "expected", "based",
    "designed", "said", "provided", "allowed", "named",
  ])

  /// Whether an explanation says "this option" within its first sentences.
  private func speaksOfItself(_ range: Range<Int>) -> Bool {
    let end = min(range.upperBound + 30, words.count - 1)
    return (range.lowerBound..<end).contains {
      words[$0].lower == "this" && EntryKinds.isNoun(words[$0 + 1].lower)
    }
  }

  /// nil where the explanation begins in the middle of something.
  func shape(of range: Range<Int>) -> Entry.Shape? {
    guard let first = range.first, range.count >= 3 else { return nil }
    let word = words[first]
    let second = words[first + 1].lower
    if word.lower == "(", second != "un" { return nil }
    if ["note", "warning", "caution", "important"].contains(word.lower), second == ":" {
      return .warning
    }
    if ["with", "using"].contains(word.lower), second == "this", first + 2 < range.upperBound,
      EntryKinds.isNoun(words[first + 2].lower)
    {
      return .act
    }
    if ["similar", "equivalent", "analogous", "identical"].contains(word.lower) { return .act }
    // "Output a list of names", "Include/exclude files of that name".
    let parts = word.lower.split(separator: "/")
    let isPair = parts.count == 2 && parts.allSatisfy { Lexicon.verb(of: String($0)) != nil }
    if isPair
      || ["output", "outputs"].contains(word.lower) && second != "of"
        && words[first + 1].tag != .formOfBe
    {
      return .act
    }
    // "By default, X. This option does Y."
    let isUsual =
      ["normally", "usually"].contains(word.lower) || word.lower == "by" && second == "default"
    if isUsual { return speaksOfItself(range) ? .act : nil }
    if Self.continuing.contains(word.lower) {
      return word.lower == "to" && word.isCapitalised ? .act : nil
    }
    if ["if", "when", "whenever"].contains(word.lower) {
      return second == "you" && !range.prefix(9).contains { words[$0].lower == "this" }
        ? .statement : .act
    }
    if word.tag == .adverb, words[first + 1].can(.verbBase) { return .act }
    if word.lower == "never", words[first + 1].can(.verbBase) { return .act }
    if word.lower == "will", words[first + 1].can(.verbBase) { return .act }
    // "Number of bytes", "List of files": what it is, and no order to count or list.
    if word.can(.noun), second == "of" { return .thing }
    // "Total number of bytes" orders nobody to add.
    if ["total", "average", "mean"].contains(word.lower) { return .thing }
    if word.lower == "do", second == "not" || words[first + 1].tag == .negation { return .act }
    if let use = use(of: range) { return use }
    if word.lower == "this" {
      let isKind = EntryKinds.kind(of: "", explained: words[first...], under: []) != nil
      return isKind || Self.specifying.contains(words[first + 1].lower) ? .act : nil
    }
    let isVerb = word.can([.verbBase, .verbThird]) && !word.can([.determiner, .preposition])
    let leadsOn =
      words[first + 1].can([.determiner, .possessive, .pronoun])
      || [.preposition, .adverb, .number].contains(words[first + 1].tag)
    let isThing =
      Self.things.contains(word.lower)
      && !words[first + 1].can([.determiner, .possessive, .pronoun])
    if isVerb, !isThing,
      word.tag == .verb || !word.can(.noun) || leadsOn
        || !hasFiniteVerb(range.dropFirst())
    {
      return .act
    }
    if hasFiniteVerb(range) { return .statement }
    let isPhrase =
      PhraseReader(words: words, end: range.upperBound).baseNounPhrase(at: first) != nil
    return isPhrase || [.adjective, .participle, .gerund].contains(word.tag) ? .thing : nil
  }

  /// "You can use this command to …", "Used to …", "This variable is used when …".
  private func use(of range: Range<Int>) -> Entry.Shape? {
    let opening = range.prefix(7)
    guard let used = opening.first(where: { ["use", "used"].contains(words[$0].lower) }) else {
      return nil
    }
    let isOwn =
      used == range.lowerBound
      || ["this", "you", "can", "it", "is"].contains(words[range.lowerBound].lower)
    guard isOwn, used + 2 < range.upperBound else { return nil }
    let next = words[used + 1].lower
    if words[used].lower == "used", ["if", "when", "whenever", "only"].contains(next) {
      return .occasion
    }
    if words[used].lower == "used" { return ["to", "for", "by", "in"].contains(next) ? .use : nil }
    return range.prefix(14).contains { $0 > used && words[$0].tag == .infinitiveTo } ? .use : nil
  }

  private func hasFiniteVerb(_ range: Range<Int>) -> Bool {
    let end = range.first {
      words[$0].tag == .subordinator
        || ["which", "that", "who", "where", "when", "if", "(", ","]
          .contains(words[$0].lower)
    }
    // "The mode to use" has none.
    return (range.lowerBound..<(end ?? range.upperBound)).contains {
      [.verb, .modal, .formOfBe, .formOfHave, .formOfDo].contains(words[$0].tag)
        && ($0 == range.lowerBound || words[$0 - 1].tag != .infinitiveTo)
    }
  }
}
