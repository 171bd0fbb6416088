import StemmaExperiment
public import StemmaRecord
import StemmaStatistics
public import StemmaStore
import StemmaTeacher

/// Runs manifests: the one place where the order of steps lives.
public struct Runner {
  private let store: Store
  private let teachers: LiveTeachers
  /// Lets time pass between two looks at a batch.
  private let pause: @Sendable (Duration) async throws -> Void

  public init(_ store: Store, teachers: LiveTeachers = Offer.live) {
    self.init(store, teachers: teachers) { try await Task.sleep(for: $0) }
  }

  init(
    _ store: Store, teachers: LiveTeachers,
    pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.store = store
    self.teachers = teachers
    self.pause = pause
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    public let report: RunReport
    public let publication: PublicationResult
  }

  /// Makes a version of the manifest's dataset.
  ///
  /// - Parameters:
  ///   - waiting: called where another run of the same plan is under way, which is waited for; nil not
  ///     to wait.
  ///   - agreeing: told what it is going to cost before anything is asked of a live teacher; throws
  ///     where that is not to be spent.
  ///   - progress: told from time to time, in order.
  ///   - finishing: what is to be added to the occasion when the run is over, such as the time.
  /// - Throws: an `ActionableError`, such as `NotAsExpected`; nothing is visible then. `CancellationError` where the run was
  ///   interrupted.
  public func run(
    _ request: RunRequest, waiting: (@Sendable () -> Void)?,
    agreeing: (SpendingForecast) throws -> Void = { _ in },
    progress: (RunProgress) -> Void = { _ in }, finishing: () -> JSONObject = { JSONObject() }
  ) async throws -> Outcome {
    var manifest = request.manifest
    let pinned = try await teachers.pin(&manifest, in: store)
    let kit = try Kit(manifest, template: request.template, teachers: teachers)
    let benchmarks = try ContaminationMeasure(request.benchmarks)
    let writer = try StoreWriter(to: store)
    let inputs = try Inputs(request.inputs, of: &manifest, kit.task, store, into: writer)
    guard !inputs.subjects.isEmpty else {
      throw RunError.nothingToAsk(inputs: request.inputs.count)
    }
    try ColumnCheck.check(kit.template, for: inputs.subjects, kit.task)
    for name in manifest.filterFiles {
      if let texts = manifest.filterTexts[name] { _ = try writer.add(.text, texts) }
    }
    let templateID = try writer.add(.template, CanonicalJSON.bytes(kit.template.json))
    let what = manifest.what(template: templateID)
    let plan = try writer.add(.plan, CanonicalJSON.bytes(.object(what)))
    let folder = try RunFolder(
      in: store, dataset: manifest.dataset, plan: Self.runID(plan, inputs.sources),
      waiting: waiting)
    defer { withExtendedLifetime(folder) {} }
    for (name, teacher) in kit.live where hasAnswered(name, of: what, for: manifest.dataset) {
      teacher.noteAnswered()
    }
    var live: LiveRespondent?
    let respondent: any Respondent
    switch kit.teacher {
    case .pure(let teacher): respondent = PureRespondent(teacher: teacher)
    case .live(let teacher):
      let asked = try await self.live(
        teacher, kit, manifest, inputs.subjects, request, folder, agreeing)
      live = asked
      respondent = kit.respondent(asked)
    }
    let production = Production(
      manifest: manifest, template: kit.template, task: kit.task, respondent: respondent,
      crew: kit.crew, subjects: inputs.subjects, width: request.width)
    let result = try await respondent.explaining {
      try await production.make(into: writer, cut: .standard, progress: progress)
    }
    guard result.counts.kept > 0 else { throw RunError.nothingKept(result.counts) }
    let receipt = Receipt(
      plan: plan, inputs: inputs.sources, parents: inputs.parents, adapters: manifest.adapters,
      revisions: kit.revisions, roots: result.roots, counts: result.counts,
      grade: live == nil ? .exact : .recorded)
    _ = try writer.add(.receipt, receipt.bytes)
    try writer.finish()
    var ending = finishing()
    ending["teacher"] = live.map { .object($0.tally.json) }
    if let live, live.tally.asked > 0 { ending["pin"] = await evidence(of: pinned) }
    ending["responses"] = result.responses.map { .string($0.description) }
    let contamination = try benchmarks?.share(of: receipt, store, width: request.width)
    ending["contamination"] = contamination?.json
    ending["spending"] = live?.spent?.json
    if !result.balance.isEmpty { ending["mix"] = .array(result.balance.map(\.json)) }
    let report = RunReport(
      receipt: receipt, wanted: result.wanted, subjects: result.askedSubjects,
      barrenSubjects: result.barrenSubjects, source: SubjectKind(inputs.subjects[0]),
      balance: result.balance, asking: live?.tally,
      modelRememberedFrom: pinned.compactMap(\.rememberedFrom).first,
      contamination: contamination, spending: live?.spent,
      checks: try Expecting(store, width: request.width)
        .checks(of: receipt, manifest, ending, sweep: request.sweep))
    if manifest.publishing == .whenExpected, report.checks.contains(where: \.isFailed) {
      throw NotAsExpected(report: report)
    }
    let publication = try publish(receipt, result.lengths, request, manifest, ending)
    try folder.remove()
    return Outcome(report: report, publication: publication)
  }

