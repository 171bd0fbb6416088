import StemmaRecord

/// Why a teacher is asked nothing further.
enum TeacherStop: Error, Hashable {
  /// Nothing more can be had. `nextStep`: what must be changed before; nil where waiting will do.
  case ended(reason: String, nextStep: String?)
  case budget(BudgetStop)
  /// Somebody has to pay first.
  case noCredit(reason: String)
  /// So many batches are with the service, and nobody wants to wait for them.
  case batches(Int, questions: Int)

  init(_ trouble: BatchTrouble) {
    switch trouble {
    case .noCredit(let reason): self = .noCredit(reason: reason)
    case .later(let reason), .unsure(let reason): self = .ended(reason: reason, nextStep: nil)
    case .final(let reason, let next): self = .ended(reason: reason, nextStep: next)
    }
  }

  /// - Parameter result: an end of everything, not of one question.
  init(_ result: Exchange.Result) {
    switch result {
    case .exhausted(let reason): self = .ended(reason: reason, nextStep: nil)
    case .final(let reason, let next): self = .ended(reason: reason, nextStep: next)
    case .answered, .failed: preconditionFailure("what one question comes to stops nothing")
    }
  }
}
