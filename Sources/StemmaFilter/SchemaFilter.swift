import StemmaRecord

/// Drops rows that are not as the task's schema wants them, or that hold an empty text.
struct SchemaFilter: Filter {
  static let entry = FilterEntry(
    name: "schema",
    summary: "Drops rows whose fields are not the task's, of another type, or empty.",
    parameters: [])
  static let revision = 1

  private let schema: RowSchema

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    self.schema = try RowSchema(demands.schema)
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(judge(candidate, among: [candidate]))
  }

  func judge(_ candidate: Candidate, among slot: [Candidate]) -> Verdict {
    if let violation = schema.violation(of: .object(candidate.row)) {
      return Self.dropped(violation.rawValue)
    }
    return RowText.hasBlank(.object(candidate.row)) ? Self.dropped("empty-text") : Self.kept()
  }
}
