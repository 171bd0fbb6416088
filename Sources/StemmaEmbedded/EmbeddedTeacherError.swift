public import StemmaRecord

/// Why the embedded teacher gave no answer.
public enum EmbeddedTeacherError: ActionableError, Equatable {
  /// It knows only the task `qa` with the strategies `extraction` and `expansion`.
  case cannotServe(task: String, strategy: String)

  public var code: String { "embedded.cannot-serve" }

  public var whatHappened: String {
    switch self {
    case .cannotServe(let task, let strategy):
      "The embedded teacher cannot serve task \(task) with strategy \(strategy)."
    }
  }

  public var nextStep: String {
    "Use task qa with extraction or expansion, or name another teacher."
  }
}
