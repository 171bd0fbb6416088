import StemmaRecord

/// Drops rows that are not as the task's schema wants them, or that hold an empty text.
struct SchemaFilter: Filter {
  static let entry = FilterEntry(
    name: "schema",
    summary: "Drops rows whose fields are not the task's, of another type, or empty.",
    parameters: [])
  static let revision = 1

  private let schema: RowSchema

  init(parameters: FilterParameters, schema: JSONValue) throws(FilterError) {
    self.schema = try RowSchema(schema)
  }

  func judge(_ candidate: Candidate) -> Verdict {
    if let violation = schema.violation(of: .object(candidate.row)) {
      return Self.dropped(violation.rawValue)
    }
    return hasEmptyText(.object(candidate.row)) ? Self.dropped("empty-text") : Self.kept()
  }

  private func hasEmptyText(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    case .array(let values): values.contains(where: hasEmptyText)
    case .object(let object): object.members.contains { hasEmptyText($0.value) }
    default: false
    }
  }
}
