import StemmaRecord

/// Sentences of one text for the slots of an item.
///
/// A slot's are built around a sentence of its own, drawn from the best; others join it that say something
/// else. No later slot has the sentence that an earlier one is built around, so that none comes twice.
struct SentenceDraft {
  private let sentences: [KeySentences.Sentence]
  /// How many sentences make a draft.
  private let size: Int
  /// They have so many scalars at most, joined by spaces.
  private let lengthLimit: Int
  private let choice: Choice
  private let key: PromptKey
  private let seed: UInt64
  /// What drafts are built around, by slots.
  private let leads: [Int]

  init(_ found: KeySentences, size: Int, lengthLimit: Int = .max, _ prompt: Prompt) {
    sentences = found.ranked
    self.size = size
    self.lengthLimit = lengthLimit
    choice = Choice(prompt.sampling)
    key = prompt.key
    seed = prompt.sampling.seed ?? 0
    var draws = Draws(seed: seed, item: key.item, slot: -1)
    leads = choice.order(
      sentences.map(\.score), count: min(sentences.count, key.slots.upperBound), draws: &draws)
  }

  /// - Returns: in the order of the text; nil where no further draft can be made.
  func sentences(slot: Int) -> [String]? {
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
    while chosen.count > 1, length(of: chosen) > lengthLimit { chosen.removeLast() }
    guard key.attempt == 0 || chosen.count > 1 else { return nil }
    return chosen.map { sentences[$0] }.sorted { $0.place < $1.place }.map(\.text)
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

  private func length(of chosen: [Int]) -> Int {
    chosen.reduce(chosen.count - 1) { $0 + sentences[$1].text.unicodeScalars.count }
  }
}
