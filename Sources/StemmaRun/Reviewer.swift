public import StemmaRecord
import StemmaStatistics
public import StemmaStore
import StemmaTask

/// Makes a new version of one that somebody has gone through.
public struct Reviewer {
  private let store: Store

  public init(_ store: Store) {
    self.store = store
  }

  /// All that a review needs from outside.
  public struct Request: Sendable {
    public let base: Version
    public internal(set) var decisions: DecisionList
    /// Leaves out what nobody decided about.
    public let onlyAccepted: Bool
    /// The dataset of the new version.
    public let dataset: String
    /// What is true of this occasion only: times, host, versions.
    public let occasion: JSONObject
    /// Seconds since 1970 (UTC).
    public let seconds: Int64

    public init(
      base: Version, decisions: DecisionList, onlyAccepted: Bool, dataset: String,
      occasion: JSONObject, seconds: Int64
    ) {
      self.base = base
      self.decisions = decisions
      self.onlyAccepted = onlyAccepted
      self.dataset = dataset
      self.occasion = occasion
      self.seconds = seconds
    }
  }

  /// What a review made, or would make.
  public struct Report: Sendable {
    public let receipt: Receipt
    /// Nil for a trial.
    public let publication: PublicationResult?
    public let accepted: Int
    public let rejected: Int
    public let edited: Int
    public let undecided: Int
  }

  /// - Parameter isTrial: everything is checked and made, and nothing written.
  /// - Returns: nil where nothing was decided; then there is no version.
  /// - Throws: `ReviewError.decisions` with everything that is wrong with the decisions;
  ///   `ReviewError.nothingKept`; another `ActionableError`.
  public func review(_ request: Request, isTrial: Bool = false) throws -> Report? {
    let base = try store.receipt(request.base.receipt)
    let task = try task(of: base)
    let rows = try rowCheck(for: request.base)
    var request = request
    let (ids, edited) = try records(of: base, edited: request.decisions)
    request.decisions = request.decisions.withoutExportedIDs(edited)
    try request.decisions.check(against: ids, version: request.base.name, rows: rows)
    let decisions = request.decisions.decisions
    guard !decisions.isEmpty else { return nil }
    let writer = try isTrial ? nil : StoreWriter(to: store)
    let sink: any ObjectSink = writer ?? ObjectProbe(over: store)
    let (receipt, lengths) = try make(request, base, task, into: sink)
    guard receipt.counts.kept > 0 else {
      throw ReviewError.nothingKept(version: request.base.name)
    }
    var publication: PublicationResult?
    if let writer {
      try writer.finish()
      publication = try publish(receipt, lengths, request)
    }
    func count(_ word: ReviewDecision.Word) -> Int { decisions.count { $0.word == word } }
    return Report(
      receipt: receipt, publication: publication, accepted: count(.accept),
      rejected: count(.reject), edited: count(.edit),
      undecided: base.counts.kept - decisions.count)
  }

  private func make(
    _ request: Request, _ base: Receipt, _ task: (any TaskDefinition)?, into sink: any ObjectSink
  ) throws -> (Receipt, LengthSummary) {
    let decisions = Review.byRecord(request.decisions.decisions)
    let plan = ReviewPlan(
      base: base.id,
      decisions: try Review.write(
        decisions, about: base, from: store, into: sink, cut: .standard),
      onlyAccepted: request.onlyAccepted, task: task?.entry.name)
    let planID = try sink.add(.plan, CanonicalJSON.bytes(plan.json))
    let result = try Review(base: base, plan: plan, decisions: decisions)
      .make(from: store, into: sink, cut: .standard)
    let receipt = Receipt(
      plan: planID, inputs: base.inputs,
      parents: [Receipt.Parent(dataset: request.base.dataset, receipt: base.id)],
      revisions: Review.revisions(task: task), roots: result.roots, counts: result.counts,
      grade: .given)
    _ = try sink.add(.receipt, receipt.bytes)
    return (receipt, result.lengths)
  }

  /// The commit keeps the base's manifest, so that what can be run again is found; what the review
  /// adds stands in the resolved form.
  private func publish(
    _ receipt: Receipt, _ lengths: LengthSummary, _ request: Request
  ) throws -> PublicationResult {
    let files = try store.files(of: request.base)
    var resolved =
      files["resolved.json"].flatMap { try? JSONReader.read($0) }?.object
      ?? JSONObject()
    resolved["review"] = try store.json(of: receipt.plan, .plan)["review"]
    let before = files["execution.json"].flatMap { try? JSONReader.read($0) }
    var execution = request.occasion
    for key in ["manifest", "madeFor", "set"] { execution[key] = before?[key] }
    return try store.publish(
      Publication(
        dataset: request.dataset, receipt: receipt, manifest: files["manifest.yaml"] ?? [],
        resolved: .object(resolved), lengths: lengths.json, execution: execution,
        cause: "review of \(request.base.name)", seconds: request.seconds))
  }

  /// The decisions that made a version.
  ///
  /// - Throws: `ReviewError.noDecisions` where no review made it.
  public func decisions(of version: Version) throws -> [ReviewDecision] {
    let receipt = try store.receipt(version.receipt)
    guard let plan = ReviewPlan(json: try store.json(of: receipt.plan, .plan)) else {
      throw ReviewError.noDecisions(version: version.name)
    }
    return try SequenceReader(plan.decisions, from: store).decisions()
  }

  /// Whether rows are as the version's task wants them.
  public func rowCheck(for version: Version) throws -> RowCheck {
    let receipt = try store.receipt(version.receipt)
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let statement = ImportStatement(plan: try store.json(of: ground.plan, .plan))
    return try RowCheck(task(of: receipt), idField: statement?.id)
  }

  /// - Returns: nil where the records were imported.
  private func task(of receipt: Receipt) throws -> (any TaskDefinition)? {
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let plan = try store.json(of: ground.plan, .plan)
    guard let name = plan["task"]?.string else { return nil }
    guard let task = Tasks.of(plan) else { throw RunError.taskUnknown(name) }
    return task
  }

  /// All ids of a version, and the rows of those records that are edited.
  private func records(
    of receipt: Receipt, edited decisions: DecisionList
  ) throws -> (ids: Set<RecordID>, edited: [RecordID: JSONObject]) {
    let wanted = Set(decisions.decisions.filter { $0.row != nil }.map(\.record))
    var ids: Set<RecordID> = []
    var edited: [RecordID: JSONObject] = [:]
    try store.records(of: receipt).forEach { _, entry in
      let id = RecordID(entry.key)
      ids.insert(id)
      if wanted.contains(id) { edited[id] = entry.json()?["row"]?.object }
      return true
    }
    return (ids, edited)
  }
}
