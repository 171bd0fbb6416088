import StemmaRecord

/// Drops rows whose answer a teacher finds no more probable than that it did not know, and ranks the
/// candidates of a slot by how much more.
///
/// Like the judge it is two pure halves: `SwayQuestion` is what it wants asked, `SwayMargin` the verdict
/// on what came back. A row of which nothing is known is dropped as `failed`.
struct SwayFilter: AskingFilter {
  static let entry = FilterEntry(
    name: Role.sway.rawValue,
    summary: "Drops rows whose answer a teacher does not find more probable than not to know.",
    parameters: [
      FilterEntry.Parameter(
        name: "threshold",
        summary: "By how much at least, in nats for four characters; it must be preferred anyway.",
        type: .decimal(Millionths(count: 0)...Millionths(count: 100_000_000)),
        standard: .decimal(Millionths(count: 100_000)))
    ])
  static let revision = 1
  static let ranks = true
  static let role = Role.sway

  private let threshold: Millionths

  init(parameters: FilterParameters, demands: RowDemands) {
    threshold = parameters.decimal("threshold")
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    SwayQuestion(candidate.row) == nil
      ? .verdict(Self.dropped("failed")) : .question(Self.role)
  }

  func verdict(on candidate: Candidate, answered: [String?]) -> Verdict {
    guard let question = SwayQuestion(candidate.row),
      let margin = answered.first?.flatMap({ SwayMargin($0, of: question) })
    else { return Self.dropped("failed") }
    let score = margin.millionths
    if score <= 0 { return Self.dropped("not-preferred", score: score) }
    return score < threshold.count
      ? Self.dropped("too-low", score: score) : Self.kept(score: score)
  }
}
