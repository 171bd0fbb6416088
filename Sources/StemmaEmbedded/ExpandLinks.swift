import StemmaText

extension Expander {
  private static let concluding = [
    "therefore", "thus", "hence", "consequently", "accordingly", "so",
  ]

  /// "A. Therefore, B.": why B? "A. For example, B.": an example of how A?
  func links(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard order > 0, let before = previous(order), let start = sentence.body.first else {
      return []
    }
    let first = words[start].lower
    let second = start + 1 < words.count ? words[start + 1].lower : ""
    let third = start + 2 < words.count ? words[start + 2].lower : ""
    if Self.concluding.contains(first) || (first == "as" && third == "result") {
      return conclusion(order, before)
    }
    if first == "for", second == "example" || second == "instance" {
      return example(order, before)
    }
    return []
  }

  private func previous(_ order: Int) -> SentenceReading? {
    let (before, here) = (sentences[order - 1], sentences[order])
    guard before.index + 1 == here.index,
      reading.sentences[before.index].block == reading.sentences[here.index].block,
      fitness.leaning(before.body) < 60, before.clause?.antecedent == nil
    else { return nil }
    return before
  }

  private func pairText(_ before: SentenceReading, _ order: Int) -> String {
    statement(before) + " " + reading.text(of: reading.sentences[sentences[order].index])
  }

  private func conclusion(_ order: Int, _ before: SentenceReading) -> [Place] {
    let sentence = sentences[order]
    let asker = SentenceAsker(reading, sentence)
    guard let clause = sentence.clause, asker.worth(of: clause) != nil,
      clause.antecedent == nil, let core = asker.fitCore(clause, atMost: 12),
      before.body.count + sentence.body.count <= 70
    else { return [] }
    let asked = wording.inverted(clause, core: core)
    return place(
      order, score: 830, answer: pairText(before, order),
      [
        (20, Wording.question("why", asked)),
        (0, Wording.question("for what reason", asked)),
        (0, Wording.question("can you explain why", wording.statement(clause, core: core))),
      ])
  }

  private func example(_ order: Int, _ before: SentenceReading) -> [Place] {
    let asker = SentenceAsker(reading, before)
    guard let clause = before.clause, asker.worth(of: clause) != nil, !clause.verb.isNegated,
      let core = asker.fitCore(clause, atMost: 9), core.count >= 2, !clause.subject.isYou,
      clause.verb.kind != .copula, before.body.count + sentences[order].body.count <= 70
    else { return [] }
    return place(
      order, score: 790, answer: pairText(before, order),
      [
        (
          10,
          Wording.question("can you give an example of how", wording.statement(clause, core: core))
        ),
        (0, Wording.question("what is an example of how", wording.statement(clause, core: core))),
      ])
  }
}
