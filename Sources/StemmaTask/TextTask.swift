public import StemmaRecord

/// Texts of given kinds about given topics: rows of `text`, `document_type` and `topic`, and of `subtopic`
/// where topics have some.
public struct TextTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "text", summary: "texts of given kinds about given topics",
    strategies: ["section", "document"], needsInput: false, outline: [.documentTypes, .topics])
  public let revision = 1
  public let list = "texts"
  public let tokensPerRow: Int? = 400
  public let given = ["document_type", "topic", "subtopic"]

  public let rowSchema: JSONValue = .row(
    of: ["text", "document_type", "topic"], ["subtopic": .someText])

  public let template: JSONValue = [
    "name": "text-default",
    "systemPrompt": """
    You write texts as they are found in the world, for training a language model. Each is of the kind that \
    you are told, whole from its first word to its last, and never speaks of itself as an example.
    """,
    "userPrompt": .string(
      """
      Domain: {domain}
      Kind of text: {{document_type}}
      Topic: {{topic}}
      Constraints: {constraints}

      {strategy} Where there is more here than the topic's name, keep to what it says:
      {section}

      Write {count} texts of this kind about the topic, unlike one another in what they dwell on and in how \
      they are put. Answer with JSON that follows this schema and with nothing else:
      {output_schema}
      """),
  ]

  public func instruction(for strategy: String) -> String {
    PassageWording.ground(of: strategy)
  }

  /// Topics, with the chapters or documents that are about them.
  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    TopicPassages.subjects(of: read, settings)
  }

  public func given(by subject: Subject) -> JSONObject { subject.section?.brief?.fields ?? [:] }

  public func roles(of row: JSONObject) -> RowRoles {
    let topics = ["topic", "subtopic"].compactMap { row[$0]?.string }.joined(separator: ", ")
    return RowRoles(
      asking: "Write a text of this kind: \(row["document_type"]?.string ?? "").\nTopic: \(topics)",
      answering: row["text"]?.string ?? "")
  }
}
