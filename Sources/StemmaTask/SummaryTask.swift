public import StemmaRecord

/// Texts with their summaries: rows of `document` and `summary`.
public struct SummaryTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "summary", summary: "summaries of chapters or of whole documents",
    strategies: ["section", "document"])
  public let revision = 1
  public let categories = ["summarization"]
  public let list = "summaries"
  public let tokensPerRow: Int? = 200
  public let given = ["document"]

  public let rowSchema: JSONValue = .row(of: ["document", "summary"])

  public let template: JSONValue = [
    "name": "summary-default",
    "systemPrompt": """
    You write summaries for training an assistant. A summary says what matters most in a text, is \
    true to it, adds nothing, and makes sense to a reader who does not see the text.
    """,
    "userPrompt": .string(
      PassageWording.passage + """


        Write {count} summaries of the passage, each worded otherwise and much shorter than the passage. \
        Answer with JSON that follows this schema and with nothing else:
        {output_schema}
        """),
  ]

  public func instruction(for strategy: String) -> String {
    strategy == "document"
      ? "Sum up the whole document in a few sentences."
      : "Sum up this part of a document in one to three sentences."
  }

  /// Of a text of fewer sentences a summary would be half the text.
  private static let leastSentences = 4
  private static let leastScalars = 300

  /// Chapters, or whole documents, as far as there is something to sum up.
  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    Chapters.substantial(
      Chapters.joined(read, by: settings.extent),
      sentences: Self.leastSentences, scalars: Self.leastScalars)
  }

  public func given(by subject: Subject) -> JSONObject {
    ["document": .string(subject.section?.text ?? "")]
  }

  public func roles(of row: JSONObject) -> RowRoles {
    RowRoles(
      asking: "Summarise this text.", of: row["document"]?.string ?? "",
      answering: row["summary"]?.string ?? "")
  }
}
