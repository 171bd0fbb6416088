import StemmaRecord

/// Varies a seed by rule: a pure function of the prompt's key, sampling and context.
struct InstructionTeacher {
  /// A token is about so many bytes of an answer.
  private static let bytesPerToken = 4
  private static let free = "free"

  private let key: PromptKey
  private let sampling: Sampling
  private let choice: Choice
  private let table: WordingTable
  /// The ways to vary that the strategy leaves open, the plainest first.
  private let variations: [InstructionVariation]
  private let writer: InstructionWriter
  private var seed: UInt64 { sampling.seed ?? 0 }

  /// - Returns: nil for a strategy that is none of the task's.
  init?(_ prompt: Prompt, _ seed: Seed) {
    let strategy = prompt.context.strategy
    if strategy == Self.free {
      variations = InstructionVariation.allCases
    } else if let one = InstructionVariation(rawValue: strategy) {
      variations = [one]
    } else {
      return nil
    }
    key = prompt.key
    sampling = prompt.sampling
    choice = Choice(sampling)
    table = WordingTable(choice)
    writer = InstructionWriter(
      InstructionSeed(seed), domain: prompt.context.domain,
      rules: InstructionRules(prompt.context.constraints, mix: prompt.context.mix), table: table)
  }

  func answer() -> Answer {
    var out = Array(#"{"examples":["#.utf8)
    out.reserveCapacity(1 << 14)
    var isFirst = true
    for slot in key.slots {
      guard let row = row(slot) else { break }
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      out.append(contentsOf: #"{"instruction":"#.utf8)
      CanonicalJSON.append(row.instruction, to: &out)
      out.append(contentsOf: #","response":"#.utf8)
      CanonicalJSON.append(row.response, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    out.append(contentsOf: "]}".utf8)
    return cut(out)
  }

  private func row(_ slot: Int) -> (instruction: String, response: String)? {
    var variation = variations[0]
    if variations.count > 1 {
      // The candidates for a slot, and its attempts, are of one variation.
      var draws = Draws(seed: seed, item: key.item, slot: slot)
      variation = variations[table.place(draws.next(), of: variations.count)]
    }
    let scenes = InstructionScenes.of(variation)
    let order = InstructionOrder(
      count: InstructionContent.count(scenes: scenes.count), choice: choice, seed: seed,
      item: key.item)
    guard let number = order.number(slot: slot, attempt: key.attempt) else { return nil }
    let content = InstructionContent(number: number, scenes: scenes.count)
    var draws = Draws(
      seed: seed, item: key.item, slot: slot, candidate: key.candidate + 1, attempt: key.attempt)
    return writer.row(variation, scenes[content.scene], content, draws: &draws)
  }

  /// An answer of more tokens than are allowed ends within a word, as a model's would.
  private func cut(_ bytes: [UInt8]) -> Answer {
    guard let limit = sampling.maxTokens, bytes.count > limit * Self.bytesPerToken else {
      return Answer(text: String(decoding: bytes, as: UTF8.self))
    }
    var end = limit * Self.bytesPerToken
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return Answer(text: String(decoding: bytes[..<end], as: UTF8.self), finishReason: .length)
  }
}
