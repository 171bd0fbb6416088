import StemmaText

extension Expander {
  /// "A reads B": how are A and B related?
  func relations(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard let clause = sentence.clause, let topic = topic(clause, atMost: 3),
      clause.verb.kind != .copula, !clause.core.isEmpty, !clause.subject.isCompound,
      let other = partner(clause), leaning(order) < 60
    else { return [] }
    let does = clause.subject.isPlural ? "do" : "does"
    let are = "are"
    return place(
      order, score: 700 + topic.worth - leaning(order), answer: extended(order),
      [
        (10, Wording.question("how", are, topic.name, "and", other, "related")),
        (10, Wording.question("what", does, topic.name, "have to do with", other)),
        (0, Wording.question("what is the relationship between", topic.name, "and", other)),
        (0, Wording.question("what is the connection between", topic.name, "and", other)),
      ])
  }

  /// Another thing worth a question that the clause names.
  private func partner(_ clause: Clause) -> String? {
    let phrases = PhraseReader(words: words, end: clause.core.upperBound)
    var index = clause.core.lowerBound
    if index < clause.core.upperBound, words[index].tag == .preposition { index += 1 }
    if let phrase = phrases.baseNounPhrase(at: index) {
      index = phrase.range.upperBound
      let first = words[phrase.range.lowerBound]
      guard phrase.range.count <= 3, !phrase.isPronoun, !phrase.isYou,
        words[phrase.head].lower != words[clause.subject.head].lower,
        let worth = fitness.worth(of: phrase), worth >= 10,
        first.lower != "a", first.lower != "an", first.tag != .possessive, first.tag != .number,
        first.lower == "the" || words[phrase.head].tag == .name || phrase.range.count > 1
      else { return nil }
      return reading.innerText(phrase.range)
    }
    return nil
  }

  /// "However, X cannot …": what should you keep in mind about X?
  func cautions(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard let clause = sentence.clause, let topic = topic(clause) else { return [] }
    let isCaution = clause.verb.isNegated || sentence.body.contains {
      ["must", "should", "however", "only", "cannot", "never", "but", "although"].contains(
        words[$0].lower)
    }
    guard isCaution else { return [] }
    return place(
      order, score: 730 + topic.worth - leaning(order), answer: extended(order),
      [
        (10, Wording.question("what should you bear in mind about", topic.name)),
        (10, Wording.question("what do you need to remember about", topic.name)),
        (0, Wording.question("what should you remember about", topic.name)),
        (0, Wording.question("what is important to know about", topic.name)),
      ])
  }

  /// Several sentences about one thing: what should a newcomer know about it?
  func topics() -> [Place] {
    var found: [Place] = []
    var done: [String] = []
    for order in sentences.indices {
      guard let clause = sentences[order].clause, let topic = topic(clause),
        !["everyone", "anyone", "everybody", "someone"].contains(words[clause.subject.head].lower)
      else { continue }
      let head = words[clause.subject.head].lower
      guard !done.contains(head) else { continue }
      done.append(head)
      let parts = statements(about: head, from: order)
      guard let answer = parts.text else { continue }
      guard parts.count > 1 || topic.worth >= 30 else { continue }
      let score = 580 + topic.worth + min(parts.count, 3) * 60 - leaning(order)
      found += place(
        order, score: score, answer: answer,
        [
          (10, Wording.question("what should a newcomer know about", topic.name)),
          (10, Wording.question("what should you know about", topic.name)),
          (0, Wording.question("what can be said about", topic.name)),
          (0, Wording.question("how would you describe", topic.name, "to a beginner")),
          (0, Wording.question("what are the main facts about", topic.name)),
        ])
    }
    return found
  }

  /// Up to three statements whose subject this is, the first one at `order`.
  private func statements(about head: String, from order: Int) -> (text: String?, count: Int) {
    var parts: [String] = []
    var length = 0
    for place in order..<sentences.count {
      let sentence = sentences[place]
      guard let clause = sentence.clause else { continue }
      let subject = clause.antecedent ?? clause.subject
      let isAbout = words[subject.head].lower == head
      let follows = clause.antecedent == nil || place == order + 1
      guard isAbout, follows, leaning(place) < 80 || clause.antecedent != nil else { continue }
      length += sentence.body.count
      if length > 90 { break }
      parts.append(statement(sentence))
      if parts.count == 3 { break }
    }
    return (parts.isEmpty ? nil : parts.joined(separator: " "), parts.count)
  }
}
