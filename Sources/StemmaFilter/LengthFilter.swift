import StemmaRecord

/// Drops rows with a text that is too short or too long.
///
/// A parameter `<field>_min` or `<field>_max` is about the row's field of that name; rows without
/// the field, or with something else than text in it, pass.
struct LengthFilter: Filter {
  static let entry = FilterEntry(
    name: "length",
    summary: "Drops rows with a text that is too short or too long, in scalars.",
    parameters: fields.flatMap { field in
      [
        least(
          field.name, "The fewest Unicode scalars of \(field.title).", field.min),
        most(field.name, "The most Unicode scalars of \(field.title).", field.max),
      ]
    })
  static let revision = 2

  /// The fields it knows, and their limits where a manifest says nothing.
  private static let fields = [
    (name: "question", title: "a question", min: 10, max: 300),
    (name: "answer", title: "an answer", min: 2, max: 2_000),
    (name: "instruction", title: "an instruction", min: 10, max: 2_000),
    (name: "response", title: "a response", min: 2, max: 8_000),
    (name: "prompt", title: "a prompt", min: 10, max: 2_000),
    (name: "chosen", title: "a chosen answer", min: 2, max: 8_000),
    (name: "rejected", title: "a rejected answer", min: 2, max: 8_000),
    (name: "summary", title: "a summary", min: 20, max: 4_000),
    (name: "text", title: "a text", min: 10, max: 8_000),
    (name: "reasoning", title: "a reasoning", min: 20, max: 4_000),
    (name: "correct_answer", title: "a right answer", min: 1, max: 1_000),
  ]

  private let limits: [(field: String, range: (min: Int, max: Int))]

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    limits = Self.fields.map { field in
      let name = field.name
      return (name, (parameters.integer("\(name)_min"), parameters.integer("\(name)_max")))
    }
    for (field, range) in limits where range.min > range.max {
      throw .badParameter(filter: Self.entry.name, parameter: "\(field)_min")
    }
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(verdict(on: candidate.row))
  }

  private func verdict(on row: JSONObject) -> Verdict {
    for (field, range) in limits {
      guard let text = row[field]?.string else { continue }
      let length = text.scalarCount
      if length < range.min { return Self.dropped("\(field)-too-short") }
      if length > range.max { return Self.dropped("\(field)-too-long") }
    }
    return Self.kept()
  }

  private static func least(
    _ field: String, _ summary: String, _ standard: Int
  ) -> FilterEntry.Parameter {
    FilterEntry.Parameter(
      name: "\(field)_min", summary: summary, type: .integer(0...1_000_000),
      standard: .integer(standard), limit: .least(field: field))
  }

  private static func most(
    _ field: String, _ summary: String, _ standard: Int
  ) -> FilterEntry.Parameter {
    FilterEntry.Parameter(
      name: "\(field)_max", summary: summary, type: .integer(0...1_000_000),
      standard: .integer(standard), limit: .most(field: field))
  }
}
