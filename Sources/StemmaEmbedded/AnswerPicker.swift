import StemmaRecord
import StemmaText

/// Gives drafts their answers and gathers them into places.
struct AnswerPicker {
  let reading: Reading
  let sentence: SentenceReading

  private var words: [Word] { reading.words }
  private var whole: Reading.Sentence { reading.sentences[sentence.index] }

  /// One place for the sentence's main question, and one for a second that asks something else.
  func places(from drafts: [Draft]) -> [Place] {
    guard let first = place(of: drafts, penalty: 0) else { return [] }
    let main = drafts.max { $0.score < $1.score }
    let others = drafts.filter { draft in
      Self.differ(draft.family, main?.family ?? draft.family)
    }
    guard let second = place(of: others, penalty: 40), let best = second.realisations.first,
      best.score >= PassageReader.floor + 20
    else { return [first] }
    var main1 = first
    main1.realisations.removeAll { pair in
      second.realisations.contains { $0.question.hasSameBytes(as: pair.question) }
    }
    return [main1, second]
  }

  /// Whether two families ask for so different things that one sentence can serve both.
  private static func differ(_ left: Draft.Family, _ right: Draft.Family) -> Bool {
    left.theme != right.theme
  }

  private func place(of drafts: [Draft], penalty: Int) -> Place? {
    guard !drafts.isEmpty else { return nil }
    let order = drafts.indices.sorted {
      drafts[$0].score != drafts[$1].score ? drafts[$0].score > drafts[$1].score : $0 < $1
    }
    var place = Place(score: 0, position: sentence.index * 4, realisations: [])
    for index in order {
      for (answer, loss) in answers(for: drafts[index]) {
        place.realisations.append(
          Realisation(
            question: drafts[index].question, answer: answer, score: drafts[index].score - loss))
      }
    }
    place.realisations = Self.best(of: place.realisations)
    guard let best = place.realisations.first else { return nil }
    place.score = best.score - penalty
    place.position += penalty > 0 ? 1 : 0
    return place
  }

  /// In order of points, each pair once, without those far below the best.
  static func best(of realisations: [Realisation]) -> [Realisation] {
    var sorted: [Realisation] = []
    let order = realisations.indices.sorted {
      let (left, right) = (realisations[$0].score, realisations[$1].score)
      return left != right ? left > right : $0 < $1
    }
    let top = order.first.map { realisations[$0].score } ?? 0
    for index in order {
      let pair = realisations[index]
      guard pair.score >= top - PassageReader.reach, pair.score >= PassageReader.floor else {
        continue
      }
      let isKnown = sorted.contains {
        $0.question.hasSameBytes(as: pair.question)
          && $0.answer.hasSameBytes(as: pair.answer)
      }
      if !isKnown { sorted.append(pair) }
      if sorted.count == 12 { break }
    }
    return sorted
  }

  /// The extents of text that answer a draft, with the points each loses.
  private func answers(for draft: Draft) -> [(String, Int)] {
    if let range = draft.answer { return [(reading.passage.text(range), 0)] }
    let leaning = Fitness(reading: reading).leaning(sentence.body)
    if let before = antecedentSentence() {
      let start = reading.sentences[before].bytes.lowerBound
      let length = reading.sentences[before].words.count + sentence.body.count
      guard length <= 60 else { return [] }
      return [(reading.passage.text(start..<whole.bytes.upperBound), 40)]
    }
    var found = [(reading.text(of: whole), leaning)]
    if [.definition, .procedure].contains(draft.family), let longer = extended() {
      found = [(longer, leaning), (reading.text(of: whole), leaning + 60)]
    }
    return found
  }

  /// The sentence and the next one of its block, where that goes on without pointing elsewhere.
  private func extended() -> String? {
    let next = sentence.index + 1
    guard next < reading.sentences.count, sentence.body.count <= 30 else { return nil }
    let follower = reading.sentences[next]
    let isShort = sentence.body.count + follower.body.count <= 55
    guard follower.block == whole.block, follower.isProse, isShort,
      !AnswerCheck.pointsAway(words[follower.words]), !AnswerCheck.isBroken(words[follower.words])
    else { return nil }
    return reading.passage.text(whole.bytes.lowerBound..<follower.bytes.upperBound)
  }

  /// The sentence before, when the subject here is a pronoun for the subject there.
  private func antecedentSentence() -> Int? {
    guard sentence.clause?.antecedent != nil, !sentence.hasOwnAntecedent, sentence.index > 0 else {
      return nil
    }
    return sentence.index - 1
  }
}
