import StemmaRecord

/// What the process says when it ends; scripts may rely on the numbers.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  case failed = 1
  case tooFew = 3
  case gateFailed = 4
  case different = 5
  case partial = 6
  case noStore = 10
  case locked = 11
  case damaged = 12
  case teacherUnavailable = 20
  case budgetReached = 21
  case batchesOpen = 22
  case badArguments = 64
  case invalidInput = 65
  case interrupted = 130

  var meaning: String {
    switch self {
    case .done: "done"
    case .failed: "failed"
    case .tooFew: "finished, but fewer records than asked for"
    case .gateFailed: "not as expected: a gate failed"
    case .different: "reproduced, and it differs"
    case .partial: "only partly reproducible by this stemma; what was checked matches"
    case .noStore: "no store here"
    case .locked: "store is locked"
    case .damaged: "integrity check failed"
    case .teacherUnavailable: "teacher or Hub unavailable"
    case .budgetReached: "stopped at the budget; what was answered is kept"
    case .batchesOpen: "questions are with the teacher in batches; run again to collect"
    case .badArguments: "bad arguments"
    case .invalidInput: "manifest or input invalid"
    case .interrupted: "interrupted"
    }
  }

  /// Which status an error ends in, by its stable code.
  init(_ error: any ActionableError) {
    switch error.code {
    case "store.not-found": self = .noStore
    case "store.locked": self = .locked
    case "store.interrupted", "run.interrupted": self = .interrupted
    case "store.object-damaged", "store.object-missing", "store.object-malformed",
      "store.pack-damaged", "store.unknown-format", "store.branch-behind", "history.ref-damaged",
      "history.object-damaged", "history.object-missing", "history.file-damaged",
      "history.not-a-history", "history.entry-refused", "store.collection-refused",
      "store.journal-damaged":
      self = .damaged
    case "store.malformed-version-name", "store.malformed-tag", "command.bad-arguments",
      "command.unconfirmed", "command.unconfirmed-spending", "command.unconfirmed-batches",
      "command.unconfirmed-upload",
      "command.no-terminal", "dashboard.token-wanted", "dashboard.token-unfit":
      self = .badArguments
    case "upload.unavailable": self = .teacherUnavailable
    case "run.budget-reached": self = .budgetReached
    case "run.not-as-expected": self = .gateFailed
    case "run.batches-open": self = .batchesOpen
    case "store.unknown-run", "store.ambiguous-run": self = .failed
    case "run.nothing-to-ask", "run.duplicate-input", "run.batches-uncollected",
      "teacher.header-forbidden", "teacher.header-malformed", "teacher.member-forbidden":
      self = .invalidInput
    default:
      let room = error.code.prefix { $0 != "." }
      let isInput = [
        "adapter", "manifest", "template", "input", "document", "seeds", "filter", "decision",
        "import", "expectation", "tokenizer", "tables", "columns",
      ].contains(room)
      self = isInput ? .invalidInput : room == "teacher" ? .teacherUnavailable : .failed
    }
  }

  /// Lines for a command's help; bad arguments are among them, since every command may get those.
  static func table(_ statuses: [ExitStatus]) -> String {
    Set(statuses + [.badArguments]).sorted { $0.rawValue < $1.rawValue }.map { status in
      let number = String(status.rawValue)
      return "\(number)\(String(repeating: " ", count: 5 - number.count))\(status.meaning)"
    }.joined(separator: "\n")
  }
}
