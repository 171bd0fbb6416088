public import StemmaExperiment
public import StemmaRecord
public import StemmaStore
import StemmaTask

/// What a run is going to cost, as far as that can be said before it.
public struct SpendingForecast: Hashable, Sendable {
  public let prices: TeacherPrices
  /// Questions of the first round, all candidates counted.
  public let questions: Int
  /// Those that recorded answers serve, which cost nothing.
  public let recorded: Int
  /// Recorded answers serve the whole run, further rounds included.
  public let isAllRecorded: Bool
  /// What the first round will cost: four bytes a token, and answers as long as rows mostly are; nil
  /// without a price.
  public let expected: Money?
  /// What the run can cost at most, whatever is answered: all candidates, attempts and rounds, each
  /// answer as long as it may be. Nil without a price, and where answers have no limit.
  public let worst: Money?
  /// Every answer has a limit of tokens.
  public let isBounded: Bool
  public let budget: Money?
  /// What this run gave its consent to before, while batches of it are with the service; nil where it did
  /// not, or none are.
  public internal(set) var agreed: Agreement?
  /// Batches that are with the service and that the run gives up, though they are paid for.
  public internal(set) var abandoned: OpenBatches?

  /// How much somebody agreed to spend.
  public enum Agreement: Hashable, Sendable {
    case upTo(Money)
    /// Whatever it comes to.
    case any
  }

  /// The most that will be spent; nil where there is no telling.
  public var most: Money? {
    guard let budget else { return worst }
    return worst.map { min($0, budget) } ?? budget
  }

  /// Whether somebody has to agree to spending before the run.
  public var mustBeAgreed: Bool {
    guard !isAllRecorded, !prices.isFree else { return false }
    return switch (agreed, most) {
    case (.any, _): false
    case (.upTo(let known), let most?): most > known
    case (.upTo, nil), (nil, _): true
    }
  }

  /// - Returns: nil for a teacher that is not behind a network.
  /// - Parameters:
  ///   - store: where recorded answers are; nil where there is none.
  ///   - isFresh: whether they do not count.
  /// - Throws: an `ActionableError`, also where the budget cannot be held.
  public init?(
    _ manifest: Manifest, template: Template?, inputs files: [InputFile], store: Store?,
    isFresh: Bool = false, teachers: LiveTeachers = Offer.live
  ) async throws {
    guard manifest.isLive else { return nil }
    var manifest = manifest
    // Any model will do where none is known: its name takes next to no place.
    _ = try LiveTeachers.recall(&manifest, in: store)
    let kit = try Kit(manifest, template: template, teachers: teachers.replaying)
    guard case .live(let teacher) = kit.teacher else { return nil }
    let sink = IdentifyingSink()
    let inputs = try Inputs(files, of: &manifest, kit.task, store, into: sink)
    guard !inputs.subjects.isEmpty else { throw RunError.nothingToAsk(inputs: files.count) }
    let templateID = try sink.add(.template, CanonicalJSON.bytes(kit.template.json))
    let plan = try sink.add(
      .plan, CanonicalJSON.bytes(.object(manifest.what(template: templateID))))
    let recorded = try store.map {
      try RecordedAnswers(
        $0, dataset: manifest.dataset, run: Runner.runID(plan, inputs.sources),
        isFresh: isFresh)
    }
    try await self.init(manifest, kit, teacher, inputs.subjects, recorded)
  }

  /// - Parameters:
  ///   - manifest: with its model named and its datasets resolved.
  ///   - recorded: nil where nothing is.
  init(
    _ manifest: Manifest, _ kit: Kit, _ teacher: any LiveTeacher, _ subjects: [Subject],
    _ recorded: RecordedAnswers?
  ) async throws {
    let prices = TeacherPrices(manifest)
    let budget = manifest.budget.map(Money.init(dollars:))
    let count = try await QuestionCount(manifest, kit, teacher, subjects, recorded, prices)
    self.prices = prices
    self.budget = budget
    questions = count.questions
    self.recorded = count.recorded
    isBounded = count.isBounded
    isAllRecorded =
      if let recorded, !prices.isFree, count.recorded == count.questions {
        try await Self.isServed(manifest, kit, teacher, subjects, recorded)
      } else { false }
    let isFree = isAllRecorded || prices.isFree
    expected = isFree ? .zero : prices.isKnown ? count.expected : nil
    worst =
      isFree
      ? .zero : prices.isKnown && count.isBounded && !count.isOpen ? count.worst : nil
    if budget != nil, !isFree {
      if let unknown = prices.unknown.first {
        throw RunError.budgetUnpriced(
          teacher: manifest.teacher,
          field: unknown == Manifest.unnamed ? "teacher" : "teachers.\(unknown)")
      }
      guard isBounded else { throw RunError.budgetUnbounded }
    }
  }

  /// Has it agreed to what asking is going to cost, where that may be anything.
  ///
  /// - Returns: what the teachers cost, as far as that is known; and what was agreed to, nil where
  ///   nothing had to be.
  static func prices(
    _ manifest: Manifest, _ kit: Kit, _ teacher: any LiveTeacher, _ subjects: [Subject],
    _ recorded: RecordedAnswers, agreed: Agreement? = nil, abandoned: OpenBatches? = nil,
    _ agreeing: (SpendingForecast) throws -> Void
  ) async throws -> (TeacherPrices, Agreement?) {
    let prices = TeacherPrices(manifest)
    if prices.isFree, abandoned == nil { return (prices, nil) }
    var forecast = try await SpendingForecast(manifest, kit, teacher, subjects, recorded)
    (forecast.agreed, forecast.abandoned) = (agreed, abandoned)
    try agreeing(forecast)
    guard forecast.mustBeAgreed else { return (prices, agreed) }
    return (prices, forecast.most.map(Agreement.upTo) ?? .any)
  }

  /// Whether recorded answers serve every round: all is made of them, and kept nowhere.
  private static func isServed(
    _ manifest: Manifest, _ kit: Kit, _ teacher: any LiveTeacher, _ subjects: [Subject],
    _ recorded: RecordedAnswers
  ) async throws -> Bool {
    do {
      _ = try await Production(
        manifest: manifest, template: kit.template, task: kit.task,
        respondent: kit.respondent(RecordedRespondent(teacher: teacher, recorded: recorded)),
        crew: kit.crew, subjects: subjects, width: 1
      ).make(into: IdentifyingSink(), cut: .standard) { _ in }
      return true
    } catch is TeacherStop {
      return false
    }
  }
}

/// Has recorded answers, and asks nobody.
private struct RecordedRespondent: Respondent {
  let teacher: any LiveTeacher
  let recorded: RecordedAnswers

  var isPure: Bool { false }

  func replies(to prompts: [Prompt]) async throws -> [Reply] {
    try prompts.map { prompt in
      try Task.checkCancellation()
      guard let (reply, _) = try recorded.reply(to: Question(teacher, prompt).key) else {
        throw TeacherStop.ended(reason: "", nextStep: nil)
      }
      return reply
    }
  }
}
