public import StemmaRecord

/// Why the embedded teacher gave no answer.
public enum EmbeddedTeacherError: ActionableError, Equatable {
  /// The task is none of its own, or what records are to be made from is not what the task takes.
  case cannotServe(task: String, strategy: String)

  public var code: String { "embedded.cannot-serve" }

  public var whatHappened: String {
    switch self {
    case .cannotServe(let task, let strategy):
      "The embedded teacher cannot serve task \(task) with strategy \(strategy)."
    }
  }

  public var nextStep: String {
    "Use task qa with documents, instruction with seeds or qa_rating with a dataset, or name another teacher."
  }
}
