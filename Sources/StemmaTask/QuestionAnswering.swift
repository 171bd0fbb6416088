public import StemmaRecord

/// Questions and answers about a passage: rows of `question` and `answer`.
public struct QuestionAnswering: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "qa", summary: "questions and answers about passages of documents",
    strategies: ["extraction", "expansion", "both"], roles: [.question, .answer])
  public let revision = 2
  public let categories = ["question-answering"]
  public let list = "pairs"

  public let rowSchema: JSONValue = .row(of: ["question", "answer"])

  public var template: JSONValue {
    [
      "name": "qa-default",
      "systemPrompt": """
      You write question and answer pairs for training an assistant. Every question must make sense \
      to a reader who does not see the passage, and every answer must follow from the passage alone.
      """,
      "userPrompt": """
      Domain: {domain}
      Headings: {heading}
      Task: {task_type}. {strategy}
      Constraints: {constraints}

      Passage:
      {section}

      Write {count} pairs. Answer with JSON that follows this schema and with nothing else:
      {output_schema}
      """,
    ]
  }

  /// Two teachers share the work where one is named that answers.
  public func steps(naming roles: Set<Role>) -> [TaskStep] {
    roles.contains(.answer) ? [Self.asking, Self.answering] : []
  }

  private static let asking = TaskStep(
    role: .question, list: "questions", fields: ["question"],
    systemPrompt: """
      You write questions for training an assistant. Every question must make sense to a reader who \
      does not see the passage, and the passage alone must be enough to answer it.
      """,
    userPrompt: PassageWording.asking(for: "questions"))

  private static let answering = TaskStep(
    role: .answer, list: "answers", fields: ["answer"], shown: ["question"],
    systemPrompt: """
      You answer questions for training an assistant. Every answer must follow from the passage \
      alone, and make sense to a reader who does not see it.
      """,
    userPrompt: PassageWording.answering("Questions"))

  public func instruction(for strategy: String, as role: Role) -> String {
    switch (role, strategy) {
    case (.question, _): PassageWording.aim(of: strategy)
    case (.answer, "extraction"): "Answer in the passage's own words."
    case (.answer, _): "Answer in full, from what the passage says."
    default: instruction(for: strategy)
    }
  }

  public func instruction(for strategy: String) -> String {
    switch strategy {
    case "extraction":
      "Ask what the passage answers directly, and answer in the passage's own words."
    default:
      """
      Ask what a curious reader would want to know beyond the wording, and answer from what the \
      passage says.
      """
    }
  }

  /// With `both`, the larger half goes to extraction.
  public func shares(
    of quota: Int, strategy: String, turn: Int
  ) -> [(strategy: String, slots: Int)] {
    Self.halves(of: quota, strategy: strategy)
  }

  static func halves(of quota: Int, strategy: String) -> [(strategy: String, slots: Int)] {
    guard strategy == "both" else { return [(strategy, quota)] }
    return [("extraction", (quota + 1) / 2), ("expansion", quota / 2)]
  }
}
