import StemmaRecord
import StemmaText

/// Questions about a passage, the way to their answers in the passage's own words, and the answers (`cot`).
///
/// What is asked is what `qa` asks, where a rule tells which part of a sentence answers it. The reasoning
/// quotes what else the passage says of the matter, then the sentence, and says what of it is asked for.
struct ReasoningWriter: EmbeddedTask {
  let names = ["cot"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section,
      let strategy = PassageReader.Strategy(rawValue: prompt.context.strategy)
    else { return nil }
    let places = desk.places(in: section, strategy: strategy).compactMap { place in
      var place = place
      place.realisations = place.realisations.filter { Self.cut($0) != nil }
      return place.realisations.isEmpty ? nil : place
    }
    let pairs = PassageQuestions.pairs(from: places, key: prompt.key, sampling: prompt.sampling)
    let passage = Passage(section.text)
    let rows = pairs.compactMap { pair -> JSONValue? in
      guard let (said, short) = Self.cut(pair) else { return nil }
      return [
        "answer": .string(short.text), "question": .string(pair.question),
        "reasoning": .string(
          Self.reasoning(said, short.step, Self.beside(pair.question, said, passage))),
      ]
    }
    return Answer(text: CanonicalJSON.text(["examples": .array(rows)]))
  }

  /// The answer's sentences, and what of one of them is asked for.
  private static func cut(_ pair: Realisation) -> (said: [String], short: ShortAnswer)? {
    let answer = Passage(pair.answer)
    let said = answer.sentences.map { answer.text($0.bytes) }
    for sentence in said {
      if let short = ShortAnswer(question: pair.question, sentence: sentence) {
        return (said, short)
      }
    }
    return nil
  }

  /// - Parameters:
  ///   - step: what of the answer's sentences is asked for; nil where no rule tells.
  ///   - beside: what else is said with the question's words.
  ///   - source: whose words these are.
  static func reasoning(
    _ said: [String], _ step: String?, _ beside: String?,
    source: String = "The passage says"
  ) -> String {
    var steps: [String] = []
    if let beside {
      steps.append("\(source): “\(beside)”")
      steps.append("Of what is asked it says: \(quoted(said))")
    } else {
      steps.append("\(source): \(quoted(said))")
    }
    if let step { steps.append(step) }
    return steps.joined(separator: " ")
  }

  private static func quoted(_ sentences: [String]) -> String {
    "“\(sentences.joined(separator: " "))”"
  }

  /// What else the passage says with most of the question's words, by itself.
  static func beside(
    _ question: String, _ said: [String], _ passage: Passage
  ) -> String? {
    let wanted = ContentWords.of(question)
    var best: (count: Int, text: String)?
    for sentence in passage.sentences {
      let text = passage.text(sentence.bytes)
      let count = wanted.intersection(ContentWords.of(text)).count
      guard count >= 2, count > best?.count ?? 0, !said.contains(text) else { continue }
      var words = Words.cut(passage.bytes, in: sentence.bytes)
      let range = 0..<words.count
      Tagger.tag(&words, in: range)
      guard Prose.isSound(passage.bytes, sentence.bytes, words, range),
        Loose.isFree(text, words[range])
      else { continue }
      best = (count, text)
    }
    return best?.text
  }
}
