import StemmaExperiment
public import StemmaRecord
public import StemmaStore

/// One record's whole way: section or seed, template, prompt, candidates and their verdicts.
public struct RecordTrace: Sendable {
  public let record: Record
  public let subject: Subject
  /// The template's canonical JSON, and its id.
  public let template: JSONValue
  public let templateID: ObjectID
  /// The rendered prompt the record's answer was given to, and its id.
  public let prompt: JSONValue
  public let promptID: ObjectID
  /// Where it was made part by part: every prompt in its order, that one last; else empty.
  public let steps: [Step]
  public let attempt: Int
  public let candidate: Int
  public let verdicts: [JSONValue]
  /// The ledger's entries for the same slot: what was not kept.
  public let rejected: [LedgerEntry]
  public let teacher: String
  /// Nil where the version has no split.
  public let side: RecordSide?
  /// What reviews decided about the record, the oldest first.
  public let reviews: [JSONValue]
  /// Whether the ledger was looked through for `rejected`.
  public let hasRejected: Bool

  /// One of the prompts that a record was made by.
  public struct Step: Sendable {
    public let role: String
    public let prompt: JSONValue
    public let promptID: ObjectID
    public let teacher: String
  }

  /// Follows a record back.
  ///
  /// - Returns: nil where the version has no such record.
  public init?(_ id: RecordID, of receipt: Receipt, in store: Store) throws {
    guard let place = try RecordPlace(id, of: receipt, in: store) else { return nil }
    try self.init(place, of: receipt, in: store)
  }

  /// - Parameter ledgerLimit: where more was rejected than this, nobody looks what was for this record.
  public init?(
    _ place: RecordPlace, of receipt: Receipt, in store: Store, ledgerLimit: Int = .max
  ) throws {
    guard let trace = place.trace,
      let promptID = trace["prompt"]?.string.flatMap(ObjectID.init(_:))
    else { return nil }
    // What a review made stands on what was asked and judged before it.
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let plan = try store.json(of: ground.plan, .plan)
    guard let templateID = plan["template"]?.string.flatMap(ObjectID.init(_:)),
      let subject = try Subjects(of: ground, in: store).subject(of: place.record)
    else { throw StoreError.objectMalformed(receipt.plan, .plan) }
    record = place.record
    side = place.side
    self.subject = subject
    self.templateID = templateID
    template = try store.json(of: templateID, .template)
    self.promptID = promptID
    prompt = try store.json(of: promptID, .prompt)
    attempt = trace["attempt"]?.integer ?? 0
    candidate = trace["candidate"]?.integer ?? 0
    verdicts = trace["verdicts"]?.array ?? []
    teacher = Manifest.teacherName(what: plan, named: trace["teacher"]?.string)
    let asked = trace["before"]?.array.map { $0 + [trace] } ?? []
    steps = try asked.compactMap { step in
      guard let id = step["prompt"]?.string.flatMap(ObjectID.init(_:)) else { return nil }
      return Step(
        role: step["role"]?.string ?? "", prompt: try store.json(of: id, .prompt), promptID: id,
        teacher: Manifest.teacherName(what: plan, named: step["teacher"]?.string))
    }
    reviews = trace["reviews"]?.array ?? []
    let ledger = try Ledger(of: receipt, in: store)
    hasRejected = ledger.count <= ledgerLimit
    rejected = hasRejected ? try ledger.entries(of: place.record.id) : []
  }
}
