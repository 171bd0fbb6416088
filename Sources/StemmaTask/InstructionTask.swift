public import StemmaRecord

/// Instructions with their responses, varied from seed examples: rows of `instruction` and
/// `response`.
public struct InstructionTask: TaskDefinition {
  /// The four ways to vary a seed, in the order in which they take turns.
  static let variations = ["adapt", "deepen", "review", "reframe"]
  /// All four take turns.
  static let cycle = "cycle"
  /// The teacher chooses among the four.
  static let free = "free"

  public init() {}

  public let entry = TaskEntry(
    name: "instruction", summary: "instructions and their responses, varied from seed examples",
    strategies: [cycle, free] + variations, inputs: [.seeds, .datasets], needsInput: false)
  public let revision = 2
  public let list = "examples"
  public let leastRows = 1
  public let tokensPerRow: Int? = 200

  public let rowSchema: JSONValue = .row(of: ["instruction", "response"])

  public var template: JSONValue {
    [
      "name": "instruction-default",
      "systemPrompt": """
      You write examples for training an assistant: an instruction as somebody would really give \
      it, and the response an expert would be glad to have written.
      """,
      "userPrompt": """
      Domain: {domain}
      Task: {task_type}
      Constraints: {constraints}

      An example to vary:
      {seed_examples}

      How to vary it: {variation}
      Write {count} new examples, the first of them number {sample_number} of the dataset. None may \
      repeat the one above or another. Answer with JSON that follows this schema and with nothing \
      else:
      {output_schema}
      """,
    ]
  }

  public func instruction(for strategy: String) -> String {
    switch strategy {
    case "adapt":
      "Put the task into another situation, and fit the response to it."
    case "deepen":
      "Ask for more than the example does, such as reasons, limits or checks, and give it."
    case "review":
      "Show an answer that is lacking and ask what it lacks; respond with the remedy."
    case "reframe":
      "Ask for the same on behalf of another reader, and write the response for that reader."
    default:
      Self.variations.map { instruction(for: $0) }.joined(separator: " Or: ")
    }
  }

  public func shares(
    of quota: Int, strategy: String, turn: Int
  ) -> [(strategy: String, slots: Int)] {
    guard strategy == Self.cycle else { return [(strategy, quota)] }
    let count = Self.variations.count
    return Self.variations.enumerated().map { place, variation in
      // How many slots stand before this one's first in the first cycle.
      let wait = (place - turn % count + count) % count
      return (variation, (quota + count - 1 - wait) / count)
    }
  }

  public func neutralSeed(domain: String?) -> (instruction: String, response: String)? {
    let about = domain.map { " from the field of \($0.spaced)" } ?? ""
    return (
      "Explain how to work on a question\(about) that you have not met before.",
      """
      Say in your own words what is asked and why it matters. Collect what is known and name what \
      is missing. Weigh the possible answers against the evidence. Give the answer that holds up \
      best, and say how sure you are of it.
      """
    )
  }
}
