import StemmaRecord

/// Summaries made of a text's own sentences (`summary`).
///
/// A slot's summary is built around a sentence of its own, drawn from the best; others join it that say
/// something else. They stand in the order of the text. No later slot's summary has the sentence that an
/// earlier one is built around, so that none comes twice.
struct SummaryWriter: EmbeddedTask {
  let names = ["summary"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section,
      ["section", "document"].contains(prompt.context.strategy)
    else { return nil }
    let text = SummaryDraft(
      KeySentences(of: section), of: section.text, isWhole: prompt.context.strategy == "document",
      prompt)
    var summaries: [JSONValue] = []
    for slot in prompt.key.slots {
      guard let summary = text.summary(slot: slot) else { break }
      summaries.append(["summary": .string(summary)])
    }
    return Answer(text: CanonicalJSON.text(["summaries": .array(summaries)]))
  }
}

/// The summaries of one text.
struct SummaryDraft {
  private let sentences: [KeySentences.Sentence]
  /// How many sentences make a summary.
  private let size: Int
  /// It has so many scalars at most.
  private let lengthLimit: Int
  private let choice: Choice
  private let key: PromptKey
  private let seed: UInt64
  /// What summaries are built around, by slots.
  private let leads: [Int]

  init(_ found: KeySentences, of text: String, isWhole: Bool, _ prompt: Prompt) {
    sentences = found.ranked
    size = min(isWhole ? 6 : 4, max(1, (found.count + 4) / 6))
    lengthLimit = text.unicodeScalars.count / 2
    choice = Choice(prompt.sampling)
    key = prompt.key
    seed = prompt.sampling.seed ?? 0
    var draws = Draws(seed: seed, item: key.item, slot: -1)
    leads = choice.order(
      sentences.map(\.score), count: min(sentences.count, key.slots.upperBound), draws: &draws)
  }

  /// - Returns: nil where no further one can be made.
  func summary(slot: Int) -> String? {
    guard slot < leads.count else { return nil }
    var chosen = [leads[slot]]
    var barred = Set(leads[..<slot])
    // Later attempts go on with the order of second sentences that the first one began.
    var draws = Draws(seed: seed, item: key.item, slot: slot, candidate: key.candidate)
    let second = fitting(chosen, barred)
    let order = choice.order(
      second.map { sentences[$0].score }, count: key.attempt + 1, draws: &draws)
    guard key.attempt == 0 || (size > 1 && key.attempt < order.count) else { return nil }
    if size > 1, key.attempt < order.count {
      barred.formUnion(order[..<key.attempt].map { second[$0] })
      chosen.append(second[order[key.attempt]])
    }
    draws = Draws(
      seed: seed, item: key.item, slot: slot, candidate: key.candidate, attempt: key.attempt + 1)
    while chosen.count < size {
      let rest = fitting(chosen, barred)
      guard
        let next = choice.order(rest.map { sentences[$0].score }, count: 1, draws: &draws).first
      else { break }
      chosen.append(rest[next])
    }
    while chosen.count > 1, text(chosen).unicodeScalars.count > lengthLimit { chosen.removeLast() }
    return key.attempt > 0 && chosen.count == 1 ? nil : text(chosen)
  }

  /// The best first: what says something else than those that were chosen.
  private func fitting(_ chosen: [Int], _ barred: Set<Int>) -> [Int] {
    sentences.indices.filter { place in
      guard !barred.contains(place), !chosen.contains(place) else { return false }
      let words = sentences[place].words
      return chosen.allSatisfy { other in
        let common = words.intersection(sentences[other].words).count
        return common * 2 <= min(words.count, sentences[other].words.count)
      }
    }
  }

  private func text(_ chosen: [Int]) -> String {
    chosen.map { sentences[$0] }.sorted { $0.place < $1.place }.map(\.text).joined(separator: " ")
  }
}
