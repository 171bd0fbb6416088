public import StemmaRecord

/// Why the embedded teacher gave no answer.
public enum EmbeddedTeacherError: ActionableError, Equatable {
  /// It knows only the task `qa`, of sections, and the task `instruction`, of seeds.
  case cannotServe(task: String, strategy: String)

  public var code: String { "embedded.cannot-serve" }

  public var whatHappened: String {
    switch self {
    case .cannotServe(let task, let strategy):
      "The embedded teacher cannot serve task \(task) with strategy \(strategy)."
    }
  }

  public var nextStep: String {
    "Use task qa with documents, or instruction with seeds, or name another teacher."
  }
}
