import StemmaText

extension SentenceReader {
  /// Reads every sentence; a pronoun that plainly stands for the subject before is noted so.
  func readAll() -> [SentenceReading] {
    var found: [SentenceReading] = []
    var previous: SentenceReading?
    for index in reading.sentences.indices {
      guard var sentence = read(index) else {
        previous = nil
        continue
      }
      if let clause = sentence.clause, clause.subject.isPronoun,
        let antecedent = antecedent(of: clause.subject, previous: previous, index: index)
      {
        sentence.clause?.antecedent = antecedent
      }
      found.append(sentence)
      previous = sentence
    }
    return found
  }

  private func antecedent(
    of subject: NounPhrase, previous: SentenceReading?, index: Int
  ) -> NounPhrase? {
    let pronoun = reading.words[subject.head].lower
    guard pronoun == "it" || pronoun == "they", let before = previous?.clause,
      previous?.index == index - 1,
      reading.sentences[index - 1].block == reading.sentences[index].block,
      !before.subject.isPronoun, !before.subject.isYou, !before.subject.isLong,
      before.subject.isPlural == (pronoun == "they"), before.antecedent == nil
    else { return nil }
    if case .none = previous?.lead ?? .none {} else { return nil }
    // Only where nothing else of that number was named could "it" be nothing but the subject.
    for place in before.core.lowerBound..<before.end {
      let tag = reading.words[place].tag
      let isRival = pronoun == "they" ? tag == .pluralNoun : tag == .name || tag == .symbol
      if isRival { return nil }
    }
    return before.subject
  }
}
