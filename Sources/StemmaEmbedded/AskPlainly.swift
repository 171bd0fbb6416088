import StemmaText

/// Asks of sentences that no pattern takes for more: what a thing does to another, what becomes of
/// it, how it is dealt with.
///
/// The answer is the whole sentence, so that nothing it says is lost.
extension SentenceAsker {
  mutating func askPlainly(_ clause: Clause) {
    guard !clause.subject.isWe, clause.verb.kind != .progressive else { return }
    if clause.subject.isYou {
      askOfNeed(clause)
      return
    }
    let opener = words[clause.subject.range.lowerBound].lower
    guard !Self.counting.contains(opener) else { return }
    switch clause.verb.kind {
    case .passive:
      askOfFate(clause)
      askOfTreatment(clause)
      askOfPlace(clause)
    case .active:
      askOfPlainObject(clause)
      askOfPreposition(clause)
    case .copula:
      askOfRelation(clause)
      askOfKinds(clause)
      askOfDutyToBe(clause)
      askOfValue(clause)
    case .progressive: break
    }
    askUnder(clause)
  }

  private static let counting = set(
    "some many most several few no both any one neither either such there other another")

  /// Participles that tell what becomes of a thing.
  private static let fates = set(
    """
    ignored removed deleted discarded stripped replaced skipped dropped truncated expanded printed
    restored reset converted appended prepended overwritten closed killed stopped restarted rejected
    refused displayed escaped deferred terminated preserved copied moved renamed
    logged reported lost updated unset cleared sorted merged added substituted
    evaluated flushed aborted retried padded indented counted split joined concatenated filled rounded
    unpacked reused recorded forwarded delivered queued inserted renewed released freed detached
    unmounted mounted loaded unloaded rotated compressed
    """)

  /// "Lines beginning with "#" are ignored.": what happens to them?
  private mutating func askOfFate(_ clause: Clause) {
    let verb = clause.verb
    guard !verb.isNegated, verb.form != .past, Self.fates.contains(words[verb.main].lower),
      clause.core.count <= 14, !isProgram(clause.subject),
      clause.core.first.map({ words[$0].tag != .infinitiveTo && words[$0].lower != "by" }) ?? true
    else { return }
    // What may or must become of a thing is no event.
    if verb.form == .modal, wording.inversion(of: verb).auxiliary != "will" { return }
    add(.condition, 800, Wording.question("what happens to", wording.subject(clause)))
  }

  private static let treatments = set(
    """
    treated handled parsed interpreted processed computed calculated determined chosen matched
    encoded formatted separated stored specified selected sorted ordered defined represented
    generated constructed written named referred identified implemented taken specified expressed
    enclosed delimited terminated quoted set configured enabled disabled changed overridden
    controlled started stopped invoked called run accessed extended created obtained avoided made
    activated applied checked tested shown displayed marked indicated introduced begun separated
    preceded ended formed installed found looked detected solved fixed assigned given granted written
    """)

  /// "The list is treated as if …": how is it treated? "X may be set with Y": how may it be set?
  private mutating func askOfTreatment(_ clause: Clause) {
    let verb = clause.verb
    guard !verb.isNegated, verb.form != .past, Self.treatments.contains(words[verb.main].lower),
      let first = clause.core.first, clause.core.count >= 2
    else { return }
    let lower = words[first].lower
    let isManner =
      lower == "as" && words[first + 1].lower != "well"
      || lower == "by" && words[first + 1].tag == .gerund
      || ["using", "via", "through"].contains(lower)
      || lower == "with" && [.determiner, .symbol].contains(words[first + 1].tag)
      || lower == "by" && words[first + 1].tag != .pronoun
      || lower == "according" || lower == "from" && words[verb.main].lower != "called"
    guard isManner, !["shown", "marked"].contains(words[verb.main].lower) || lower != "from" else {
      return
    }
    add(
      .procedure, 800,
      Wording.question("how", wording.inverted(clause, core: first..<first)))
  }

  /// "X is described in the manual of Y.": where is it described?
  private mutating func askOfPlace(_ clause: Clause) {
    let verb = clause.verb
    guard !verb.isNegated, verb.form != .past,
      [
        "described", "documented", "found", "listed", "explained", "placed", "put", "stored",
        "kept",
      ]
      .contains(words[verb.main].lower),
      let first = clause.core.first, ["in", "at", "under", "on"].contains(words[first].lower),
      clause.core.count >= 2, !isTimeOrManner(after: first),
      clause.core.contains(where: { words[$0].tag == .symbol || words[$0].tag == .name })
    else { return }
    add(.location, 800, Wording.question("where", wording.inverted(clause, core: first..<first)))
  }

