import StemmaRecord

/// A filter that needs a teacher: it is the pure half that speaks on what came back; the other half
/// words the question, and whoever runs the filters does the asking.
protocol AskingFilter: Filter {
  /// Whom its questions are put to; the filter is called like the role.
  static var role: Role { get }

  /// Speaks on a candidate for good.
  ///
  /// - Parameter answered: what the teacher said to each question about it; nil where nothing came that
  ///   can be used.
  func verdict(on candidate: Candidate, answered: [String?]) -> Verdict

  /// What of the answers is to be put down in the candidate's row.
  func notes(on candidate: Candidate, answered: [String?]) -> JSONObject
}

extension AskingFilter {
  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding { .question(Self.role) }

  /// Nobody was asked where there is no verdict yet.
  func judge(
    _ candidate: Candidate, _ finding: Finding, among slot: [Candidate]
  ) -> Verdict {
    if case .verdict(let verdict) = finding { return verdict }
    return verdict(on: candidate, answered: [])
  }

  func notes(on candidate: Candidate, answered: [String?]) -> JSONObject { [:] }
}
