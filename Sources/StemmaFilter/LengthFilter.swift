import StemmaRecord

/// Drops rows with a text that is too short or too long.
///
/// A parameter `<field>_min` or `<field>_max` is about the row's field of that name; rows without
/// the field, or with something else than text in it, pass.
struct LengthFilter: Filter {
  static let entry = FilterEntry(
    name: "length",
    summary: "Drops rows with a question or answer that is too short or too long, in scalars.",
    parameters: [
      least("question", "The fewest Unicode scalars of a question.", 10),
      most("question", "The most Unicode scalars of a question.", 300),
      least("answer", "The fewest Unicode scalars of an answer.", 2),
      most("answer", "The most Unicode scalars of an answer.", 2_000),
    ])
  static let revision = 1

  private let limits: [(field: String, range: (min: Int, max: Int))]

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    limits = ["question", "answer"].map { field in
      (field, (parameters.integer("\(field)_min"), parameters.integer("\(field)_max")))
    }
    for (field, range) in limits where range.min > range.max {
      throw .badParameter(filter: Self.entry.name, parameter: "\(field)_min")
    }
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(judge(candidate, among: [candidate]))
  }

  func judge(_ candidate: Candidate, among slot: [Candidate]) -> Verdict {
    for (field, range) in limits {
      guard let text = candidate.row[field]?.string else { continue }
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
