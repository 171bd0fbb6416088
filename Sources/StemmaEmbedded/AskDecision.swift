import StemmaText

/// A question that yes or no answers, made of what a sentence says.
struct Decision {
  let question: String
  let isYes: Bool
  /// Whether it is of what things can do, or how they stand, which people wonder about.
  let isWondered: Bool
}

extension SentenceAsker {
  /// What half says and half does not.
  private static let hedging = set(
    """
    only usually often sometimes probably merely mainly roughly perhaps almost really rarely seldom
    hardly normally generally mostly never either neither nor just even quite rather too enough
    especially particularly typically ordinarily currently possibly still yet already more less
    otherwise instead fairly fully as
    """)

  private static let empty = set(
    """
    describe discuss explain mention mean look seem concern assume happen become see find think want
    expect say try ask wish imagine guess note know suppose consider occur show list document begin
    remember intend like appear tend vary hope believe give go come make do take let follow result
    """)

  private static let opening = set(
    "some many most several few no both any one neither either such there other another none what that this these those whatever"
  )

  /// "X cannot do Y": can X do it? No.
  ///
  /// - Returns: nil where the sentence says more or less than yes or no would.
  func decision() -> Decision? {
    guard let clause = sentence.clause else { return nil }
    return expletive(clause) ?? decision(clause)
  }

  private static let judged = set(
    "possible impossible necessary unnecessary recommended advisable safe required sufficient")

  /// "It is not possible to do X.": is it?
  private func expletive(_ clause: Clause) -> Decision? {
    let core = clause.core
    let isPassive = clause.verb.kind == .passive
    let judged = isPassive ? clause.verb.main : core.lowerBound
    let start = judged + 1
    guard words[clause.subject.range.lowerBound].lower == "it", clause.subject.range.count == 1,
      isPassive || clause.verb.kind == .copula, clause.verb.form == .third, judged < clause.end,
      Self.judged.contains(words[judged].lower), start + 2 < core.upperBound,
      words[start].tag == .infinitiveTo, words[clause.verb.range.lowerBound].lower == "is",
      core.upperBound - start <= 14, fitness.isFit(start + 1..<core.upperBound), endsWell(clause),
      !clause.adjuncts.contains(where: { Self.limiting.contains($0.kind) || $0.kind == .relative }),
      let place = decidedPlace,
      clause.verb.adverbs.allSatisfy({ !Self.hedging.contains(words[$0].lower) })
    else { return nil }
    let act = reading.innerText(start..<core.upperBound)
    return Decision(
      question: Wording.question("is it", words[judged].lower, act, place),
      isYes: !clause.verb.isNegated, isWondered: true)
  }

  private func decision(_ clause: Clause) -> Decision? {
    let verb = clause.verb
    let subject = clause.antecedent ?? clause.subject
    let head = words[subject.head]
    let isBare =
      subject.range.count == 1 && head.tag == .noun && head.can(.common)
      && !fitness.isMass(head.lower)
    // "X has been there for long" tells of a time.
    let isPerfect = verb.range.contains { words[$0].lower == "been" }
    // "The number of runs in days" was read as if a number ran.
    let isDoubtful =
      verb.auxiliary == nil && words[verb.main].isDoubtful
      && subject.range.contains { words[$0].lower == "of" }
    guard !isBare, !isPerfect, !isDoubtful, !isCutShort(clause), worth(of: clause) != nil,
      !clause.subject.isWe, verb.form != .past, verb.kind != .progressive,
      !Self.opening.contains(words[subject.range.lowerBound].lower),
      !Self.empty.contains(verb.base), let place = decidedPlace,
      let limit = limit(of: clause),
      verb.adverbs.allSatisfy({ !Self.hedging.contains(words[$0].lower) }),
      let core = decidedCore(clause), core.count >= (verb.kind == .active ? 2 : 1),
      core.allSatisfy({ !Self.hedging.contains(words[$0].lower) && words[$0].tag != .negation }),
      !core.contains(where: {
        ["case", "cases"].contains(words[$0].lower)
          && ["each", "both", "all"].contains(words[$0 - 1].lower)
      }),
      !subject.range.contains(where: { Grounding.idle.contains(words[$0].lower) })
    else { return nil }
    // "flatten(2) is like flatten."
    if core.contains(where: { words[$0].lower == words[subject.head].lower }) { return nil }
    let modal = wording.inversion(of: verb).auxiliary
    if verb.kind == .copula, words[core.lowerBound].tag == .determiner, !verb.isNegated {
      return nil
    }
    let isState =
      [.adjective, .participle, .preposition, .formOfBe].contains(words[core.lowerBound].tag)
      || words[core.lowerBound].lower == "no"
    if verb.kind == .copula, !isState, !verb.isNegated { return nil }
    let isMaybe = ["may", "might", "could", "would"].contains(modal)
    guard !isMaybe || modal == "may" && !verb.isNegated && verb.kind == .passive,
      !clause.subject.isYou || verb.form == .modal && ["can", "must", "should"].contains(modal)
    else { return nil }
    var asked = clause
    asked.verb.isNegated = false
    let lacks = words[core.lowerBound].lower == "no"
    guard !(lacks && verb.isNegated) else { return nil }
    let rest = lacks ? "any " + reading.innerText(core.dropFirst()) : reading.innerText(core)
    let isForbidden = verb.isNegated && modal == "must"
    let question = Wording.question(
      isMaybe || isForbidden ? "can" : modal, wording.subject(clause),
      wording.inversion(of: asked.verb).tail, rest, place, limit)
    guard question.utf8.count(where: { $0 == 0x20 }) <= 18 else { return nil }
    return Decision(
      question: question, isYes: !verb.isNegated && !lacks,
      isWondered: verb.isNegated || lacks || verb.form == .modal || verb.kind == .copula)
  }

