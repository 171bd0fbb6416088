import StemmaText

extension SentenceAsker {
  /// Conditions and times, before the main clause or after it.
  mutating func askOfConditions(_ clause: Clause) {
    if case .subordinate(let word, let range) = sentence.lead {
      askOfLeadingCondition(word, range, clause)
      return
    }
    for adjunct in clause.adjuncts {
      switch adjunct.kind {
      case .condition, .time: askOfTrailingCondition(adjunct, clause)
      default: break
      }
    }
  }

  /// A clause that can follow "what happens if", as words; nil where it leans on something else.
  func fitCondition(_ range: Range<Int>) -> String? {
    var range = range
    while let last = range.last, words[last].tag == .punctuation || words[last].lower == "yet" {
      range = range.dropLast()
    }
    guard range.count >= 3, range.count <= 14 else { return nil }
    if words[range.lowerBound].lower == "there" { return fitPresence(range) }
    let reader = ClauseReader(reading, sentence: sentence.index, end: range.upperBound)
    guard let inner = reader.clause(at: range.lowerBound), !inner.subject.isPronoun,
      inner.verb.range.upperBound <= range.upperBound
    else { return nil }
    let telling = range.count {
      ![.determiner, .pronoun, .formOfBe, .formOfHave, .formOfDo, .modal, .preposition, .adverb]
        .contains(words[$0].tag)
    }
    let subject = words[inner.subject.head]
    let isBare =
      inner.subject.range.count == 1 && subject.tag == .noun && subject.can(.common)
      && !fitness.isMass(subject.lower)
    // "If r is omitted": an argument of what only the passage names.
    let isArgument =
      inner.subject.range.count == 1 && !subject.lower.hasPrefix("--")
      && (subject.lower.utf8.count == 1 || subject.tag == .symbol)
      && range.contains { Self.presences.contains(words[$0].lower) }
    // "If you specify 9", "if you give a larger value": of what?
    let isOfNothing =
      term == nil && inner.subject.isYou
      && inner.core.last.map {
        words[$0].tag == .number || Self.values.contains(words[$0].lower)
      } ?? false
    guard fitness.isFit(range, owner: inner.subject), telling >= 2, !isBare, !isArgument,
      !isOfNothing,
      fitness.worth(of: inner.subject) ?? 0 > -140
    else { return nil }
    if let last = range.last {
      switch words[last].tag {
      case .preposition, .determiner, .coordinator, .infinitiveTo, .subordinator: return nil
      case .adverb where Wording.connecting.contains(words[last].lower): return nil
      default: break
      }
    }
    return reading.innerText(range)
  }

  private static let values = Set([
    "value", "number", "option", "argument", "parameter", "name", "string",
  ])

  private static let presences = Set([
    "omitted", "present", "absent", "given", "supplied", "missing", "specified", "provided", "null",
    "zero", "negative", "non-zero", "empty",
  ])

  /// "there is no entry for the host", as in "what happens if there is …".
  private func fitPresence(_ range: Range<Int>) -> String? {
    let first = range.lowerBound + 2
    guard ["is", "are"].contains(words[first - 1].lower), fitness.isFit(first..<range.upperBound),
      let thing = PhraseReader(words: words, end: range.upperBound).baseNounPhrase(at: first),
      !thing.isPronoun, range.count >= 5, let last = range.last,
      [.noun, .pluralNoun, .name].contains(words[last].tag)
    else { return nil }
    return reading.text(range)
  }

  /// "you want to build it": the words after "to".
  func wish(_ range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    guard index + 3 < range.upperBound, words[index].lower == "you" else { return nil }
    index += 1
    if ["would", "'d"].contains(words[index].lower) { index += 1 }
    while words[index].tag == .adverb, index + 2 < range.upperBound { index += 1 }
    let isWish = ["want", "need", "wish", "like", "plan", "prefer", "intend", "have"].contains(
      words[index].lower)
    guard isWish, index + 2 < range.upperBound, words[index + 1].lower == "to",
      words[index + 2].can(.verbBase) || words[index + 2].lower == "be"
    else { return nil }
    let goal = index + 2..<range.upperBound
    return goal.count >= 2 && goal.count <= 12 && isFitGoal(goal) ? goal : nil
  }

