import StemmaText

extension Expander {
  /// "To do X, do Y", "If you want to do X, …": what should you do if you want to do X?
  func preparations(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    let asker = SentenceAsker(reading, sentence)
    var goal: Range<Int>?
    switch sentence.lead {
    case .purpose(let range)
    where range.count <= 10 && asker.isFitGoal(range) && isInstruction(sentence): goal = range
    case .subordinate(let word, let range) where word == "if" || word == "when":
      goal = asker.wish(range)
    default: break
    }
    guard let goal, goal.count <= 10, words[goal.lowerBound].lower != "be" else { return [] }
    let act = reading.innerText(goal)
    return place(
      order, score: 770 - leaning(order), answer: extended(order),
      [
        (10, Wording.question("what should you do if you want to", act)),
        (10, Wording.question("what do you do when you want to", act)),
        (0, Wording.question("what is the way to", act)),
      ])
  }

  private func isInstruction(_ sentence: SentenceReading) -> Bool {
    guard let clause = sentence.clause else { return sentence.imperative != nil }
    return clause.subject.isYou || clause.verb.form == .modal
  }

  /// "You can use X to do Y", "Use X to do Y": when would you use X?
  func uses(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    var object: Int?
    if let clause = sentence.clause, clause.subject.isYou || clause.subject.isWe,
      clause.verb.base == "use", !clause.verb.isNegated
    {
      if case .subordinate = sentence.lead { return [] }
      object = clause.core.lowerBound
    } else if let imperative = sentence.imperative, !sentence.isForbidding,
      words[imperative.lowerBound].lower == "use"
    {
      object = imperative.lowerBound + 1
    }
    let phrases = PhraseReader(words: words, end: sentence.body.upperBound)
    guard let object, let tool = phrases.baseNounPhrase(at: object), !tool.isPronoun, !tool.isYou,
      tool.range.count <= 4, let worth = fitness.worth(of: tool), worth >= 10,
      tool.range.upperBound < sentence.body.upperBound,
      words[tool.range.upperBound].tag == .infinitiveTo
        || words[tool.range.upperBound].lower == "for",
      words[tool.range.lowerBound].tag != .possessive
    else { return [] }
    let name = reading.innerText(tool.range)
    return place(
      order, score: 790 - leaning(order), answer: extended(order),
      [
        (10, Wording.question("when would you use", name)),
        (0, Wording.question("what can", name, "be used for")),
      ])
  }
}
