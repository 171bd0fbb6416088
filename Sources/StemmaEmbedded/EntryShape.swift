import StemmaText

extension EntryReader {
  /// What "This" does at the beginning of an explanation, where it stands for the term.
  private static let specifying = Set([
    "specifies", "controls", "sets", "determines", "defines", "tells", "allows", "enables",
    "disables", "causes", "gives", "lists", "names", "makes", "lets", "forces", "prevents",
    "selects", "contains", "indicates", "turns", "adds", "changes", "displays", "shows", "can",
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
    "most",
  ])

  /// nil where the explanation begins in the middle of something.
  func shape(of range: Range<Int>) -> Entry.Shape? {
    guard let first = range.first, range.count >= 3 else { return nil }
    let word = words[first]
    let second = words[first + 1].lower
    if word.lower == "(", second != "un" { return nil }
    if ["note", "warning", "caution", "important"].contains(word.lower), second == ":" {
      return .warning
    }
    if Self.continuing.contains(word.lower) {
      return word.lower == "to" && word.isCapitalised ? .act : nil
    }
    if ["if", "when", "whenever"].contains(word.lower) {
      return second == "you" && !range.prefix(9).contains { words[$0].lower == "this" }
        ? .statement : .act
    }
    if word.tag == .adverb, words[first + 1].can(.verbBase) { return .act }
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
    if isVerb,
      word.tag == .verb || !word.can(.noun) || leadsOn
        || !hasFiniteVerb(range.dropFirst())
    {
      return .act
    }
    return hasFiniteVerb(range) ? .statement : .thing
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
