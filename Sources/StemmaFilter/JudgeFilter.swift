import StemmaRecord

/// Drops rows that a teacher, as their judge, rates too low, and ranks the candidates of a slot by that.
///
/// It is two pure halves: `JudgeQuestion` is what it wants asked, and this the verdict on what came
/// back. A rating is the sum of its parts, 0...10; a row that the judge did not rate, asked alone as
/// well, is dropped as `failed`.
struct JudgeFilter: AskingFilter {
  static let entry = FilterEntry(
    name: Role.judge.rawValue,
    summary: "Drops rows that a teacher rates too low: accuracy, relevance, clarity, usefulness.",
    parameters: [
      FilterEntry.Parameter(
        name: "threshold", summary: "The least rating of a row, from 1 to 10.",
        type: .integer(1...10), standard: .integer(7))
    ])
  static let revision = 1
  static let ranks = true
  static let role = Role.judge

  private let threshold: Int

  init(parameters: FilterParameters, demands: RowDemands) {
    threshold = parameters.integer("threshold")
  }

  func verdict(on candidate: Candidate, answered: String?) -> Verdict {
    guard let rating = answered.flatMap({ JudgeRating.ratings(in: $0, count: 1)[0] }) else {
      return Self.dropped("failed")
    }
    let score = rating.total * 1_000_000 / JudgeRating.whole
    return rating.total < threshold
      ? Self.dropped("too-low", score: score) : Self.kept(score: score)
  }
}
