public import StemmaRecord

/// Why a run, or a reproduction, came to nothing.
public enum RunError: ActionableError, Hashable {
  /// No input holds a section of prose.
  case nothingToAsk(inputs: Int)
  /// Every candidate was dropped, or there was none; nothing was published.
  case nothingKept(Counts)
  /// Two inputs have the same name.
  case duplicateInput(String)
  /// The store has no such dataset or version; the third is what there is that is nearest.
  case noSuchVersion(String, reason: String, nearest: String?)
  /// Records should be made from a dataset, and no store was found.
  case noStoreForDatasets(String)
  /// The manifest that a version keeps cannot be used by this version of stemma.
  case planUnusable(ObjectID, reason: String)
  /// The template that a version keeps cannot be used by this version of stemma.
  case templateUnusable(ObjectID)
  /// The teacher answers nothing more; `nextStep` says what must be changed, nil where waiting will
  /// do. So many answers are kept.
  case teacherStopped(reason: String, nextStep: String?, kept: Int, tally: AskingTally)
  /// The budget leaves no room for the next request, which may cost `next`. `spent` includes what was
  /// in flight then: so many requests.
  case budgetReached(Money, spent: Money, next: Money, inFlight: Int, kept: Int)
  /// A budget was set, and nobody knows what the teacher costs.
  case budgetUnpriced(teacher: String, field: String)
  /// A budget was set, and answers may become as long as they like.
  case budgetUnbounded
  /// The run was interrupted; so many answers are kept.
  case interrupted(kept: Int)
  /// A version's answers are none that were recorded.
  case nothingRecorded(String)
  /// What was recorded of an exchange is whole, but none of this version of stemma.
  case exchangeUnreadable(ObjectID)
  /// A version's task is none of this version of stemma.
  case taskUnknown(String)

  public var code: String {
    switch self {
    case .nothingToAsk: "run.nothing-to-ask"
    case .nothingKept: "run.nothing-kept"
    case .duplicateInput: "run.duplicate-input"
    case .noSuchVersion: "input.no-version"
    case .noStoreForDatasets: "input.no-store"
    case .planUnusable: "run.plan-unusable"
    case .templateUnusable: "run.template-unusable"
    case .taskUnknown: "run.unknown-task"
    case .teacherStopped(_, let nextStep, _, _):
      nextStep == nil ? "teacher.exhausted" : "teacher.final"
    case .budgetReached: "run.budget-reached"
    case .budgetUnpriced: "manifest.budget-without-price"
    case .budgetUnbounded: "manifest.budget-without-limit"
    case .interrupted: "run.interrupted"
    case .nothingRecorded: "run.nothing-recorded"
    case .exchangeUnreadable: "run.exchange-unreadable"
    }
  }

  public var whatHappened: String {
    switch self {
    case .nothingToAsk(let inputs):
      "No prose was found in \(inputs) input\(inputs == 1 ? "" : "s")."
    case .nothingKept(let counts):
      "No record was kept of \(counts.slots) slots: "
        + counts.outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ") + "."
    case .duplicateInput(let name): "The input «\(name)» is named twice."
    case .noSuchVersion(let name, let reason, _):
      "Records cannot be made from «\(name)»: \(reason)"
    case .noStoreForDatasets(let name):
      "Records cannot be made from «\(name)»: there is no store here."
    case .planUnusable(_, let reason): "The version's plan cannot be used: \(reason)"
    case .templateUnusable: "The version's template cannot be used."
    case .teacherStopped(let reason, _, let kept, let tally):
      "The teacher answers nothing more: \(reason) \(Self.kept(kept)) \(tally.asked) were asked now."
    case .budgetReached(let budget, let spent, let next, let inFlight, let kept):
      "The budget of \(budget) leaves no room for the next request: \(spent) is spent, "
        + "and it may cost up to \(next). \(inFlight) were in flight then and are counted. "
        + Self.kept(kept)
    case .budgetUnpriced(let teacher, _):
      "A budget is set, and what \(teacher) costs is not known."
    case .budgetUnbounded: "A budget is set, and answers have no limit of tokens."
    case .interrupted(let kept): "Interrupted; nothing was published. \(Self.kept(kept))"
    case .nothingRecorded(let name):
      "Nothing can be asked again for \(name): no teacher behind a network made it."
    case .exchangeUnreadable: "A recorded exchange cannot be used."
    case .taskUnknown(let name): "The task «\(name)» is unknown to this version of stemma."
    }
  }

  public var place: String? {
    switch self {
    case .planUnusable(let id, _), .templateUnusable(let id): id.description
    case .exchangeUnreadable(let id): id.hex
    case .duplicateInput(let name): name
    case .noSuchVersion, .noStoreForDatasets: "inputs.datasets"
    case .budgetUnpriced(_, let field): "\(field).price"
    case .budgetUnbounded: "sampling.max_tokens"
    default: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .nothingToAsk: "Name documents with paragraphs of text under `inputs.documents`."
    case .nothingKept(let counts) where counts.outcomes[Outcome.failed.word] ?? 0 > 0:
      "See why with `stemma runs`; once that is mended, `stemma run --fresh` asks anew."
    case .nothingKept(let counts) where counts.outcomes[Outcome.truncated.word] ?? 0 > 0:
      "Raise `sampling.max_tokens`: answers were cut off."
    case .nothingKept: "Loosen the filters, or give inputs with more to say."
    case .duplicateInput: "Name each input once."
    case .noSuchVersion(_, _, let nearest):
      (nearest.map { "Did you mean `\($0)`? " } ?? "") + "`stemma log` lists what there is."
    case .noStoreForDatasets: "Name one with `--store` or STEMMA_STORE."
    case .teacherStopped(_, let nextStep, _, _):
      (nextStep.map { "\($0) " } ?? "") + Self.goOn
    case .budgetReached: "Raise `budget` by what is to be spent besides. \(Self.goOn)"
    case .budgetUnpriced(_, let field):
      "Write `\(field).price: {input: 0.15, output: 0.6}`, in dollars a million tokens."
    case .budgetUnbounded: "Set `sampling.max_tokens`."
    case .interrupted: Self.goOn
    case .nothingRecorded: "`stemma reproduce` without --live makes it again."
    case .planUnusable, .templateUnusable, .taskUnknown, .exchangeUnreadable:
      "Use the version of stemma that made it."
    }
  }

  private static func kept(_ number: Int) -> String {
    number == 1 ? "1 answer is kept." : "\(number) answers are kept."
  }

  private static let goOn = "`stemma run MANIFEST` goes on from there and asks none of them again."
}
