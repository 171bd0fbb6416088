public import StemmaRecord

/// Why a review came to nothing.
public enum ReviewError: ActionableError, Hashable {
  /// Decisions that cannot be used, all of them; not empty.
  case decisions([DecisionProblem])
  /// No record was left; nothing was published.
  case nothingKept(version: String)
  /// The version was not made by a review, and there are no decisions about it.
  case noDecisions(version: String)
  /// A line of the journal of decisions cannot be read.
  case journalDamaged(version: String, line: Int)

  public var code: String {
    switch self {
    case .decisions(let problems): problems.count == 1 ? problems[0].code : "decision.invalid"
    case .nothingKept: "review.nothing-kept"
    case .noDecisions: "review.no-decisions"
    case .journalDamaged: "review.journal-damaged"
    }
  }

  public var whatHappened: String {
    switch self {
    case .decisions(let problems):
      problems.count == 1
        ? problems[0].whatHappened
        : "\(problems.count) decisions cannot be used; the first: \(problems[0].whatHappened)"
    case .nothingKept(let version): "No record of \(version) was left."
    case .noDecisions(let version): "There are no decisions about \(version)."
    case .journalDamaged(let version, let line):
      "Line \(line) of the journal of decisions about \(version) cannot be read."
    }
  }

  public var place: String? {
    if case .decisions(let problems) = self { problems[0].place } else { nil }
  }

  public var nextStep: String {
    switch self {
    case .decisions(let problems): problems[0].nextStep
    case .nothingKept: "Accept at least one record."
    case .journalDamaged(let version, _):
      "Mend it under `runs/` in the store, or begin anew with `stemma review \(version) --discard`."
    case .noDecisions(let version): "Make some with `stemma review \(version)`."
    }
  }
}

/// One thing wrong with a file of decisions, and where.
public struct DecisionProblem: Hashable, Sendable {
  /// A stable name such as `decision.unknown-record`.
  public let code: String
  /// `file:line`; nil for a decision that came from no file.
  public let place: String?
  /// One sentence.
  public let whatHappened: String
  /// One sentence.
  public let nextStep: String
}
