public import StemmaRecord

/// Columns that a manifest names, written for each row of a table or dataset by a prompt of the
/// manifest's own: rows of the columns kept, and of the outputs.
public struct GenericTask: TaskDefinition {
  private let outputs: [OutputField]
  /// Nil for all columns.
  private let kept: [String]?

  public init() { self.init(outputs: [], kept: nil) }

  private init(outputs: [OutputField], kept: [String]?) {
    self.outputs = outputs
    self.kept = kept
  }

  public func configured(by settings: TaskSettings) -> any TaskDefinition {
    GenericTask(outputs: settings.outputs, kept: settings.kept)
  }

  public let entry = TaskEntry(
    name: "generic", summary: "columns that a manifest names, written for each row of a table",
    strategies: ["rows"], inputs: [.tables, .datasets], rowUse: .outputs)
  public let revision = 2
  public let list = "rows"
  public let perSubject: Int? = 1

  /// Whatever is kept of a row, with its outputs.
  public var rowSchema: JSONValue {
    var properties = written["properties"]?.object ?? [:]
    for name in kept ?? [] { properties[name] = [:] }
    return [
      "additionalProperties": .bool(kept == nil), "properties": .object(properties),
      "required": .array((outputs.map(\.name) + (kept ?? [])).map { .string($0) }),
      "type": "object",
    ]
  }

  public var written: JSONValue {
    var described = JSONObject()
    for output in outputs where output.description != nil {
      described[output.name] = [
        "description": .string(output.description ?? ""), "minLength": 1, "type": "string",
      ]
    }
    return .row(of: outputs.map(\.name), described)
  }

  /// What a prompt could say that knows nothing of the rows; a manifest words its own.
  public let template: JSONValue = [
    "name": "generic-default",
    "systemPrompt": "You fill in columns of a table. Keep to what the row says.",
    "userPrompt": """
    Domain: {domain}
    Constraints: {constraints}

    Row:
    {row}

    Write {count} of what is wanted for this row, each worded otherwise. Answer with JSON that follows \
    this schema and with nothing else:
    {output_schema}
    """,
  ]

  public func instruction(for strategy: String) -> String { "Keep to what the row says." }

  public func given(among subjects: [Subject]) -> [String] {
    if let kept { return kept }
    var seen = JSONObject()
    for name in subjects.lazy.compactMap(\.row).flatMap({ $0.columns.members.map(\.key) }) {
      seen[name] = .null
    }
    return seen.members.map(\.key)
  }

  public func given(by subject: Subject) -> JSONObject {
    guard let row = subject.row else { return [:] }
    return kept.map(row.keeping)?.columns ?? row.columns
  }

  /// Of an answer nothing but the outputs is taken.
  public func completed(
    _ row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> JSONObject {
    var whole = given(by: subject)
    for output in outputs { whole[output.name] = row[output.name] }
    return whole
  }

  public func fault(in row: JSONObject, of subject: Subject) -> String? {
    for output in outputs {
      guard let text = row[output.name] else { return "it has no `\(output.name)`" }
      let isSaid =
        text.string?.unicodeScalars.contains { !$0.properties.isWhitespace } ?? false
      if !isSaid { return "its `\(output.name)` is no text, or an empty one" }
    }
    return nil
  }
}
