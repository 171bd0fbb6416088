import StemmaText

/// Asks what a list answers as a whole: "The following formats are supported:", "To build it:".
struct ListAsker {
  let reading: Reading

  private var words: [Word] { reading.words }

  /// A longer list is no answer that somebody would give.
  private static let limit = 90

  func places() -> [Place] {
    reading.sentences.indices.compactMap { index in
      guard let answer = answer(after: index),
        let question = question(to: reading.sentences[index]),
        QuestionCheck.isSound(question)
      else { return nil }
      return Place(
        score: 860, position: index * 4,
        realisations: [
          Realisation(question: question, answer: answer, score: 860, isReply: true)
        ])
    }
  }

  /// The sentence with all items that follow its colon; nil where no list does, or a part of one.
  private func answer(after index: Int) -> String? {
    let sentence = reading.sentences[index]
    let bytes = reading.passage.bytes
    guard bytes[sentence.bytes.upperBound - 1] == 0x3A, !sentence.isItem else { return nil }
    let blocks = reading.passage.blocks
    guard sentence.bytes.upperBound == blocks[sentence.block].bytes.upperBound else { return nil }
    var last = sentence.block
    while last + 1 < blocks.count, blocks[last + 1].kind == .item { last += 1 }
    // Where the section ends with its list, the list may go on in the next one.
    guard last >= sentence.block + 2 else { return nil }
    let text = sentence.bytes.lowerBound..<blocks[last].bytes.upperBound
    let count = bytes[text].count { $0 == 0x20 }
    // "Following" is said of the list itself.
    let items = reading.sentences[(index + 1)...].filter { $0.block <= last }
    guard count <= Self.limit, !items.contains(where: { AnswerCheck.pointsAway(words[$0.words]) })
    else { return nil }
    return reading.passage.text(text)
  }

  private func question(to sentence: Reading.Sentence) -> String? {
    var body = sentence.words
    while let last = body.last, words[last].tag == .punctuation { body = body.dropLast() }
    guard body.count >= 3, let first = body.first else { return nil }
    let asker = SentenceAsker(
      reading, SentenceReading(index: 0, lead: .none, body: body))
    if words[first].lower == "to", first + 2 < body.upperBound {
      let end = body.first { words[$0].lower == "," } ?? body.upperBound
      let goal = first + 1..<end
      guard goal.count <= 11, asker.isFitGoal(goal) else { return nil }
      return Wording.question("how do you", reading.innerText(goal))
    }
    return following(body, asker)
  }

  /// "The following formats are supported": which formats are supported?
  private func following(_ body: Range<Int>, _ asker: SentenceAsker) -> String? {
    let first = body.lowerBound
    guard words[first].lower == "the", words[first + 1].lower == "following",
      let be = body.first(where: { words[$0].lower == "are" || words[$0].lower == "can" }),
      be > first + 2, be < body.upperBound - 1
    else { return nil }
    let noun = first + 2..<be
    let rest = be..<body.upperBound
    guard noun.count <= 4, rest.count <= 9, asker.fitness.isFit(noun), asker.fitness.isFit(rest),
      words[noun.upperBound - 1].can(.pluralNoun)
    else { return nil }
    return Wording.question("which", reading.innerText(noun), reading.text(rest))
  }
}
