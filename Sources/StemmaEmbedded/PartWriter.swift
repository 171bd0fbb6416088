import StemmaRecord
import StemmaText

/// Writes what records are made of part by part: questions alone, prompts that want more of their answer,
/// answers to questions that are given, and answers that are worse than those.
///
/// A question is answered as the passage's own questions are: by the wording that asks just that, else by
/// the one that has most of its words, and half of them at least. Without one there is no answer. A prompt
/// that ends in a demand is answered as it would be without, where that answer meets the demand.
struct PartWriter {
  let places: [Place]
  let key: PromptKey
  let seed: UInt64
  /// What is to be gone on with.
  let rows: [JSONObject]

  func list(_ name: String, of parts: [JSONObject]) -> String {
    CanonicalJSON.text([name: .array(parts.map { .object($0) })])
  }

  /// Answers the prompt's rows, each under its number; one that it knows no answer to is left out.
  func answer(as role: Role) -> String {
    let field = role.rawValue
    let parts = rows.enumerated().compactMap { place, row -> JSONObject? in
      let question = row.text(under: RowFields.asked) ?? ""
      var part: JSONObject = ["id": .integer(place + 1)]
      guard let good = answer(to: question) else { return nil }
      if role == .rejected {
        guard let worse = worse(than: good, to: question, slot: key.slots.lowerBound + place) else {
          return nil
        }
        part[field] = .string(worse.text)
        part["flaw"] = .string(worse.flaw.rawValue)
      } else {
        part[field] = .string(good)
      }
      return part
    }
    return list("answers", of: parts)
  }

  /// Makes the prompt's rows harder, each under its number: with a demand at its end that the answer
  /// meets, of those that the fewest rows before have, where several would do. One to whose answer there
  /// is none is left out.
  func evolved() -> String {
    var counts: [AnswerDemand.Form: Int] = [:]
    let parts = rows.enumerated().compactMap { place, row -> JSONObject? in
      let question = row["prompt"]?.string ?? ""
      guard let good = answer(to: question) else { return nil }
      let demands = AnswerDemand.met(by: good, to: question)
      guard let fewest = demands.map({ counts[$0.form, default: 0] }).min() else { return nil }
      let likely = demands.filter { counts[$0.form, default: 0] == fewest }
      var draws = Draws(
        seed: seed, item: key.item, slot: key.slots.lowerBound + place, candidate: key.candidate,
        attempt: key.attempt)
      let demand = likely[Int(draws.below(UInt64(likely.count)))]
      counts[demand.form, default: 0] += 1
      return ["id": .integer(place + 1), "prompt": .string("\(question) \(demand.text)")]
    }
    return list("prompts", of: parts)
  }

  /// Whole rows of a prompt and two answers, without those of which no worse answer can be made.
  func preferences(_ pairs: [Realisation]) -> String {
    var parts: [JSONObject] = []
    for (place, pair) in pairs.enumerated() {
      let slot = key.slots.lowerBound + place
      guard let worse = worse(than: pair.answer, to: pair.question, slot: slot) else { continue }
      parts.append([
        "chosen": .string(pair.answer), "flaw": .string(worse.flaw.rawValue),
        "prompt": .string(pair.question), "rejected": .string(worse.text),
      ])
    }
    return list("preferences", of: parts)
  }

  // MARK: Answers

  private func answer(to prompt: String) -> String? {
    for (question, demand) in AnswerDemand.parts(of: prompt) {
      guard let answer = plainAnswer(to: question) else { continue }
      let demands = AnswerDemand.met(by: answer, to: question)
      if demands.contains(where: { $0.text.hasSameBytes(as: demand) }) { return answer }
    }
    return plainAnswer(to: prompt)
  }

  private func plainAnswer(to question: String) -> String? {
    let all = places.flatMap(\.realisations)
    if let same = all.first(where: { $0.question.hasSameBytes(as: question) }) {
      return same.answer
    }
    let wanted = Set(WorseAnswer.words(question).filter { $0.utf8.count >= 4 })
    var best: (count: Int, answer: String)?
    for pair in all {
      let count = wanted.intersection(WorseAnswer.words("\(pair.question) \(pair.answer)")).count
      if count * 2 >= max(1, wanted.count), count > best?.count ?? 0 {
        best = (count, pair.answer)
      }
    }
    return best?.answer
  }

  private func worse(
    than good: String, to question: String, slot: Int
  ) -> (text: String, flaw: WorseAnswer.Flaw)? {
    var draws = Draws(
      seed: seed, item: key.item, slot: slot, candidate: key.candidate, attempt: key.attempt)
    return WorseAnswer(good: good, question: question, places: places).drawn(&draws)
  }
}
