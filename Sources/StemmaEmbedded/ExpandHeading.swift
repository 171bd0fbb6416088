import StemmaText

extension Expander {
  /// The section's heading as a topic, answered by how the section begins.
  func headingTopic() -> [Place] {
    guard let heading = reading.headings.last, let name = topicName(heading),
      let order = sentences.indices.first(where: { opens(sentences[$0]) }),
      mentions(sentences[order], oneOf: heading)
    else { return [] }
    let answer = extended(order)
    guard answer.utf8.count > 120 else { return [] }
    return place(
      order, score: 650 - leaning(order), answer: answer,
      [
        (10, Wording.question("what should you know about", name)),
        (10, Wording.question("what is worth knowing about", name)),
        (0, Wording.question("what is there to say about", name)),
        (0, Wording.question("what should a newcomer know about", name)),
      ])
  }

  /// Whether the sentence is about what the heading says: it names its last word.
  private func mentions(_ sentence: SentenceReading, oneOf heading: String) -> Bool {
    let bytes = Array(heading.utf8)
    guard let last = Words.cut(bytes, in: 0..<bytes.count).last?.lower else { return false }
    return sentence.body.contains { words[$0].lower == last || words[$0].lower + "s" == last }
  }

  /// Whether a sentence can open an answer: complete in itself, and a statement.
  private func opens(_ sentence: SentenceReading) -> Bool {
    guard let clause = sentence.clause, fitness.leaning(sentence.body) < 50 else { return false }
    if case .connective = sentence.lead { return false }
    return !clause.subject.isPronoun && !clause.subject.isYou
  }

  /// A heading that is one noun phrase, as it would stand in a sentence.
  private func topicName(_ heading: String) -> String? {
    let line = HeadingReader.withoutNumber(heading)
    let inner = Reading(line, headings: [])
    guard inner.sentences.count == 1, let sentence = inner.sentences.first,
      sentence.body == sentence.words, (2...5).contains(sentence.body.count)
    else { return nil }
    let range = sentence.body
    let phrases = PhraseReader(words: inner.words, end: range.upperBound)
    guard let phrase = phrases.baseNounPhrase(at: range.lowerBound), !phrase.isPronoun,
      phrase.range == range, Fitness(reading: inner).worth(of: phrase) ?? -1 >= 0,
      !inner.words[range.lowerBound].can([.verbBase, .gerund, .question]),
      words.contains(where: { $0.lower == inner.words[phrase.head].lower })
    else { return nil }
    let head = inner.words[phrase.head]
    let opener = inner.words[range.lowerBound]
    let isCountable =
      head.tag == .noun && !Fitness(reading: inner).isMass(head.lower)
      && opener.tag != .determiner && opener.tag != .possessive
    return (isCountable ? "the " : "") + smallened(inner, range)
  }

  /// Title case undone: capitals stay on names only.
  private func smallened(_ inner: Reading, _ range: Range<Int>) -> String {
    var parts: [String] = []
    for index in range {
      let word = inner.words[index]
      let text = inner.text(index..<index + 1)
      let isPlain = word.isCapitalised && word.can(.common) && !word.can(.name)
      let isName =
        words.contains { $0.isCapitalised && $0.lower == word.lower }
        && !words.contains { !$0.isCapitalised && $0.lower == word.lower }
      parts.append(isPlain && (!isName || word.can(.determiner)) ? word.lower : text)
    }
    return parts.joined(separator: " ")
  }
}
