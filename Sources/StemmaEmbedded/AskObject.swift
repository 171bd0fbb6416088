import StemmaText

extension SentenceAsker {
  /// "X provides Y": what does X provide?
  mutating func askOfObject(_ clause: Clause) {
    let verb = clause.verb
    guard verb.kind == .active, !verb.isNegated, let first = clause.core.first else { return }
    let inversion = wording.inversion(of: verb)
    let name = wording.subject(clause)
    if verb.base == "consist", words[first].lower == "of" {
      add(.object, 900, Wording.question("what", inversion.auxiliary, name, inversion.tail, "of"))
      add(
        .object, 800,
        Wording.question("what parts", inversion.auxiliary, name, inversion.tail, "of"))
      return
    }
    if verb.base == "depend", words[first].lower == "on" || words[first].lower == "upon" {
      add(.object, 860, Wording.question("what", inversion.auxiliary, name, "depend on"))
      return
    }
    guard !VerbLists.poorObject.contains(verb.base) || isFirmObject(verb.base), hasObject(clause),
      !clause.subject.isYou
    else {
      return
    }
    let isEnumeration = isList(clause)
    let score = 810 + (isEnumeration ? 60 : 0)
    add(
      .object, score,
      Wording.question("what", inversion.auxiliary, name, inversion.tail, leadPhrase))
    if verb.base == "mean" {
      add(.definition, 800, Wording.question("what is the meaning of", name))
    }
    if verb.base == "require" || verb.base == "need", verb.auxiliary == nil, !clause.subject.isYou {
      add(.object, 770, Wording.question("what is required for", name))
    }
  }

  /// Of the poor ones, those that are fine with a plain object after them.
  private func isFirmObject(_ base: String) -> Bool {
    ["add", "change", "follow", "hold", "return", "send", "share", "show", "find", "know"].contains(
      base)
  }

  /// Whether what follows the verb is an object and not an idiom's other half.
  private func hasObject(_ clause: Clause) -> Bool {
    guard let first = clause.core.first, clause.core.count >= 2 || isList(clause) else {
      return false
    }
    if words[first].lower == "that" { return false }
    if words[first].tag == .pronoun { return false }
    let phrases = PhraseReader(words: words, end: clause.core.upperBound)
    guard let object = phrases.baseNounPhrase(at: first), !object.isPronoun, !object.isYou,
      !Self.persons.contains(words[object.head].lower),
      !["place", "advantage", "sense", "use", "care", "part", "account"].contains(
        words[object.head].lower)
    else { return false }
    let after = object.range.upperBound
    // "allows the user to …" and "makes it …" ask for more than "what".
    if after < clause.core.upperBound, words[after].tag == .infinitiveTo {
      return !VerbLists.enabling.contains(clause.verb.base)
        && ["provide", "offer", "need", "require", "develop", "create"].contains(clause.verb.base)
    }
    if after < clause.core.upperBound,
      words[after].tag == .adjective
        || words[after].tag == .participle
    {
      return words[after].tag == .participle
    }
    return true
  }

  /// How often a word occurs in the section.
  func mentions(of lower: String) -> Int {
    var count = 0
    for word in words where word.lower == lower { count += 1 }
    return count
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
