import StemmaText

extension SentenceAsker {
  /// "X provides Y": what does X provide?
  mutating func askOfObject(_ clause: Clause) {
    let verb = clause.verb
    guard verb.kind == .active, !verb.isNegated, let first = clause.core.first else { return }
    let opener = words[clause.subject.range.lowerBound].lower
    guard !["some", "your", "many", "most", "several"].contains(opener) else { return }
    let inversion = wording.inversion(of: verb)
    let name = wording.subject(clause)
    if verb.base == "consist", words[first].lower == "of" {
      // "Of four phases" does not say of which.
      if clause.core.count > 1, words[first + 1].tag == .number, !isList(clause) { return }
      add(.object, 900, Wording.question("what", inversion.auxiliary, name, inversion.tail, "of"))
      if clause.core.count > 1, words[first + 1].tag == .gerund { return }
      add(
        .object, 800,
        Wording.question("what parts", inversion.auxiliary, name, inversion.tail, "of"))
      return
    }
    if verb.base == "depend", words[first].lower == "on" || words[first].lower == "upon" {
      add(.object, 860, Wording.question("what", inversion.auxiliary, name, "depend on"))
      return
    }
    if verb.base == "mean", clause.core.count >= 5 {
      add(.definition, 880, Wording.question("what", inversion.auxiliary, name, "mean"))
      add(.definition, 800, Wording.question("what is the meaning of", name))
      return
    }
    if let auxiliary = verb.auxiliary, !["can", "must"].contains(words[auxiliary].lower) { return }
    if clause.core.count > 1, words[first + 1].lower == "number" { return }
    let isNamedSetting =
      Self.setting.contains(verb.base)
      && [.symbol, .name].contains(words[(clause.antecedent ?? clause.subject).head].tag)
    guard
      Self.telling.contains(verb.base) || isNamedSetting
        || isEssay && !Self.poor.contains(verb.base),
      hasObject(clause), !clause.subject.isYou
    else { return }
    add(
      .object, 810 + (isList(clause) ? 60 : 0),
      Wording.question("what", inversion.auxiliary, name, inversion.tail, leadPhrase))
    if verb.base == "require" || verb.base == "need", verb.auxiliary == nil {
      add(.object, 770, Wording.question("what is required for", name))
    }
  }

  /// Verbs that live in idioms, or want more than an object.
  private static let poor = Set(
    """
    take make have give get do let keep put set go come play pay say tell ask help call turn bring
    be become seem appear remain look feel want like think believe try begin start stop continue
    end happen occur arise belong last run stand live die fall rise grow work act result vary differ
    agree speak wait lead apply reach meet follow leave find see know show note mention use
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Verbs whose object says what a thing is made of or needs, not what it happens to do.
  private static let telling = Set([
    "require", "need", "contain", "include", "comprise", "hold", "cause", "represent",
    "indicate", "control", "imply", "override",
  ])

  /// Verbs that say what a named setting is about, or gives.
  private static let setting = Set([
    "specify", "define", "determine", "set", "select", "denote", "describe", "list", "return",
    "produce", "output", "emit", "print", "generate", "display", "show", "report", "store",
  ])

  /// Whether what follows the verb is an object and not an idiom's other half.
  private func hasObject(_ clause: Clause) -> Bool {
    guard let first = clause.core.first, clause.core.count >= 2 || isList(clause),
      words[first].lower != "that", words[first].tag != .pronoun
    else { return false }
    let phrases = PhraseReader(words: words, end: clause.core.upperBound)
    guard let object = phrases.baseNounPhrase(at: first), !object.isPronoun, !object.isYou,
      !Self.persons.contains(words[object.head].lower),
      !["place", "advantage", "sense", "use", "care", "part", "account"].contains(
        words[object.head].lower)
    else { return false }
    let after = object.range.upperBound
    return after == clause.core.upperBound
      || ![.infinitiveTo, .adjective].contains(words[after].tag)
  }
}

extension Fitness {
  /// Whether "its" or "their" would lose what it belongs to.
  func mentionsOwner(_ range: Range<Int>) -> Bool {
    range.contains { index in
      ["its", "their", "it", "they", "them", "itself", "themselves"].contains(
        reading.words[index].lower)
    }
  }
}