  /// Whether "how do you …" can go on with these words.
  func isFitGoal(_ goal: Range<Int>) -> Bool {
    guard let first = goal.first, let last = goal.last, words[first].can(.verbBase),
      goal.count >= 2, words[first + 1].tag != .coordinator,
      !["this", "that", "these", "those"].contains(words[first + 1].lower),
      ![
        "be", "know", "understand", "see", "have", "learn", "make", "begin", "summarize",
        "recap", "conclude", "illustrate", "get", "say", "avoid", "sum", "bring", "give", "help",
        "require",
      ].contains(words[first].lower), words[first].lower != "start" || goal.count > 2
    else { return false }
    // "The path to file containing …"
    if words[first].can(.noun), [.gerund, .participle].contains(words[first + 1].tag) {
      return false
    }
    switch words[last].tag {
    case .preposition, .determiner, .coordinator, .infinitiveTo, .subordinator, .adjective:
      if words[last].tag != .adjective { return false }
    default: break
    }
    let isIdle = zip(goal, goal.dropFirst()).contains {
      words[$0].lower == "some" && words[$1].lower == "reason"
    }
    let isOwn = zip(goal, goal.dropFirst()).contains {
      words[$0].lower == "your" && ["task", "needs", "goal", "work"].contains(words[$1].lower)
    }
    return fitness.isFit(goal) && !isIdle && !isOwn
  }

  private mutating func askOfLeadingCondition(
    _ word: String, _ range: Range<Int>, _ clause: Clause
  ) {
    if let goal = wish(range), word == "if" || word == "when" {
      addProcedures(goal, score: 900)
      return
    }
    if word == "when" { askOfOwnActivity(range, clause) }
    guard word == "if" || word == "when" || word == "once" || word == "after",
      let condition = fitCondition(range)
    else { return }
    let worth = 30
    if clause.subject.isYou, clause.verb.form == .modal {
      askOfDuty(word == "once" ? "after" : word, condition, clause, worth)
      return
    }
    if clause.subject.isYou, let duty = dutyVerb(clause) {
      add(.condition, 880, Wording.question("what do you", duty, "to do", word, condition))
      return
    }
    askOfOthersDuty(Wording.join([word, condition]), clause)
    guard isEvent(clause), !isDuty(clause) else { return }
    add(.condition, 860 + worth, Wording.question("what happens", word, condition))
    if word == "if" {
      add(.condition, 780 + worth, Wording.question("what will happen if", condition))
      add(.condition, 740, Wording.question("what is the consequence if", condition))
    } else {
      add(.condition, 760 + worth, Wording.question("what takes place", word, condition))
    }
  }

  /// "If A, you should B": what should you do if A?
  private mutating func askOfDuty(
    _ word: String, _ condition: String, _ clause: Clause, _ worth: Int
  ) {
    let modal = wording.inversion(of: clause.verb).auxiliary
    guard !clause.verb.isNegated,
      !["see", "find", "notice", "expect", "want", "think"].contains(clause.verb.base)
    else { return }
    let isCan = modal == "can" || modal == "could"
    if isCan || modal == "should" || modal == "must" {
      add(
        .condition, 880 + worth,
        Wording.question("what", modal, "you do", word, condition))
      return
    }
    guard modal == "will" else { return }
    add(.condition, 850 + worth, Wording.question("what happens", word, condition))
  }

  /// "If A, the package must B": what must the package do if A? The same for "to do A".
  mutating func askOfOthersDuty(_ circumstance: String, _ clause: Clause) {
    guard clause.verb.form == .modal, clause.verb.kind == .active, !clause.verb.isNegated,
      !clause.subject.isYou, !clause.core.isEmpty, let worth = worth(of: clause)
    else { return }
    let modal = wording.inversion(of: clause.verb).auxiliary
    let opener = words[clause.subject.range.lowerBound].lower
    let isOfKind = opener == "a" || opener == "an"
    guard ["must", "should", "can", "will"].contains(modal),
      !isOfKind || Self.persons.contains(words[clause.subject.head].lower)
    else { return }
    add(
      .action, 850 + worth,
      Wording.question("what", modal, wording.subject(clause), "do", circumstance))
  }

  private func isDuty(_ clause: Clause) -> Bool {
    clause.verb.form == .modal
      && ["should", "must"].contains(wording.inversion(of: clause.verb).auxiliary)
  }

  /// "you need to", "you have to".
  private func dutyVerb(_ clause: Clause) -> String? {
    guard clause.verb.base == "need" || clause.verb.base == "have", !clause.verb.isNegated,
      let first = clause.core.first, words[first].tag == .infinitiveTo
    else { return nil }
    return clause.verb.base
  }

  /// Whether the main clause tells of something that comes about, as "what happens" asks.
  private func isEvent(_ clause: Clause) -> Bool {
    if ["happen", "occur", "arise"].contains(clause.verb.base) { return false }
    if clause.subject.isPronoun, clause.antecedent == nil,
      ["this", "that", "it"].contains(words[clause.subject.head].lower)
    {
      return false
    }
    if clause.verb.kind == .copula { return clause.verb.form == .modal }
    if clause.verb.kind == .passive || clause.verb.kind == .progressive { return true }
    if clause.verb.form == .modal { return !clause.subject.isYou || clause.verb.base != "want" }
    return !VerbLists.stative.contains(clause.verb.base)
      && !Self.enabling.contains(clause.verb.base)
  }

