import StemmaText

extension Expander {
  /// "However, X cannot …": what should you keep in mind about X?
  func cautions(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard let clause = sentence.clause, let topic = topic(clause), isSpecific(clause) else {
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
    guard isCaution, sentence.body.count >= 12 else { return [] }
    return place(
      order, score: 730 + topic.worth - leaning(order), answer: extended(order),
      [
        (10, Wording.question("what should you bear in mind about", topic.name)),
        (10, Wording.question("what do you need to remember about", topic.name)),
        (0, Wording.question("what should you remember about", topic.name)),
        (0, Wording.question("what is important to know about", topic.name)),
      ])
  }

  /// A thing the section goes on about: what should a newcomer know about it?
  func topics() -> [Place] {
    var found: [Place] = []
    var done: [String] = []
    for order in sentences.indices {
      guard let clause = sentences[order].clause, let topic = topic(clause), isSpecific(clause)
      else {
        continue
      }
      let head = words[clause.subject.head].lower
      guard !done.contains(head) else { continue }
      done.append(head)
      let answer = extended(order)
      let length = answer.utf8.count { $0 == 0x20 } + 1
      let isDefinition =
        clause.verb.kind == .copula && !clause.verb.isNegated
        && clause.core.first.map { ["a", "an", "the"].contains(words[$0].lower) } ?? false
      guard clause.verb.form != .past, isPlainOpening(order), isDefinition || length >= 22,
        length >= 15
      else { continue }
      let mentions = min(count(of: head), 4)
      let isRich = answer.utf8.count > statement(sentences[order]).utf8.count
      let score =
        620 + topic.worth + mentions * 20 + (isRich ? 50 : 0) + (isDefinition ? 30 : 0)
        - leaning(order)
      let explaining =
        isDefinition
        ? [
          (20, Wording.question("how would you describe", topic.name, "to a beginner")),
          (20, Wording.question("how would you explain", topic.name, "to a newcomer")),
        ] : []
      found += place(
        order, score: score, answer: answer,
        explaining + [
          (10, Wording.question("what should you know about", topic.name)),
          (10, Wording.question("what is worth knowing about", topic.name)),
          (0, Wording.question("what should a newcomer know about", topic.name)),
        ])
    }
    return found
  }

  private func lastWord(_ sentence: SentenceReading) -> String {
    sentence.body.last.map { words[$0].lower } ?? ""
  }

  /// Whether a sentence begins with its subject, leans on nothing, and is about no path.
  private func isPlainOpening(_ order: Int) -> Bool {
    guard case .none = sentences[order].lead, leaning(order) < 30,
      let subject = sentences[order].clause?.subject,
      subject.range.lowerBound == sentences[order].body.lowerBound
    else { return false }
    return !subject.range.contains {
      words[$0].lower.utf8.contains(0x2F) || words[$0].isQuotationMark
    }
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

  private func isInHeading(_ lower: String) -> Bool {
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
