import StemmaRecord

/// Why something was not done that somebody has to agree to.
enum ConsentError: ActionableError {
  /// Something is to be deleted, and there is nobody to be asked.
  case unconfirmed
  /// Something is to be spent, at most so much, and there is nobody to be asked; nil where there is no
  /// telling how much.
  case spendingUnconfirmed(String?)
  /// Whoever was asked did not want to spend it.
  case spendingDeclined
  /// So many batches, with so many questions, are to be given up, and there is nobody to be asked.
  case batchesAbandoned(Int, questions: Int)
  /// Something is to be uploaded to this place, and there is nobody to be asked.
  case uploadUnconfirmed(String)
  /// Whoever was asked did not want to upload it.
  case uploadDeclined
  /// Records are to be decided on, and there is no terminal.
  case noTerminal

  var code: String {
    switch self {
    case .unconfirmed: "command.unconfirmed"
    case .spendingUnconfirmed: "command.unconfirmed-spending"
    case .spendingDeclined, .uploadDeclined: "command.declined"
    case .batchesAbandoned: "command.unconfirmed-batches"
    case .uploadUnconfirmed: "command.unconfirmed-upload"
    case .noTerminal: "command.no-terminal"
    }
  }

  var whatHappened: String {
    switch self {
    case .unconfirmed: "This deletes something, and there is nobody to be asked."
    case .spendingUnconfirmed(let most):
      "This spends \(most.map { "up to \($0)" } ?? "an amount that is not known before"), and there "
        + "is nobody to be asked."
    case .spendingDeclined: "Nothing was asked, and nothing spent."
    case .batchesAbandoned(let number, let questions):
      "--fresh gives up \(number) batch\(number == 1 ? "" : "es") with \(questions) "
        + "question\(questions == 1 ? "" : "s") that the teacher has: what it answers is paid for."
    case .uploadUnconfirmed(let target):
      "This uploads files to \(target), and there is nobody to be asked."
    case .uploadDeclined: "Nothing was uploaded."
    case .noTerminal: "A review needs a terminal."
    }
  }

  var nextStep: String {
    switch self {
    case .unconfirmed: "Read what it would do, then run it with --yes."
    case .spendingUnconfirmed: "See what `stemma plan` says of it, then run it with --yes."
    case .spendingDeclined: "Change the manifest, or run it again and agree."
    case .batchesAbandoned:
      "Collect them by the same command without --fresh, or give them up with --fresh --yes."
    case .uploadUnconfirmed: "See what --dry-run says of it, then run it with --yes."
    case .uploadDeclined: "`stemma export --card` writes the same files into a folder."
    case .noTerminal: "Give decisions with `--apply FILE`."
    }
  }
}
