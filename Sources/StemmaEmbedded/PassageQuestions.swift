import StemmaRecord

/// Questions about a passage, with their answers (`qa`), or with a good answer and a worse one
/// (`preference`).
struct PassageQuestions: EmbeddedTask {
  let names = ["qa", "preference"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    let context = prompt.context
    guard let section = context.subject.section,
      let strategy = PassageReader.Strategy(rawValue: context.strategy)
    else { return nil }
    let places = desk.places(in: section, strategy: strategy)
    let writer = PartWriter(
      places: places, key: prompt.key, seed: prompt.sampling.seed ?? 0, rows: context.rows)
    switch context.role {
    case .evolve: return Answer(text: writer.evolved())
    case .answer, .chosen, .rejected: return Answer(text: writer.answer(as: context.role))
    default: break
    }
    let pairs = Self.pairs(from: places, key: prompt.key, sampling: prompt.sampling)
    let text =
      switch (context.task, context.role) {
      case ("qa", .question):
        writer.list("questions", of: pairs.map { ["question": .string($0.question)] })
      case ("preference", .question):
        writer.list("prompts", of: pairs.map { ["prompt": .string($0.question)] })
      case ("preference", _): writer.preferences(pairs)
      default: json(pairs)
      }
    return Answer(text: text)
  }

  /// What is drawn of a passage for a prompt's slots: later slots and attempts go on where the earlier
  /// ones were.
  static func pairs(
    from places: [Place], key: PromptKey, sampling: Sampling
  ) -> [Realisation] {
    let choice = Choice(sampling)
    let seed = sampling.seed ?? 0
    // The order of places is the item's: no slot's, so that all slots agree on it.
    var itemDraws = Draws(seed: seed, item: key.item, slot: -1)
    let order = choice.order(
      places.map(\.score), count: min(places.count, key.slots.upperBound), draws: &itemDraws)
    var pairs: [Realisation] = []
    for slot in key.slots where slot < order.count {
      let realisations = places[order[slot]].realisations
      // Later attempts go on with the order that the first one began, so none comes twice.
      var draws = Draws(seed: seed, item: key.item, slot: slot, candidate: key.candidate)
      let drawn = choice.order(
        realisations.map(\.score), count: key.attempt + 1, draws: &draws)
      if key.attempt < drawn.count { pairs.append(realisations[drawn[key.attempt]]) }
    }
    return pairs
  }

  private func json(_ pairs: [Realisation]) -> String {
    var object: JSONObject = [
      "pairs": .array(
        pairs.map { ["answer": .string($0.answer), "question": .string($0.question)] })
    ]
    if pairs.isEmpty { object["note"] = .string("Nothing good can be asked of this section.") }
    return String(decoding: CanonicalJSON.bytes(.object(object)), as: UTF8.self)
  }
}
