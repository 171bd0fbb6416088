import StemmaText

extension Expander {
  /// "However, X cannot …": what should you keep in mind about X?
  func cautions(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard let clause = sentence.clause, let topic = topic(clause), isSpecific(clause),
      isNamedTopic(clause.subject), isOwnStatement(sentence)
    else {
      return []
    }
    let isLimit =
      clause.verb.isNegated && sentence.body.count >= 9 && leaning(order) < 30
      && clause.verb.form != .past && !["that", "this", "it", "so"].contains(lastWord(sentence))
    let isCaution =
      isLimit
      || sentence.body.contains {
        ["must", "should", "cannot", "never", "always"].contains(words[$0].lower)
      }
    let isNamed =
      program != nil || isEssay
      || clause.subject.range.contains {
        words[$0].tag == .symbol
      }
    guard isCaution, isNamed, sentence.body.count >= 12 else { return [] }
    return place(
      order, score: 730 + topic.worth - leaning(order), answer: extended(order),
      [
        (10, Wording.question("what should you bear in mind about", topic.name)),
        (10, Wording.question("what do you need to remember about", topic.name)),
        (0, Wording.question("what should you remember about", topic.name)),
        (0, Wording.question("what is important to know about", topic.name)),
      ])
  }

  private func isOwnStatement(_ sentence: SentenceReading) -> Bool {
    switch sentence.lead {
    case .none, .phrase: true
    default: isEssay
    }
  }

  private func lastWord(_ sentence: SentenceReading) -> String {
    sentence.body.last.map { words[$0].lower } ?? ""
  }

  /// A name, a symbol, or a noun with something that tells it from others of its kind.
  func isSpecific(_ clause: Clause) -> Bool {
    let range = clause.subject.range
    let head = words[clause.subject.head]
    if head.tag == .name || head.tag == .symbol { return true }
    let first = words[range.lowerBound]
    if first.lower == "a" || first.lower == "an", clause.verb.kind == .copula { return true }
    let count = first.tag == .determiner ? range.count - 1 : range.count
    if count >= 2 { return range.contains { [.noun, .name, .symbol].contains(words[$0].tag) } }
    return first.tag != .determiner && head.tag == .pluralNoun && self.count(of: head.lower) > 1
      && !Fitness.vague.contains(head.lower)
      || isInHeading(head.lower) && !Fitness.vague.contains(head.lower)
  }

  func isInHeading(_ lower: String) -> Bool {
    guard let heading = reading.headings.last else { return false }
    let bytes = Array(heading.utf8)
    return Words.cut(bytes, in: 0..<bytes.count).contains { $0.lower == lower }
  }

  private func count(of lower: String) -> Int {
    var count = 0
    for word in words where word.lower == lower { count += 1 }
    return count
  }
}
