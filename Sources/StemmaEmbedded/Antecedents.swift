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
      if let clause = sentence.clause, clause.subject.isPronoun,
        let antecedent = ownAntecedent(of: clause.subject, sentence)
      {
        sentence.clause?.antecedent = antecedent
        sentence.hasOwnAntecedent = true
      }
      found.append(sentence)
      previous = sentence
    }
    return found
  }

  /// "Since the patches are new, they …": the lead's subject.
  private func ownAntecedent(of subject: NounPhrase, _ sentence: SentenceReading) -> NounPhrase? {
    let pronoun = reading.words[subject.head].lower
    guard case .subordinate(_, let range) = sentence.lead, pronoun == "it" || pronoun == "they",
      let inner = ClauseReader(reading, sentence: sentence.index, end: range.upperBound)
        .clause(at: range.lowerBound),
      !inner.subject.isPronoun, !inner.subject.isYou, !inner.subject.isLong,
      inner.subject.isPlural == (pronoun == "they")
    else { return nil }
    return inner.subject
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
