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

  /// Whether more is said after the verb than a pronoun.
  private func hasContent(_ clause: Clause) -> Bool {
    guard clause.core.count >= 2, let first = clause.core.first else { return false }
    if words[first].tag == .pronoun, words[first].lower != "you" { return false }
    if clause.verb.base == "do" { return false }
    return clause.core.contains {
      [.noun, .pluralNoun, .name, .symbol].contains(words[$0].tag)
    }
  }

  /// "X runs the jobs": what does X do?
  mutating func askOfAction(_ clause: Clause) {
    let verb = clause.verb
    guard verb.kind == .active, verb.auxiliary == nil, !verb.isNegated, !clause.subject.isYou,
      !VerbLists.stative.contains(verb.base), hasContent(clause), verb.form != .past
    else { return }
    let inversion = wording.inversion(of: verb, keepsAdverbs: false)
    let name = wording.subject(clause)
    let isShort = clause.subject.range.count <= 4
    // "What does Debian do?" asks too much of one sentence in a section that is all about Debian.
    let isTheme = mentions(of: words[(clause.antecedent ?? clause.subject).head].lower) > 2
    add(
      .action, (isShort ? 760 : 700) - (isTheme ? 110 : 0),
      Wording.question("what", inversion.auxiliary, name, "do", leadPhrase))
    guard inversion.auxiliary != "did", isShort, !isTheme else { return }
    add(.action, 640, Wording.question("what is the job of", name))
  }

  /// "The X file holds Y": which file holds Y?
  mutating func askOfSubject(_ clause: Clause) {
    guard !clause.subject.isYou, !clause.subject.isCompound, clause.antecedent == nil,
      clause.core.count >= 2, !words[clause.verb.main].isDoubtful, clause.verb.kind != .progressive,
      !clause.verb.isNegated,
      let core = fitCore(clause, atMost: 10), !fitness.mentionsOwner(core)
    else { return }
    let subject = clause.subject
    let head = words[subject.head]
    guard !subject.isLong, !head.isCapitalised, head.tag == .noun || head.tag == .pluralNoun,
      subject.head > subject.range.lowerBound, hasTellingModifier(subject)
    else { return }
    if clause.verb.kind == .copula, clause.core.count < 3 { return }
    add(
      .subject, 700,
      Wording.question("which", head.lower, wording.predicate(clause, core: core)))
  }

  /// Whether more than an article stands before the head.
  private func hasTellingModifier(_ subject: NounPhrase) -> Bool {
    for index in subject.range.lowerBound..<subject.head {
      switch words[index].tag {
      case .noun, .name, .symbol, .gerund: return true
      default: break
      }
    }
    return false
  }

  /// "X must do Y": what must X do, must X do Y?
  mutating func askOfModal(_ clause: Clause) {
    let verb = clause.verb
    guard verb.form == .modal, !clause.core.isEmpty else { return }
    let inversion = wording.inversion(of: verb)
    let name = wording.subject(clause)
    let isDuty = ["must", "should", "can", "may", "cannot", "will"].contains(inversion.auxiliary)
    guard isDuty else { return }
    if verb.kind == .active, !verb.isNegated, !clause.subject.isYou,
      !["may", "will"].contains(inversion.auxiliary),
      hasContent(clause)
    {
      add(
        .action, SentenceAsker.persons.contains(words[clause.subject.head].lower) ? 660 : 720,
        Wording.question("what", inversion.auxiliary, name, "do", leadPhrase))
    }
    guard let core = fitCore(clause, atMost: 12), core.count >= 2, verb.base != "use",
      words[core.lowerBound].lower != "able",
      !(clause.subject.isYou && Self.mental.contains(verb.base))
    else { return }
    let plain = verb.isNegated ? withoutNot(clause, core) : wording.inverted(clause, core: core)
    let score = clause.subject.isYou ? 690 : 730
    if !(clause.subject.isYou && inversion.auxiliary == "may") {
      add(.whether, score, Wording.question(plain))
    }
    if clause.subject.isYou, verb.kind == .active {
      let act = Wording.join([verb.base, reading.innerText(core)])
      if inversion.auxiliary == "can" || inversion.auxiliary == "may" {
        add(.whether, 680, Wording.question("is it possible to", act))
      } else if inversion.auxiliary == "must" {
        add(.whether, 670, Wording.question("is it necessary to", act))
      }
    }
  }

  private func withoutNot(_ clause: Clause, _ core: Range<Int>) -> String {
    var clause = clause
    clause.verb.isNegated = false
    return wording.inverted(clause, core: core)
  }

  /// What nobody asks leave to do.
  private static let mental = Set([
    "understand", "know", "note", "see", "remember", "want", "think", "expect", "find", "notice",
    "wish", "need", "like", "prefer", "keep", "be", "imagine", "guess",
  ])

  /// The plainest question: does X do Y?
  mutating func askWhether(_ clause: Clause) {
    guard clause.verb.form != .modal, !clause.subject.isYou, clause.core.count >= 2,
      let core = fitCore(clause, atMost: 13), clause.antecedent == nil
    else { return }
    let plain =
      clause.verb.isNegated ? withoutNot(clause, core) : wording.inverted(clause, core: core)
    let isDefinition = clause.verb.kind == .copula && words[core.lowerBound].tag == .determiner
    if clause.verb.kind == .copula, words[core.lowerBound].tag == .preposition { return }
    let score = isDefinition ? 540 : 625
    add(.whether, score, Wording.question(plain))
    guard !clause.verb.isNegated else { return }
    add(
      .whether, score - 20,
      Wording.question("is it true that", wording.statement(clause, core: core)))
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
