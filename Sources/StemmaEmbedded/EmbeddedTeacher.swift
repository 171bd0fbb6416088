public import StemmaRecord

/// The teacher that needs no model and no network: it makes questions of passages, and instructions
/// of seeds, by rule.
///
/// A pure function of the prompt's key, sampling and context.
public struct EmbeddedTeacher: Teacher {
  private let reader = PassageReader()

  public init() {}

  public var description: TeacherDescription {
    TeacherDescription(
      name: "embedded", revision: 7, isPure: true, tasks: ["qa", "instruction", "preference"],
      weighs: true)
  }

  public func answer(_ prompt: Prompt) async throws -> Answer {
    var desk = ReadingDesk(reader: reader)
    return try answer(prompt, at: &desk)
  }

  public func answers(to prompts: [Prompt]) async throws -> [Answer] {
    var desk = ReadingDesk(reader: reader)
    return try prompts.map { prompt in
      try Task.checkCancellation()
      return try answer(prompt, at: &desk)
    }
  }

  private func answer(_ prompt: Prompt, at desk: inout ReadingDesk) throws -> Answer {
    let context = prompt.context
    if context.task == PromptContext.judging {
      return EmbeddedJudge(context.subject).answer(about: context.rows)
    }
    if context.task == PromptContext.weighing {
      return EmbeddedScale(context.subject).answer(about: prompt.continuations)
    }
    if context.task == "instruction", let seed = context.subject.seed,
      let teacher = InstructionTeacher(prompt, seed)
    {
      return teacher.answer()
    }
    guard ["qa", "preference"].contains(context.task), let section = context.subject.section,
      let strategy = PassageReader.Strategy(rawValue: context.strategy)
    else {
      throw EmbeddedTeacherError.cannotServe(task: context.task, strategy: context.strategy)
    }
    let places = desk.places(in: section, strategy: strategy)
    let writer = PartWriter(
      places: places, key: prompt.key, seed: prompt.sampling.seed ?? 0, rows: context.rows)
    switch context.role {
    case .answer, .chosen, .rejected: return Answer(text: writer.answer(as: context.role))
    default: break
    }
    let pairs = pairs(from: places, key: prompt.key, sampling: prompt.sampling)
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

  private func pairs(
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
