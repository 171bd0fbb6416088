import StemmaText

extension SentenceAsker {
  /// Questions for what a verb takes besides a plain object.
  mutating func askOfComplement(_ clause: Clause) {
    let verb = clause.verb
    guard let first = clause.core.first, !clause.subject.isYou, verb.kind != .copula,
      verb.kind != .progressive
    else { return }
    let inversion = wording.inversion(of: verb)
    let name = wording.subject(clause)
    let next = words[first]
    if verb.kind == .passive {
      askOfPassiveComplement(clause, inversion, name)
      return
    }
    if next.tag == .infinitiveTo, VerbLists.striving.contains(verb.base), !verb.isNegated,
      clause.core.count > 3
    {
      add(
        .object, 810, Wording.question("what", inversion.auxiliary, name, inversion.tail, "to do"))
    } else if next.tag == .preposition,
      VerbLists.prepositional.contains(verb.base + "-" + next.lower), clause.core.count > 1,
      words[first + 1].tag != .pronoun, words[first + 1].tag != .gerund,
      verb.base != "consist" || words[first + 1].tag != .number || isList(clause)
    {
      add(
        .object, 815,
        Wording.question("what", inversion.auxiliary, name, inversion.tail, next.lower))
    }
    askOfEnabling(clause, inversion, name)
  }

  private mutating func askOfPassiveComplement(
    _ clause: Clause, _ inversion: Wording.Inversion, _ name: String
  ) {
    guard let first = clause.core.first, !clause.verb.isNegated, clause.core.count >= 2 else {
      return
    }
    let next = words[first]
    if next.tag == .infinitiveTo, VerbLists.obliged.contains(clause.verb.base),
      words[first + 1].lower != "be"
    {
      add(
        .object, 830, Wording.question("what", inversion.auxiliary, name, inversion.tail, "to do"))
    }
  }

  /// "X allows users to do Y": what does X allow users to do?
  private mutating func askOfEnabling(
    _ clause: Clause, _ inversion: Wording.Inversion, _ name: String
  ) {
    guard VerbLists.enabling.contains(clause.verb.base), !clause.verb.isNegated,
      !clause.subject.isLong, words[clause.subject.range.lowerBound].tag != .gerund,
      let first = clause.core.first
    else { return }
    let phrases = PhraseReader(words: words, end: clause.core.upperBound)
    guard let object = phrases.baseNounPhrase(at: first), object.range.count <= 5,
      object.isYou || fitness.isFit(object.range, owner: clause.subject),
      !object.isPronoun, object.range.upperBound + 1 < clause.core.upperBound,
      words[object.range.upperBound].tag == .infinitiveTo,
      words[object.range.upperBound + 1].lower != "be"
    else { return }
    add(
      .object, 850,
      Wording.question(
        "what", inversion.auxiliary, name, inversion.tail, reading.innerText(object.range),
        "to do"))
  }

  /// "X makes it easy to do Y", "X causes Y": what does?
  mutating func askForCause(_ clause: Clause) {
    let verb = clause.verb
    guard verb.kind == .active, verb.auxiliary == nil, !verb.isNegated, !clause.subject.isYou,
      verb.form != .base, let first = clause.core.first
    else { return }
    let spoken = words[verb.main].lower
    if verb.base == "make", words[first].lower == "it", clause.core.count > 3,
      words[first + 1].tag == .adjective, words[first + 2].tag == .infinitiveTo
    {
      let rest = first + 1..<clause.core.upperBound
      guard rest.count <= 12, fitness.isFit(rest), endsWell(clause) else { return }
      add(.subject, 860, Wording.question("what", spoken, "it", reading.innerText(rest)))
      return
    }
    let pair = verb.base + "-" + words[first].lower
    guard !isList(clause),
      VerbLists.causing.contains(verb.base) || pair == "lead-to" || pair == "result-in",
      let core = fitCore(clause, atMost: 7), core.count >= 2, !fitness.mentionsOwner(core),
      clause.subject.isLong || !Fitness.vague.contains(words[clause.subject.head].lower)
    else { return }
    add(.subject, 750, Wording.question("what", spoken, reading.innerText(core)))
  }

  /// "It is wise to do X because Y": why is it wise to do X?
  mutating func askOfExpletive(_ clause: Clause) {
    let verb = clause.verb
    guard words[clause.subject.head].lower == "it", clause.subject.range.count == 1,
      verb.kind == .copula || verb.kind == .passive, verb.form == .third || verb.form == .modal
    else { return }
    let isPassive = verb.kind == .passive
    let judged = isPassive ? verb.main : clause.core.lowerBound
    guard judged < clause.end, VerbLists.judging.contains(words[judged].lower),
      judged + 2 < clause.core.upperBound, words[judged + 1].tag == .infinitiveTo,
      let auxiliary = verb.auxiliary, words[auxiliary].lower == "is"
    else { return }
    let goal = judged + 2..<clause.core.upperBound
    guard goal.count >= 2, goal.count <= 11, fitness.isFit(goal), endsWell(clause),
      clause.adjuncts.first?.kind != .relative, clause.adjuncts.first?.kind != .condition
    else { return }
    let act = reading.innerText(goal)
    for adjunct in clause.adjuncts
    where adjunct.kind == .because || adjunct.kind == .since || adjunct.kind == .becauseOf {
      let not = verb.isNegated ? "not" : ""
      add(.cause, 900, Wording.question("why is it", not, words[judged].lower, "to", act))
    }
  }

  /// "Without X, Y": what happens without X?
  mutating func askOfLack(_ clause: Clause) {
    guard case .phrase(let range) = sentence.lead, words[range.lowerBound].lower == "without",
      range.count >= 2, range.count <= 8, fitness.isFit(range),
      words[range.lowerBound + 1].tag != .gerund
    else { return }
    _ = clause
    add(.condition, 840, Wording.question("what happens", reading.innerText(range)))
  }
}
