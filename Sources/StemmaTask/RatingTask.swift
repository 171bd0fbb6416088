public import StemmaRecord

/// Rates the rows of a table or dataset: each row as it was, to the byte, with the points of each part of
/// the rating, and `rating`, which they add up to.
///
/// Whoever rates is asked for points and never for text. Each row is asked about by itself, so that a
/// rating hangs on nothing but its row.
public struct RatingTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "qa_rating", summary: "the rows of a dataset or table, each with a rating",
    strategies: ["rate"], inputs: [.datasets, .tables], rowUse: .additions)
  public let revision = 2
  public let list = "ratings"
  public let perSubject: Int? = 1
  public let tokensPerRow: Int? = 80

  /// The sum of all parts.
  private static let total = "rating"
  private static let names = RatingScale.parts.map(\.name)

  public let rowSchema: JSONValue = {
    var properties = RatingScale.properties
    properties[total] = ["type": "integer", "minimum": 0, "maximum": .integer(RatingScale.whole)]
    return [
      "additionalProperties": true, "properties": .object(properties),
      "required": .texts(names + [total]), "type": "object",
    ]
  }()

  public let written: JSONValue = .row(of: names, RatingScale.properties)

  public let template: JSONValue = [
    "name": "qa_rating-default",
    "systemPrompt": .string(RatingScale.instructions + RatingScale.restraint),
    "userPrompt": """
    Field: {domain}
    Every example must keep to: {constraints}

    Source:
    {section}

    Example:
    {row}

    Rate it. {strategy} Answer with JSON that follows this schema and with nothing else:
    {output_schema}
    """,
  ]

  public func instruction(for strategy: String) -> String {
    "Where no source is given, go by what you know for certain."
  }

  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    settings.kept.map { kept in read.map { $0.keeping(kept) } } ?? read
  }

  public func misfit(of row: SourceRow) -> String? {
    (Self.names + [Self.total]).first { row.columns[$0] != nil }.map {
      "has a column `\($0)` already"
    }
  }

  public func given(by subject: Subject) -> JSONObject { subject.row?.columns ?? [:] }

  /// Of an answer nothing but whole points is taken.
  public func completed(
    _ row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> JSONObject {
    var whole = given(by: subject)
    for name in Self.names { whole[name] = row[name] }
    whole[Self.total] = RatingScale.points(in: .object(row)).map { .integer($0.reduce(0, +)) }
    return whole
  }

  public func fault(in row: JSONObject, of subject: Subject) -> String? {
    row[Self.total] == nil ? "a part of its rating is missing, or outside its range" : nil
  }
}
