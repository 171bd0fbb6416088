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
  public let rejected: [JSONValue]
  public let teacher: String
  /// Nil where the version has no split.
  public let side: RecordSide?
  /// What reviews decided about the record, the oldest first.
  public let reviews: [JSONValue]

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
    let traces = try SequenceReader(receipt.roots.traces, from: store)
    guard let entry = try store.records(of: receipt).entry(id.text), let json = entry.json(),
      let record = Record(id: id, json: json),
      let trace = try traces.entry(id.text)?.json(),
      let promptID = trace["prompt"]?.string.flatMap(ObjectID.init(_:))
    else { return nil }
    // What a review made stands on what was asked and judged before it.
    let (ground, later) = try ReviewPlan.ground(of: receipt, in: store)
    let plan = try store.json(of: ground.plan, .plan)
    guard let templateID = plan["template"]?.string.flatMap(ObjectID.init(_:)),
      let subject = try Subjects(of: ground, in: store).subject(of: record)
    else { throw StoreError.objectMalformed(receipt.plan, .plan) }
    self.record = record
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
    side = try store.sides(of: receipt)?.entry(id.text)?.json().flatMap(RecordSide.init(json:))
    reviews = trace["reviews"]?.array ?? []
    var rejected: [JSONValue] = []
    for receipt in [ground] + later.reversed() {
      try SequenceReader(receipt.roots.ledger, from: store).forEach { _, entry in
        if entry.key.hasPrefix(id.text + "."), let json = entry.json() { rejected.append(json) }
        return true
      }
    }
    self.rejected = rejected
  }
}
