import StemmaRecord

/// Questions on one text with their answers, in runs such as the turns of a conversation.
///
/// No question is in two runs of an item, and no answer says what another says. A run's questions stand in
/// the order of the text.
struct QuestionRuns {
  private let places: [Place]
  private let order: [Int]
  /// The most questions of a run.
  private let most: Int
  private let choice: Choice
  private let key: PromptKey
  private let seed: UInt64

  init(of section: Section, most: Int, _ prompt: Prompt, at desk: inout ReadingDesk) {
    var kept: [Place] = []
    var answers: [String] = []
    let all =
      desk.places(in: section, strategy: .extraction)
      + desk.places(in: section, strategy: .expansion)
    for place in PassageReader.ranked(all) {
      guard let answer = place.realisations.first?.answer,
        !answers.contains(where: {
          $0.utf8.contains(answer.utf8) || answer.utf8.contains($0.utf8)
        })
      else { continue }
      answers.append(answer)
      kept.append(place)
    }
    places = kept
    self.most = most
    choice = Choice(prompt.sampling)
    key = prompt.key
    seed = prompt.sampling.seed ?? 0
    var draws = Draws(seed: seed, item: key.item, slot: -1)
    order = choice.order(
      kept.map(\.score), count: min(kept.count, key.slots.upperBound * most), draws: &draws)
  }

  /// - Parameter wanted: how many questions there may be, `most` at most.
  /// - Returns: as many as there are; nil where those are too few, or no other wording is left for another
  ///   attempt.
  func run(slot: Int, _ wanted: ClosedRange<Int>) -> [Realisation]? {
    let taken = order.dropFirst(slot * most).prefix(wanted.upperBound).map { places[$0] }
      .sorted { ($0.position, $1.score) < ($1.position, $0.score) }
    guard taken.count >= wanted.lowerBound,
      key.attempt == 0 || taken.contains(where: { $0.realisations.count > key.attempt })
    else { return nil }
    var draws = Draws(seed: seed, item: key.item, slot: slot, candidate: key.candidate)
    return taken.map { place in
      // Later attempts go on with the order that the first one began.
      let drawn = choice.order(
        place.realisations.map(\.score), count: place.realisations.count, draws: &draws)
      return place.realisations[drawn[min(key.attempt, drawn.count - 1)]]
    }
  }
}