  /// Verbs whose object alone says too little, or that want more than one.
  private static let idle = set(
    """
    take make have give get do let keep put set go come play pay say tell ask help call turn bring
    be become seem appear remain look feel want like think believe try begin start stop continue
    end happen occur arise belong last stand live die fall rise grow act result vary differ use
    agree speak wait lead reach meet leave find see know show note mention run work mean assume
    describe discuss explain list document document follow contain see cause
    """)

  /// "A backslash preserves the meaning of …": what does it preserve?
  private mutating func askOfPlainObject(_ clause: Clause) {
    let verb = clause.verb
    guard !verb.isNegated, verb.form != .past, !Self.idle.contains(verb.base),
      let first = clause.core.first, isWholeObject(clause), !isProgram(clause.subject)
    else { return }
    let auxiliary = wording.inversion(of: verb).auxiliary
    guard words[first].lower != "that",
      verb.form != .modal || ["must", "can", "should", "may", "will"].contains(auxiliary)
    else { return }
    add(.object, 790, Wording.question("what", auxiliary, wording.subject(clause), tail(verb)))
  }

  private func tail(_ verb: VerbGroup) -> String { wording.inversion(of: verb).tail }

  /// Whether what follows the verb is a thing, with what tells it from others, and no more.
  private func isWholeObject(_ clause: Clause) -> Bool {
    guard let first = clause.core.first,
      let object = PhraseReader(words: words, end: clause.core.upperBound).baseNounPhrase(
        at: first),
      !object.isPronoun, !object.isYou, object.range.count >= 2 || words[object.head].tag != .noun
    else { return false }
    let next = object.range.upperBound
    if next == clause.core.upperBound {
      return clause.adjuncts.first.map { $0.kind != .coordination && $0.kind != .other } ?? true
    }
    return ["of", "for", "that", "which"].contains(words[next].lower)
  }

  /// Whether the subject is the program, or what its manual calls it.
  private func isProgram(_ subject: NounPhrase) -> Bool {
    program.map { name in subject.range.contains { Grounding.isProgram(words[$0], name) } } ?? false
  }

  private static let pairs = set(
    """
    begin-with start-with end-with depend-on default-to point-to refer-to apply-to correspond-to
    expand-to evaluate-to match-against listen-on connect-to relate-to conform-to consist-of
    interact-with conflict-with interfere-with rely-on belong-to result-in lead-to communicate-with
    resolve-to default-to end-in differ-from suffer-from inherit-from read-from write-to
    """)

  /// "The name must begin with a letter.": what must it begin with?
  private mutating func askOfPreposition(_ clause: Clause) {
    let verb = clause.verb
    guard !verb.isNegated, let first = clause.core.first, clause.core.count >= 2,
      Self.pairs.contains(verb.base + "-" + words[first].lower), verb.form != .past,
      ![.pronoun, .gerund].contains(words[first + 1].tag)
    else { return }
    add(
      .object, 810,
      Wording.question(
        "what", wording.inversion(of: verb).auxiliary, wording.subject(clause), tail(verb),
        words[first].lower))
  }

  /// "For tunnels, you need to load the module.": what do you need to do for tunnels?
  private mutating func askOfNeed(_ clause: Clause) {
    let verb = clause.verb
    let modal = wording.inversion(of: verb).auxiliary
    let isNeed =
      ["need", "have"].contains(verb.base) && clause.core.count >= 4
      && words[clause.core.lowerBound].tag == .infinitiveTo
    guard !verb.isNegated, isNeed || verb.form == .modal && ["must", "should"].contains(modal),
      clause.core.count >= 3, !["see", "be", "read", "note", "consider"].contains(verb.base),
      clause.core.allSatisfy({ !["this", "that", "these"].contains(words[$0].lower) })
    else { return }
    let act = isNeed ? Wording.join([tail(verb), "to do"]) : "do"
    if case .phrase(let range) = sentence.lead, range.count <= 7, fitness.isFit(range),
      ["for", "with", "in", "on", "under"].contains(words[range.lowerBound].lower)
    {
      add(.procedure, 860, Wording.question("what", modal, "you", act, reading.innerText(range)))
    }
  }

  /// "With no arguments, X lists …": what does X do with no arguments?
  private mutating func askUnder(_ clause: Clause) {
    guard case .phrase(let range) = sentence.lead, range.count <= 6, range.count >= 2,
      ["with", "without"].contains(words[range.lowerBound].lower), fitness.isFit(range),
      words[range.lowerBound + 1].tag != .gerund, !clause.verb.isNegated,
      clause.verb.form == .third,
      clause.verb.kind == .active, !VerbLists.stative.contains(clause.verb.base)
    else { return }
    add(
      .condition, 850,
      Wording.question("what does", wording.subject(clause), "do", reading.innerText(range)))
  }
}