  private static let limiting: Set<Adjunct.Kind> = [
    .condition, .unless, .time, .concession, .other, .breakMark,
  ]

  /// "The packets sent or received": half of what is said of a thing.
  private func isCutShort(_ clause: Clause) -> Bool {
    guard let first = clause.adjuncts.first, first.kind == .coordination,
      let last = clause.core.last,
      first.range.count > 1
    else { return false }
    let next = words[first.range.lowerBound + 1]
    return words[first.range.lowerBound].lower == "or"
      || next.can(.participle) && !next.can(.verbThird)
      || words[last].can(.participle) || words[last].tag == .adjective
  }

  /// What follows the verb, with the relative clause that tells its thing from others.
  private func decidedCore(_ clause: Clause) -> Range<Int>? {
    guard let only = clause.adjuncts.first, only.kind == .relative, clause.adjuncts.count == 1
    else {
      return fitCore(clause, atMost: 12, isOpen: true)
    }
    let whole = clause.core.lowerBound..<clause.end
    let owner = clause.antecedent ?? clause.subject
    guard whole.count <= 15, !clause.core.isEmpty, fitness.isFit(whole, owner: owner),
      words[whole.upperBound - 1].tag != .punctuation || words[whole.upperBound - 1].isQuotationMark
    else { return nil }
    return whole
  }

  /// "if A", where that alone limits what the clause says; nil where something else does.
  private func limit(of clause: Clause) -> String? {
    let limits = clause.adjuncts.filter { Self.limiting.contains($0.kind) }
    guard let first = limits.first else { return "" }
    let word = words[first.range.lowerBound].lower
    guard limits.count == 1, clause.adjuncts.count == 1, ["if", "when"].contains(word),
      first.range.lowerBound == clause.core.upperBound,
      let condition = fitCondition(first.range.dropFirst())
    else { return nil }
    return Wording.join([word, condition])
  }

  /// "By default, …" as it ends a question; nil for what else a sentence may begin with.
  private var decidedPlace: String? {
    switch sentence.lead {
    case .none, .connective: return ""
    case .phrase(let range):
      let opener = words[range.lowerBound].lower
      let isUsual =
        range.count == 2 && opener == "by" && words[range.lowerBound + 1].lower == "default"
      if isUsual { return "by default" }
      guard ["in", "for", "on", "with", "under", "without"].contains(opener), range.count <= 6,
        range.count > 1, fitness.isFit(range), words[range.lowerBound + 1].tag != .gerund,
        !["case", "cases", "general", "addition", "particular", "mind"].contains(
          words[range.upperBound - 1].lower)
      else { return nil }
      return reading.innerText(range)
    default: return nil
    }
  }
}
