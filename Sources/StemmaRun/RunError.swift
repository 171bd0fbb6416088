public import StemmaRecord

/// Why a run, or a reproduction, came to nothing.
public enum RunError: ActionableError, Hashable {
  /// No input holds a section of prose.
  case nothingToAsk(inputs: Int)
  /// Every candidate was dropped, or there was none; nothing was published.
  case nothingKept(Counts)
  /// Two inputs have the same name.
  case duplicateInput(String)
  /// A document has a name that records have which are made without any.
  case reservedInput(String)
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
  /// The teacher answers nothing more before somebody pays. So many answers are kept.
  case noCredit(reason: String, kept: Int)
  /// So many batches, with so many questions, are with the teacher and were not waited for.
  case batchesOpen(Int, questions: Int, kept: Int)
  /// The same, and the manifest wants each question put by itself.
  case batchesUncollected(Int, questions: Int)
  /// The budget leaves no room for the next request, which may cost `next`. `spent` includes what was
  /// in flight then: so many requests.
  case budgetReached(Money, spent: Money, next: Money, inFlight: Int, kept: Int)
  /// A budget was set, and nobody knows what the teacher costs.
  case budgetUnpriced(teacher: String, field: String)
  /// A budget was set, and answers may become as long as they like.
  case budgetUnbounded
  /// The run was interrupted; so many answers are kept, and so many questions are with the teacher.
  case interrupted(kept: Int, submitted: Int)
  /// A version's answers are none that were recorded.
  case nothingRecorded(String)
  /// A version's teachers, by name, of which no address can say which one it belongs to.
  case addressOfSeveral(String, teachers: [String])
  /// What was recorded of an exchange is whole, but none of this version of stemma.
  case exchangeUnreadable(ObjectID)
  /// A version's task is none of this version of stemma.
  case taskUnknown(String)

  public var code: String {
    switch self {
    case .nothingToAsk: "run.nothing-to-ask"
    case .nothingKept: "run.nothing-kept"
    case .duplicateInput: "run.duplicate-input"
    case .reservedInput: "run.reserved-input"
    case .noSuchVersion: "input.no-version"
    case .noStoreForDatasets: "input.no-store"
    case .planUnusable: "run.plan-unusable"
    case .templateUnusable: "run.template-unusable"
    case .taskUnknown: "run.unknown-task"
    case .teacherStopped(_, let nextStep, _, _):
      nextStep == nil ? "teacher.exhausted" : "teacher.final"
    case .noCredit: "teacher.no-credit"
    case .batchesOpen: "run.batches-open"
    case .batchesUncollected: "run.batches-uncollected"
    case .budgetReached: "run.budget-reached"
    case .budgetUnpriced: "manifest.budget-without-price"
    case .budgetUnbounded: "manifest.budget-without-limit"
    case .interrupted: "run.interrupted"
    case .nothingRecorded: "run.nothing-recorded"
    case .addressOfSeveral: "run.address-of-several"
    case .exchangeUnreadable: "run.exchange-unreadable"
    }
  }

  public var whatHappened: String {
    switch self {
    case .nothingToAsk(let inputs):
      "Nothing to ask about was found in \(inputs) input\(inputs == 1 ? "" : "s")."
    case .nothingKept(let counts):
      "No record was kept of \(counts.slots) slots: "
        + counts.outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        .joined(separator: ", ") + "."
    case .duplicateInput(let name): "The input «\(name)» is named twice."
    case .reservedInput(let name):
      "A document is called «\(name)», as what records are made from where there is none."
    case .noSuchVersion(let name, let reason, _):
      "Records cannot be made from «\(name)»: \(reason)"
    case .noStoreForDatasets(let name):
      "Records cannot be made from «\(name)»: there is no store here."
    case .planUnusable(_, let reason): "The version's plan cannot be used: \(reason)"
    case .templateUnusable: "The version's template cannot be used."
    case .teacherStopped(let reason, _, let kept, let tally):
      "The teacher answers nothing more: \(reason) \(Self.kept(kept)) \(tally.asked) were asked now."
    case .noCredit(let reason, let kept):
      "The teacher wants to be paid first: \(reason) \(Self.kept(kept))"
    case .batchesOpen(let number, let questions, let kept):
      "\(Self.batches(number, questions)), and nobody waits for them. \(Self.kept(kept))"
    case .batchesUncollected(let number, let questions):
      "\(Self.batches(number, questions)), and the manifest wants each question put by itself."
    case .budgetReached(let budget, let spent, let next, let inFlight, let kept):
      "The budget of \(budget) leaves no room for the next request: \(spent) is spent, "
        + "and it may cost up to \(next). \(inFlight) were in flight then and are counted. "
        + Self.kept(kept)
    case .budgetUnpriced(let teacher, _):
      "A budget is set, and what \(teacher) costs is not known."
    case .budgetUnbounded: "A budget is set, and answers have no limit of tokens."
    case .interrupted(let kept, let submitted):
      "Interrupted; nothing was published. \(Self.kept(kept))"
        + (submitted > 0 ? " \(Self.questions(submitted)) with the teacher." : "")
    case .nothingRecorded(let name):
      "Nothing can be asked again for \(name): no teacher behind a network made it."
    case .addressOfSeveral(let name, let teachers):
      "\(name) has several teachers behind a network, \(teachers.joined(separator: ", ")), and "
        + "one address cannot be that of all."
    case .exchangeUnreadable: "A recorded exchange cannot be used."
    case .taskUnknown(let name): "The task «\(name)» is unknown to this version of stemma."
    }
  }