  private func live(
    _ teacher: any LiveTeacher, _ kit: Kit, _ manifest: Manifest, _ subjects: [Subject],
    _ request: RunRequest, _ folder: RunFolder, _ agreeing: (SpendingForecast) throws -> Void
  ) async throws -> LiveRespondent {
    let journal = try folder.journal()
    let recorded = try RecordedAnswers(
      store, dataset: manifest.dataset, folder, journal, isFresh: request.isFresh)
    let open = try folder.openSubmissions()
    let openBatches = open.isEmpty ? nil : SpendingForecast.OpenBatches(open)
    let known = try folder.statement()
    let (prices, agreed) = try await SpendingForecast.prices(
      manifest, kit, teacher, subjects, recorded,
      agreed: request.isFresh || open.isEmpty ? nil : .init(json: known?["agreed"]),
      abandoned: request.isFresh ? openBatches : nil, agreeing)
    var statement: JSONObject = [
      "began": .integer(Int(request.seconds)), "teacher": .string(request.manifest.teacher),
    ]
    statement["manifest"] = request.occasion["manifest"]
    if !request.overrides.isEmpty {
      statement["set"] = .texts(request.overrides)
    }
    statement["agreed"] = agreed?.json
    try checkSubmissions(open, folder, manifest, isFresh: request.isFresh)
    try recorded.begin(folder, isFresh: request.isFresh, statement)
    var meter = SpendingMeter(prices)
    if let budget = manifest.budget, prices.isKnown, !prices.isFree {
      meter = SpendingMeter(
        prices, budget: Money(dollars: budget), before: try recorded.cost(at: prices))
    }
    let book = ExchangeBook(journal, meter)
    guard manifest.live?.isBatched == true else {
      return LiveRespondent(teacher, recorded, book)
    }
    guard let interface = teacher.batches else {
      preconditionFailure("the manifest was checked against what its teacher can do")
    }
    let batches = BatchAsking(
      teacher, interface, try folder.submissions(), recorded, book,
      BatchAsking.Patience(isPatient: request.waitsForBatches, pause: pause))
    return LiveRespondent(teacher, recorded, book, batches)
  }

  /// What was submitted is paid for: it is asked for again only where that is wanted.
  private func checkSubmissions(
    _ open: [Submission], _ folder: RunFolder, _ manifest: Manifest, isFresh: Bool
  ) throws {
    guard !open.isEmpty else { return }
    if isFresh {
      let submissions = try folder.submissions()
      for submission in open { try submissions.end(submission.number) }
    } else if manifest.live?.isBatched != true {
      let batches = SpendingForecast.OpenBatches(open)
      throw RunError.batchesUncollected(batches.batches, questions: batches.questions)
    }
  }

  /// What the servers say of whoever answered: one teacher's evidence, or that of each by its name.
  private func evidence(of pinned: [PinnedTeacher]) async -> JSONValue? {
    var all = JSONObject()
    for teacher in pinned {
      // What was asked is answered: a server that does not say who answered is no reason to fail.
      let evidence =
        if let known = teacher.evidence { known } else {
          try? await teachers.pin(teacher.choice).evidence
        }
      all[teacher.name] = evidence.map { .object($0) }
    }
    return all.members.isEmpty ? nil : all[Manifest.unnamed] ?? .object(all)
  }

  /// Whether the dataset's head was made from answers of this teacher.
  private func hasAnswered(_ name: String, of what: JSONObject, for dataset: String) -> Bool {
    guard let teacher = JSONValue.object(what).teacher(named: name),
      let head = try? store.head(of: dataset), let receipt = try? store.receipt(head.receipt),
      receipt.grade == .recorded, let plan = try? store.json(of: receipt.plan, .plan)
    else { return false }
    return plan.teacher(named: name) == teacher
  }

  private func publish(
    _ receipt: Receipt, _ lengths: LengthSummary, _ request: RunRequest, _ manifest: Manifest,
    _ ending: JSONObject
  ) throws -> PublicationResult {
    var execution = request.occasion
    for (key, value) in ending.members { execution[key] = value }
    execution["width"] = .integer(request.width)
    execution["set"] = .texts(request.overrides)
    var converters = JSONObject()
    for input in request.inputs { converters[input.name] = input.converter.map { .string($0) } }
    if !converters.members.isEmpty { execution["converters"] = .object(converters) }
    var resolved = request.manifest
    for (name, choice) in manifest.liveChoices { resolved.setLive(name, to: choice) }
    return try store.publishOrRepeat(
      anywhere: request.sweep != nil,
      Publication(
        dataset: request.manifest.dataset, receipt: receipt, manifest: request.source,
        resolved: resolved.resolved, lengths: lengths.json, execution: execution,
        cause: "run", seconds: request.seconds))
  }

  /// Manifest and inputs together: two runs with the same would make the same.
  static func runID(_ plan: ObjectID, _ sources: [Receipt.Input]) -> ObjectID {
    ObjectID(
      of: .plan,
      "\(plan)\n".utf8 + sources.flatMap { Array("\($0.name)\n\($0.text)\n".utf8) })
  }
}
