import StemmaText

extension Expander {
  /// The section's heading as a topic, answered by how the section begins.
  func headingTopic() -> [Place] {
    guard let heading = reading.headings.last,
      let order = sentences.indices.first(where: { opens(sentences[$0]) }),
      let clause = sentences[order].clause, mentions(sentences[order], oneOf: heading)
    else { return [] }
    let answer = extended(order)
    guard answer.utf8.count > 120 else { return [] }
    if let name = topicName(heading) {
      guard tellsOf(clause, sentences[order]), isTitle(clause.subject) else { return [] }
      return place(
        order, score: 700 - leaning(order), answer: answer,
        [
          (10, Wording.question("what should you know about", name)),
          (10, Wording.question("what is worth knowing about", name)),
        ])
    }
    return []
  }

  /// Whether the heading names the subject.
  private func isTitle(_ subject: NounPhrase) -> Bool {
    let head = words[subject.head].lower
    return isInHeading(head) || isInHeading(head + "s") || isInHeading(String(head.dropLast()))
  }

  /// Whether the sentence is about what the heading says: it has one of its longer words.
  private func mentions(_ sentence: SentenceReading, oneOf heading: String) -> Bool {
    let bytes = Array(heading.utf8)
    return Words.cut(bytes, in: 0..<bytes.count).contains { word in
      let stem = word.lower.utf8.prefix(max(4, word.lower.utf8.count - 3))
      return word.lower.utf8.count >= 4
        && sentence.body.contains { words[$0].lower.utf8.starts(with: stem) }
    }
  }

  /// Whether a sentence can open an answer: complete in itself, and a statement.
  private func opens(_ sentence: SentenceReading) -> Bool {
    guard let clause = sentence.clause, fitness.leaning(sentence.body) < 50 else { return false }
    if case .connective = sentence.lead { return false }
    return clause.subject.isYou || fitness.worth(of: clause.subject) ?? -1 >= 0
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
      let isShouted = word.lower.utf8.count > 1 && Lexicon.knows(word.lower)
      let isPlain =
        word.isCapitalised && (word.can(.common) && !word.can(.name) || isShouted)
      let isName =
        words.contains { $0.isCapitalised && $0.lower == word.lower }
        && !words.contains { !$0.isCapitalised && $0.lower == word.lower }
      parts.append(isPlain && (!isName || word.can(.determiner)) ? word.lower : text)
    }
    return parts.joined(separator: " ")
  }
}
