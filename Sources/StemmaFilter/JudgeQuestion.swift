public import StemmaRecord

/// What a judge is asked: to rate rows, by number, against what they were made from.
public enum JudgeQuestion {
  /// What of a row is rated, each by itself: the row, or each of its two answers with what was asked.
  public static func rows(about row: JSONObject) -> [JSONObject] {
    guard let prompt = row["prompt"], let chosen = row["chosen"], let rejected = row["rejected"]
    else { return [row] }
    return [["answer": chosen, "question": prompt], ["answer": rejected, "question": prompt]]
  }

  /// Whether its two answers are the same.
  static func isOfTheSame(_ row: JSONObject) -> Bool {
    row["chosen"] != nil && row["chosen"] == row["rejected"]
  }

  /// - Parameters:
  ///   - rows: at least one; numbered from 1.
  ///   - subject: what all of them were made from.
  ///   - domain: the manifest's.
  public static func prompt(
    about rows: [JSONObject], of subject: Subject, key: PromptKey, sampling: Sampling,
    domain: String?, constraints: [String]
  ) -> Prompt {
    let numbered = rows.enumerated().map { place, row -> JSONValue in
      ["id": .integer(place + 1), "row": .object(row)]
    }
    return Prompt(
      key: key,
      messages: [
        Message(role: "system", content: instructions),
        Message(
          role: "user",
          content: """
            Field: \(domain ?? "general")
            Every example must keep to: \
            \(constraints.isEmpty ? "nothing further" : constraints.joined(separator: "; "))

            Source:
            \(subject.sourceText)

            Examples:
            \(CanonicalJSON.text(.array(numbered)))
            """),
      ], sampling: sampling, schema: schema(rows.count),
      context: PromptContext(
        task: PromptContext.judging, subject: subject, strategy: PromptContext.judging,
        domain: domain, constraints: constraints, rows: rows))
  }

  private static let instructions =
    RatingScale.instructions + "Answer with JSON alone, one rating for each id: "
    + #"{"ratings":[{"id":1,"accuracy":0,"relevance":0,"clarity":0,"usefulness":0}]}. "#
    + RatingScale.restraint

  private static func schema(_ count: Int) -> JSONValue {
    var properties = RatingScale.properties
    properties["id"] = ["type": "integer", "minimum": 1, "maximum": .integer(count)]
    let names = ["id"] + RatingScale.parts.map(\.name)
    return [
      "type": "object", "additionalProperties": false, "required": ["ratings"],
      "properties": [
        "ratings": [
          "type": "array",
          "items": [
            "type": "object", "additionalProperties": false,
            "required": .texts(names), "properties": .object(properties),
          ],
        ]
      ],
    ]
  }
}
