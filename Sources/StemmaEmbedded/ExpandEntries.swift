import StemmaText

extension EntryAsker {
  /// "--gc Run the garbage collector and exit.": how do you run the garbage collector?
  ///
  /// The answer names the term, which the explanation itself may not.
  func goals(of entries: [Entry]) -> [Place] { entries.compactMap(goal) }

  private static let tools = Set([
    "option", "command", "key", "function", "switch", "flag", "macro", "keyword", "method",
    "action",
  ])

  private func goal(_ entry: Entry) -> Place? {
    guard place(entry) != nil, entry.shape == .act, let kind = entry.kind,
      Self.tools.contains(kind),
      kind != "option" || !Lexicon.knows(entry.term),
      let act = act(of: entry)
    else { return nil }
    let answer = "With \(phrase(entry.term, kind)): \(reading.passage.text(entry.answer))"
    var realisations: [Realisation] = []
    for (points, question) in [
      (20, Wording.question("how do you", act)), (10, Wording.question("how can you", act)),
      (0, Wording.question("which", kind, "should you use to", act)),
    ] {
      let placed = scope.program.map { Grounding.placed(question, in: $0) } ?? question
      guard QuestionCheck.isSound(placed) else { continue }
      realisations.append(
        Realisation(question: placed, answer: answer, score: 760 + points, isGrounded: true))
    }
    guard let best = realisations.first else { return nil }
    return Place(score: best.score, position: entry.position * 4, realisations: realisations)
  }

  /// What one does with the term: the verb that explains it, in its base form, and what it acts on.
  private func act(of entry: Entry) -> String? {
    let sentence = reading.sentences[entry.position]
    let words = reading.words
    guard
      let start = sentence.body.first(where: {
        words[$0].bytes.lowerBound >= entry.answer.lowerBound
      }),
      let known = Lexicon.verb(of: words[start].lower),
      words[start].can(.verbBase) || words[start].can(.verbThird)
    else { return nil }
    let asker = SentenceAsker(
      reading, SentenceReading(index: entry.position, lead: .none, body: sentence.body))
    var goal = asker.goal(from: start, before: sentence.body.upperBound)
    if goal.count > 4, ["exit", "exits", "quit"].contains(words[goal.upperBound - 1].lower),
      words[goal.upperBound - 2].lower == "and"
    {
      goal = goal.dropLast(2)
    }
    let rest = goal.dropFirst()
    guard goal.count >= 3, goal.count <= 11, asker.isFitAct(goal, verb: known.base),
      asker.fitness.isFit(rest)
    else { return nil }
    return Wording.join([known.base, reading.innerText(rest)])
  }
}

extension SentenceAsker {
  /// Verbs that say how a term works and not what it is good for.
  private static let formal = Set(
    """
    be know understand see have learn make begin start get say avoid give help require equal mean
    behave act work imply assume default specify indicate cause force allow let same do try return
    instruct tell control determine define apply default expect take treat contain use include
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Whether "how do you …" can go on with what a manual says a term does.
  func isFitAct(_ goal: Range<Int>, verb: String) -> Bool {
    guard let last = goal.last, !Self.formal.contains(verb) else { return false }
    let second = words[goal.lowerBound + 1]
    guard ![.coordinator, .infinitiveTo, .subordinator, .question].contains(second.tag) else {
      return false
    }
    if [",", "of", "that", "whether", "not", "only"].contains(second.lower) { return false }
    switch words[last].tag {
    case .preposition, .determiner, .coordinator, .infinitiveTo, .subordinator, .possessive,
      .adverb,
      .modal, .formOfBe, .verb:
      return false
    default: break
    }
    // "Connect scan is the default …" is no act.
    let isStatement = goal.contains { [.formOfBe, .modal, .formOfHave].contains(words[$0].tag) }
    guard !isStatement else { return false }
    let object = PhraseReader(words: words, end: goal.upperBound).baseNounPhrase(
      at: goal.lowerBound + 1)
    if let object, object.range.upperBound == goal.upperBound,
      words[object.range.lowerBound].lower == "the",
      object.range.count == 2, Fitness.vague.contains(words[object.head].lower)
    {
      return false
    }
    return true
  }
}