  public var place: String? {
    switch self {
    case .planUnusable(let id, _), .templateUnusable(let id): id.description
    case .exchangeUnreadable(let id): id.hex
    case .duplicateInput(let name), .reservedInput(let name): name
    case .addressOfSeveral: "--base-url"
    case .noSuchVersion, .noStoreForDatasets: "inputs.datasets"
    case .budgetUnpriced(_, let field): "\(field).price"
    case .budgetUnbounded: "sampling.max_tokens"
    default: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .nothingToAsk:
      "Name documents with paragraphs of text under `inputs.documents`; where there are `topics` or `classes`, "
        + "such as have their words."
    case .nothingKept(let counts) where counts.outcomes[Outcome.failed.word] ?? 0 > 0:
      "See why with `stemma runs`; once that is mended, `stemma run --fresh` asks anew."
    case .nothingKept(let counts) where counts.outcomes[Outcome.truncated.word] ?? 0 > 0:
      "Raise `sampling.max_tokens`: answers were cut off."
    case .nothingKept: "Loosen the filters, or give inputs with more to say."
    case .duplicateInput: "Name each input once."
    case .reservedInput(let name): "Rename it, for instance to `\(name).txt`."
    case .noSuchVersion(_, _, let nearest):
      (nearest.map { "Did you mean `\($0)`? " } ?? "") + "`stemma log` lists what there is."
    case .noStoreForDatasets: "Name one with `--store` or STEMMA_STORE."
    case .teacherStopped(_, let nextStep, _, _):
      (nextStep.map { "\($0) " } ?? "") + Self.goOn
    case .noCredit: "Add credit, or raise the account's limit. \(Self.goOn)"
    case .batchesOpen:
      "`stemma run MANIFEST` collects them, within a day mostly, and submits only what failed."
    case .batchesUncollected:
      "Set `teacher.mode: batch` to collect them, or ask anew with --fresh: that is paid for again."
    case .budgetReached: "Raise `budget` by what is to be spent besides. \(Self.goOn)"
    case .budgetUnpriced(_, let field):
      "Write `\(field).price: {input: 0.15, output: 0.6}`, in dollars a million tokens."
    case .budgetUnbounded: "Set `sampling.max_tokens`."
    case .interrupted: Self.goOn
    case .nothingRecorded: "`stemma reproduce` without --live makes it again."
    case .addressOfSeveral:
      "Leave `--base-url` out: each is asked where the version's manifest says it is."
    case .planUnusable, .templateUnusable, .taskUnknown, .exchangeUnreadable:
      "Use the version of stemma that made it."
    }
  }

  private static func kept(_ number: Int) -> String {
    number == 1 ? "1 answer is kept." : "\(number) answers are kept."
  }

  private static func questions(_ number: Int) -> String {
    number == 1 ? "1 question is" : "\(number) questions are"
  }

  private static func batches(_ number: Int, _ questions: Int) -> String {
    "\(Self.questions(questions)) with the teacher, in \(number) batch\(number == 1 ? "" : "es")"
  }

  private static let goOn = "`stemma run MANIFEST` goes on from there and asks none of them again."
}
