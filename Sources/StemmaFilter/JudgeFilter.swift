import StemmaRecord

/// Drops rows that a teacher, as their judge, rates too low, and ranks the candidates of a slot by that.
///
/// It is two pure halves: `JudgeQuestion` is what it wants asked, and this the verdict on what came
/// back. A rating is the sum of its parts, 0...10; a row that the judge did not rate, asked alone as
/// well, is dropped as `failed`. Of a row with two answers both are rated, each by itself; where the
/// chosen one has not more points than the other, it is dropped as `not-preferred`.
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

  /// Two answers that are the same are not asked about: neither is the better one.
  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    JudgeQuestion.isOfTheSame(candidate.row)
      ? .verdict(Self.dropped("not-preferred")) : .question(Self.role)
  }

  func verdict(on candidate: Candidate, answered: [String?]) -> Verdict {
    guard let points = Self.points(of: candidate, answered) else { return Self.dropped("failed") }
    let score = points[0] * 1_000_000 / RatingScale.whole
    if points.dropFirst().contains(where: { $0 >= points[0] }) {
      return Self.dropped("not-preferred", score: score)
    }
    return points[0] < threshold
      ? Self.dropped("too-low", score: score) : Self.kept(score: score)
  }

  func notes(on candidate: Candidate, answered: [String?]) -> JSONObject {
    guard let points = Self.points(of: candidate, answered), points.count == 2 else { return [:] }
    return ["chosen_score": .integer(points[0]), "rejected_score": .integer(points[1])]
  }

  /// The points of each answer in the row.
  ///
  /// - Returns: nil where one of them is not known.
  private static func points(of candidate: Candidate, _ answered: [String?]) -> [Int]? {
    let points = answered.compactMap { answer in
      answer.flatMap { JudgeRating.ratings(in: $0, count: 1)[0]?.total }
    }
    let wanted = JudgeQuestion.rows(about: candidate.row).count
    return points.count == wanted && answered.count == wanted ? points : nil
  }
}
