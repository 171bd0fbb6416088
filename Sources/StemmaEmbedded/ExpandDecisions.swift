import StemmaText

extension Expander {
  /// "X cannot do Y": can X do it? "No. X cannot do Y."
  ///
  /// - Parameter topic: what the headings say that the passage is about.
  func decisions(_ sentence: SentenceReading, _ topic: HeadingTopic?) -> [Place] {
    let index = sentence.index
    guard let clause = sentence.clause, let standing, sentence.body.count <= 34,
      clause.antecedent == nil
    else { return [] }
    var asker = SentenceAsker(reading, sentence).again(asPlain: program)
    asker.term = circumstance?.term(ofBlock: reading.sentences[index].block)
    guard let decision = asker.decision(),
      let question = standing.decided(decision.question, of: sentence, asker.term, topic)
    else { return [] }
    let text = statement(sentence)
    let bare = Realisation(
      question: question, answer: text.split(separator: " also ").joined(separator: " "), score: 0)
    guard Dangling.isFree(bare), QuestionCheck.isSound(question) else { return [] }
    let isProgram = program.map { text.hasPrefix($0 + " ") } ?? false
    let score = decision.isWondered ? 660 : 625
    let answer =
      (decision.isYes ? "Yes. " : "No. ") + (isProgram ? text : Wording.capitalised(text))
    return [
      Place(
        score: score, position: index * 4,
        realisations: [
          Realisation(question: question, answer: answer, score: score, isReply: true)
        ])
    ]
  }
}