  /// Verbs of what a thing makes possible, which is no event.
  private static let enabling = Set([
    "allow", "enable", "permit", "help", "let", "provide", "support", "specify", "control", "offer",
  ])

  /// Verbs that need no object.
  private static let standing = Set(
    """
    happen occur arise appear fail start stop begin end exit run work crash hang quit terminate
    disappear expire finish succeed blink wait continue return die sleep wake boot grow shrink fade
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Verbs after which "when" and "if" begin what is known, and no condition.
  private static let knowing = Set(
    """
    know see decide determine tell find check specify indicate show say ask define control
    configure choose
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "a few weeks" before "before".
  private func endsInMeasure(_ core: Range<Int>) -> Bool {
    guard let last = core.last else { return false }
    return VerbLists.durations.contains(words[last].lower)
  }

  private func followsComma(_ adjunct: Adjunct, _ clause: Clause) -> Bool {
    clause.adjuncts.count > 1 && clause.adjuncts[0].kind == .comma
      && clause.adjuncts[0].range.count == 1 && clause.adjuncts[1].range == adjunct.range
  }

  /// "X is only available when A": when is X available?
  private mutating func askOfOnly(_ adjunct: Adjunct, _ clause: Clause) {
    let core = clause.core
    guard clause.verb.kind == .copula, !clause.verb.isNegated, let worth = worth(of: clause),
      adjunct.range.lowerBound == core.upperBound, adjunct.range.count >= 4,
      ["if", "when", "for", "on"].contains(words[adjunct.range.lowerBound].lower),
      core.count == 2, words[core.lowerBound].lower == "only",
      words[core.lowerBound + 1].tag == .adjective,
      fitness.isFit(adjunct.range.dropFirst(), owner: clause.subject, allowsComma: true)
    else { return }
    add(
      .condition, 840 + worth,
      Wording.question("when", wording.inverted(clause, core: core.dropFirst())))
  }

  /// "X fails if A": what happens if A; when does X fail?
  private mutating func askOfTrailingCondition(_ adjunct: Adjunct, _ clause: Clause) {
    let word = words[adjunct.range.lowerBound].lower
    guard ["if", "when", "whenever", "once", "after", "before", "until"].contains(word),
      words[adjunct.range.lowerBound - 1].lower != "even"
    else { return }
    askOfOnly(adjunct, clause)
    let isOwn = adjunct.range.lowerBound == clause.core.upperBound
    let follower = adjunct.range.lowerBound + 1
    guard follower < adjunct.range.upperBound,
      ![.gerund, .adjective, .participle].contains(words[follower].tag),
      !words[follower].can(.participle)
    else { return }
    let isOfTime = adjunct.range.contains { index in
      [.verb, .formOfBe, .formOfHave, .formOfDo, .modal].contains(words[index].tag)
    }
    guard isOfTime || word != "after" && word != "before" && word != "until" else { return }
    let isOnly = words[..<adjunct.range.lowerBound].suffix(3).contains { $0.lower.contains("only") }
    if isOnly { return }
    let isFitAdjunct = fitness.isFit(
      adjunct.range.dropFirst(), owner: clause.subject, allowsComma: true)
    if isOwn, isFitAdjunct, let worth = worth(of: clause),
      let core = fitCore(clause, atMost: 9, isOpen: true),
      !clause.subject.isYou, !endsInMeasure(core),
      !core.isEmpty || clause.verb.kind != .active || Self.standing.contains(clause.verb.base),
      !["name", "call", "refer", "model", "know"].contains(clause.verb.base)
    {
      let asked = wording.inverted(clause, core: core)
      if word == "if" {
        add(.condition, 790 + worth, Wording.question("under what conditions", asked))
        add(.condition, 770 + worth, Wording.question("under which circumstances", asked))
        add(.condition, 780 + worth, Wording.question("when", asked))
      } else if word != "before", clause.verb.kind != .copula || clause.core.count < 5 {
        add(.time, (word == "until" ? 720 : 830) + worth, Wording.question("when", asked))
      }
    }
    // "X is so as Y is done when Z", "X will tell when Z" do not tell what happens when Z.
    let isOfOther =
      clause.core.contains {
        ["as", "that", "which", "whether", "how", "what", "who"].contains(words[$0].lower)
      } || clause.core.last.map { Self.knowing.contains(words[$0].lower) } ?? false
      || Self.knowing.contains(clause.verb.base)
    guard word == "if" || word == "when", isEvent(clause), !isOfOther,
      isOwn || followsComma(adjunct, clause), clause.antecedent == nil || !clause.subject.isPronoun,
      let condition = fitCondition(adjunct.range.dropFirst())
    else { return }
    if clause.subject.isYou {
      if clause.verb.form == .modal { askOfDuty(word, condition, clause, 0) }
      return
    }
    add(.condition, 800, Wording.question("what happens", word, condition))
  }
}
