import StemmaRecord

/// Drops rows that are not as the task's schema wants them, or that hold an empty text which stood in no
/// table before.
struct SchemaFilter: Filter {
  static let entry = FilterEntry(
    name: "schema",
    summary: "Drops rows whose fields are not the task's, of another type, or empty.",
    parameters: [])
  static let revision = 1

  private let schema: JSONSchema
  private let demands: RowDemands

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    schema = try demands.rowSchema()
    self.demands = demands
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(verdict(on: candidate.row))
  }

  private func verdict(on row: JSONObject) -> Verdict {
    if let violation = schema.violation(of: .object(row)) {
      return Self.dropped(Self.reason(violation.keyword))
    }
    return demands.hasBlank(row) ? Self.dropped("empty-text") : Self.kept()
  }

  /// What is wrong with a row: stable words.
  static func reason(_ keyword: SchemaKeyword) -> String {
    switch keyword {
    case .type: "wrong-type"
    case .required, .dependentRequired: "missing-field"
    case .additionalProperties, .unevaluatedProperties: "unknown-field"
    case .minLength: "too-short"
    case .maxLength: "too-long"
    case .enum, .const: "not-listed"
    case .pattern, .propertyNames: "wrong-form"
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: "out-of-range"
    case .minItems, .minProperties, .contains, .minContains: "too-few"
    case .maxItems, .maxProperties, .maxContains: "too-many"
    case .uniqueItems: "repeated"
    default: "not-as-schema"
    }
  }
}
