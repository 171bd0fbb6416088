public import StemmaRecord

/// Questions and answers about a passage: rows of `question` and `answer`.
public struct QuestionAnswering: TaskDefinition {
  /// An answer longer than this, in bytes, is not read.
  static let answerLimitBytes = 1 << 20
  /// More pairs than this are more than anybody asks for in one prompt.
  static let pairLimit = 1000

  public init() {}

  public let entry = TaskEntry(
    name: "qa", summary: "questions and answers about passages of documents",
    strategies: ["extraction", "expansion", "both"])
  public let revision = 1

  public var rowSchema: JSONValue {
    let text: JSONValue = ["minLength": 1, "type": "string"]
    return [
      "additionalProperties": false, "properties": ["answer": text, "question": text],
      "required": ["question", "answer"], "type": "object",
    ]
  }

  public func answerSchema(count: Int) -> JSONValue {
    [
      "additionalProperties": false,
      "properties": [
        "pairs": ["items": rowSchema, "maxItems": .integer(count), "type": "array"]
      ],
      "required": ["pairs"], "type": "object",
    ]
  }

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
  public func shares(of quota: Int, strategy: String) -> [(strategy: String, slots: Int)] {
    guard strategy == "both" else { return [(strategy, quota)] }
    return [("extraction", (quota + 1) / 2), ("expansion", quota / 2)]
  }

  public func read(_ answer: String) -> AnswerReading {
    guard answer.utf8.count <= Self.answerLimitBytes else { return .unparsable("it is too long") }
    let value: JSONValue
    do {
      value = try JSONReader.read(answer.utf8, depthLimit: 16)
    } catch {
      return .unparsable("byte \(error.offset): \(error.reason.rawValue)")
    }
    guard let pairs = value["pairs"]?.array else { return .unparsable("it has no list `pairs`") }
    var rows: [JSONObject] = []
    for pair in pairs.prefix(Self.pairLimit) {
      guard let row = pair.object else { return .unparsable("a pair is no object") }
      rows.append(row)
    }
    return .rows(rows)
  }

  public func conversation(_ row: JSONObject) -> [Message] {
    [
      Message(role: "user", content: row["question"]?.string ?? ""),
      Message(role: "assistant", content: row["answer"]?.string ?? ""),
    ]
  }

  public func instruction(_ row: JSONObject) -> InstructionRow {
    InstructionRow(
      instruction: row["question"]?.string ?? "", input: "", output: row["answer"]?.string ?? "")
  }
}
