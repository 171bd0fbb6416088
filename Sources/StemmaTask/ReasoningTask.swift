public import StemmaRecord

/// Questions about a passage with the way to their answers: rows of `question`, `reasoning` and `answer`.
public struct ReasoningTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "cot", summary: "questions with the reasoning that leads to their answers",
    strategies: ["extraction", "expansion", "both"])
  public let revision = 1
  public let categories = ["question-answering", "text-generation"]
  public let list = "examples"
  public let tokensPerRow: Int? = 300

  public let rowSchema: JSONValue = .row(of: ["question", "reasoning", "answer"])

  public let template: JSONValue = [
    "name": "cot-default",
    "systemPrompt": """
    You write examples that teach an assistant to think before it answers. Every question must make \
    sense to a reader who does not see the passage. The reasoning goes step by step from what the \
    passage says to the answer, and says nothing that the passage does not bear out.
    """,
    "userPrompt": .string(
      PassageWording.passage + """


        Write {count} examples, each with a question that takes thought, the reasoning, and a short \
        answer. Answer with JSON that follows this schema and with nothing else:
        {output_schema}
        """),
  ]

  public func instruction(for strategy: String) -> String {
    strategy == "extraction"
      ? "Ask what the passage answers in one place, and reason from its own words."
      : "Ask what several statements of the passage answer together, and reason from each of them."
  }

  public func shares(
    of quota: Int, strategy: String, turn: Int
  ) -> [(strategy: String, slots: Int)] {
    QuestionAnswering.halves(of: quota, strategy: strategy)
  }

  public func roles(of row: JSONObject) -> RowRoles {
    RowRoles(
      asking: row["question"]?.string ?? "",
      answering: "\(row["reasoning"]?.string ?? "")\n\n\(row["answer"]?.string ?? "")")
  }
}
