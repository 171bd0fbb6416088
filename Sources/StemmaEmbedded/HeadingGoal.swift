import StemmaText

extension HeadingReader {
  /// "Configuring audio outputs", "How to build it" over an instruction: how do you do it?
  func goalPlaces() -> [Place] {
    guard let heading = reading.headings.last, let act = act(in: heading),
      let first = sentences.first, first.index == 0, isInstruction(first),
      mentions(first, act.object), let answer = opening(from: 0)
    else { return [] }
    let wordings = [(0, "how do you"), (-20, "how can you"), (-40, "how would you")]
    return [
      Place(
        score: 780, position: -1,
        realisations: wordings.map { points, words in
          Realisation(
            question: Wording.question(words, act.words), answer: answer, score: 780 + points)
        })
    ]
  }

  /// The heading's verb in its base form with what follows, and the last of its nouns.
  private func act(in heading: String) -> (words: String, object: String)? {
    var line = Self.withoutNumber(heading)
    for opening in ["How to ", "How To ", "HOWTO "] where line.hasPrefix(opening) {
      line = String(line.dropFirst(opening.utf8.count))
    }
    let isToDo = line.utf8.count < Self.withoutNumber(heading).utf8.count
    let inner = Reading(line, headings: [])
    guard inner.sentences.count == 1, let sentence = inner.sentences.first,
      (3...9).contains(sentence.body.count), sentence.body == sentence.words,
      let first = sentence.body.first, let last = sentence.body.last,
      let verb = Lexicon.verb(of: inner.words[first].lower),
      inner.words[first].can(.gerund) || isToDo && inner.words[first].can(.verbBase),
      ![.gerund, .noun].contains(inner.words[first + 1].tag) || !inner.words[first].can(.adjective),
      [.noun, .pluralNoun, .name, .symbol].contains(inner.words[last].tag),
      !["understand", "know", "get", "begin", "start", "be", "have", "do"].contains(verb.base)
    else { return nil }
    let isShouted = !line.utf8.contains { (0x61...0x7A).contains($0) }
    guard !isShouted else { return nil }
    let rest = sentence.body.dropFirst().map { index in
      let word = inner.words[index]
      return word.can(.common) && !word.can(.name) ? word.lower : inner.text(index..<index + 1)
    }
    return (Wording.join([verb.base] + rest), inner.words[last].lower)
  }

  /// Whether a sentence says what to do.
  private func isInstruction(_ sentence: SentenceReading) -> Bool {
    if let imperative = sentence.imperative, let verb = imperative.first {
      return !sentence.isForbidding && !VerbLists.referring.contains(reading.words[verb].lower)
    }
    guard let clause = sentence.clause else { return false }
    if clause.subject.isYou { return true }
    return clause.verb.kind == .passive && clause.verb.form == .modal
  }

  private func mentions(_ sentence: SentenceReading, _ object: String) -> Bool {
    let stem = object.hasSuffix("s") ? String(object.dropLast()) : object
    return sentence.body.contains { reading.words[$0].lower.hasPrefix(stem) }
  }
}
