import StemmaText

extension Expander {
  /// "X is used to do Y", "X allows users to do Y": what can you use to do Y?
  func means(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    let asker = SentenceAsker(reading, sentence)
    // What is so under a condition is not so by itself.
    if case .subordinate = sentence.lead { return [] }
    guard let clause = sentence.clause, !clause.verb.isNegated, clause.verb.form != .past,
      let worth = fitness.worth(of: clause.subject), worth >= 0, leaning(order) < 60,
      let start = goalStart(clause)
    else { return [] }
    let goal = asker.goal(from: start, before: clause.core.upperBound)
    guard asker.isFitGoal(goal), goal.count <= 10, asker.endsWell(clause) else { return [] }
    let act = reading.innerText(goal)
    let isUse = clause.verb.kind == .passive
    return place(
      order, score: 780 + worth / 2 - leaning(order), answer: statement(sentence),
      isUse
        ? [
          (10, Wording.question("what can you use to", act)),
          (0, Wording.question("what would you use to", act)),
          (0, Wording.question("what would help you to", act)),
        ]
        : [
          (10, Wording.question("what makes it possible to", act)),
          (0, Wording.question("what helps you to", act)),
          (0, Wording.question("what would help you to", act)),
        ])
  }

  /// Where the words after "to" begin in what a thing is used to do or allows one to do.
  private func goalStart(_ clause: Clause) -> Int? {
    guard let first = clause.core.first, !clause.subject.isYou else { return nil }
    if clause.verb.kind == .passive {
      return clause.verb.base == "use" && words[first].tag == .infinitiveTo ? first + 1 : nil
    }
    guard clause.verb.kind == .active, ["allow", "enable"].contains(clause.verb.base),
      let object = PhraseReader(words: words, end: clause.core.upperBound)
        .baseNounPhrase(at: first),
      object.isYou || ["user", "users", "one", "us", "people"].contains(words[object.head].lower),
      object.range.upperBound + 1 < clause.core.upperBound,
      words[object.range.upperBound].tag == .infinitiveTo
    else { return nil }
    return object.range.upperBound + 1
  }

  /// "Run X to do Y", "You can do Y": what should you know if you want to do Y?
  func intentions(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    let asker = SentenceAsker(reading, sentence)
    switch sentence.lead {
    case .none, .connective: break
    default: return []
    }
    guard leaning(order) < 60, words[sentence.body.lowerBound].lower != "then",
      let whole = ownGoal(sentence, asker)
    else { return [] }
    let goal = withoutMeans(whole)
    guard asker.isFitGoal(goal), goal.count >= 3, goal.count <= 10 else { return [] }
    // "You can do Y." alone tells no more than the question does.
    guard sentence.imperative != nil || goal.count < whole.count else { return [] }
    let act = reading.innerText(goal)
    return place(
      order, score: 720 - leaning(order), answer: extended(order),
      [
        (10, Wording.question("what should you do if you want to", act)),
        (0, Wording.question("what is the way to", act)),
      ])
  }

  /// "cancel the upload" of "cancel the upload using dcut".
  private func withoutMeans(_ goal: Range<Int>) -> Range<Int> {
    for index in goal.dropFirst(2) where ["by", "via", "using"].contains(words[index].lower) {
      guard words[index].lower != "by" || words[index + 1].tag == .gerund else { return goal }
      return goal.lowerBound..<index
    }
    return goal
  }

  private func ownGoal(_ sentence: SentenceReading, _ asker: SentenceAsker) -> Range<Int>? {
    if let imperative = sentence.imperative, let verb = imperative.first {
      guard !sentence.isForbidding, VerbLists.instructive.contains(words[verb].lower),
        imperative.count >= 5
      else { return nil }
      for index in verb + 2..<imperative.upperBound - 1 where words[index].tag == .infinitiveTo {
        guard asker.isTool(verb + 1..<index) else { return nil }
        return asker.goal(from: index + 1, before: imperative.upperBound)
      }
      return nil
    }
    guard let clause = sentence.clause, clause.subject.isYou || clause.subject.isWe,
      clause.verb.form == .modal, clause.verb.kind == .active, !clause.verb.isNegated,
      ["can", "could", "may"].contains(wording.inversion(of: clause.verb).auxiliary),
      !["use", "find", "think", "want", "expect", "say", "run", "try", "do", "ask", "wish", "need"]
        .contains(clause.verb.base),
      asker.fitCore(clause, atMost: 9, isOpen: true) != nil
    else { return nil }
    return clause.verb.main..<clause.core.upperBound
  }
}
