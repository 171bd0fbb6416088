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
      if let clause = sentence.clause, clause.subject.isPronoun, !isExpletive(clause),
        let antecedent = antecedent(of: clause.subject, previous: previous, index: index)
      {
        sentence.clause?.antecedent = antecedent
      }
      if let clause = sentence.clause, clause.subject.isPronoun, !isExpletive(clause),
        let antecedent = ownAntecedent(of: clause.subject, sentence)
      {
        sentence.clause?.antecedent = antecedent
        sentence.hasOwnAntecedent = true
      }
      if let clause = sentence.clause, !clause.subject.isPronoun,
        let antecedent = namesake(of: clause.subject, index: index)
      {
        sentence.clause?.antecedent = antecedent
      }
      found.append(sentence)
      previous = sentence
    }
    return found
  }

  /// "This module" after a sentence that names "the nss-systemd module".
  private func namesake(of subject: NounPhrase, index: Int) -> NounPhrase? {
    let words = reading.words
    let first = words[subject.range.lowerBound].lower
    guard ["this", "these", "such"].contains(first), subject.range.count == 2, index > 0,
      reading.sentences[index - 1].block == reading.sentences[index].block,
      reading.sentences[index - 1].isProse
    else { return nil }
    let before = reading.sentences[index - 1].body
    let phrases = PhraseReader(words: words, end: before.upperBound)
    let fitness = Fitness(reading: reading)
    var found: NounPhrase?
    for place in before where words[place].lower == words[subject.head].lower {
      for start in stride(from: max(before.lowerBound, place - 4), through: place, by: 1) {
        guard let phrase = phrases.baseNounPhrase(at: start), phrase.head == place,
          phrase.range.upperBound == place + 1
        else { continue }
        found = phrase
        break
      }
    }
    guard var phrase = found, phrase.range.count > 1 else { return nil }
    let opener = words[phrase.range.lowerBound]
    if opener.lower == "a" || opener.lower == "an" {
      phrase.range = phrase.range.dropFirst()
      phrase.article = "the "
    } else if opener.lower != "the", opener.tag != .name, !phrase.isPlural {
      return nil
    }
    let isTold = phrase.range.contains {
      $0 != phrase.head && [.noun, .name, .symbol, .adjective].contains(words[$0].tag)
    }
    guard isTold, fitness.worth(of: phrase) ?? -1 >= 0 else { return nil }
    return phrase
  }

  /// "It is better to …", "It is known that …": this "it" stands for nothing before.
  private func isExpletive(_ clause: Clause) -> Bool {
    guard reading.words[clause.subject.head].lower == "it",
      clause.verb.kind == .copula || clause.verb.kind == .passive
    else { return false }
    return clause.core.prefix(5).contains { index in
      let word = reading.words[index]
      return word.tag == .infinitiveTo || word.lower == "that" || word.lower == "if"
    } || clause.adjuncts.first?.kind == .condition
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
    if case .subordinate = previous?.lead ?? .none { return nil }
    if before.verb.kind == .copula, !before.verb.isNegated { return before.subject }
    // Only where nothing else of that number was named could "it" be nothing but the subject.
    for place in before.core {
      let tag = reading.words[place].tag
      let isRival = pronoun == "they" ? tag == .pluralNoun : tag == .name || tag == .symbol
      if isRival { return nil }
    }
    return before.subject
  }
}
