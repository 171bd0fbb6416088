public import StemmaRecord
public import StemmaStore

/// The plan of a version that a review made: all that decides its bytes.
public struct ReviewPlan: Hashable, Sendable {
  /// The receipt of the version that was reviewed.
  public let base: ObjectID
  /// The decisions, a sequence in the base's order.
  public let decisions: ObjectID
  /// Whether what nobody decided about was left out.
  public let onlyAccepted: Bool
  /// The records' task; nil where they were imported.
  public let task: String?

  init(base: ObjectID, decisions: ObjectID, onlyAccepted: Bool, task: String?) {
    self.base = base
    self.decisions = decisions
    self.onlyAccepted = onlyAccepted
    self.task = task
  }

  public var json: JSONValue {
    var review: JSONObject = [
      "base": .string(base.description), "decisions": .string(decisions.description),
    ]
    if onlyAccepted { review["only_accepted"] = true }
    var plan: JSONObject = ["review": .object(review)]
    plan["task"] = task.map { .string($0) }
    return .object(plan)
  }

  /// - Returns: nil for the plan of another kind of version.
  public init?(json: JSONValue) {
    guard let review = json["review"],
      let base = review["base"]?.string.flatMap(ObjectID.init(_:)),
      let decisions = review["decisions"]?.string.flatMap(ObjectID.init(_:))
    else { return nil }
    self.init(
      base: base, decisions: decisions, onlyAccepted: review["only_accepted"]?.bool ?? false,
      task: json["task"]?.string)
  }

  /// The receipt that was not made by a review and that others, if any, stand on.
  ///
  /// - Returns: it, and the receipts of the reviews in between, the newest first.
  public static func ground(
    of receipt: Receipt, in store: Store
  ) throws(StoreError) -> (receipt: Receipt, reviews: [Receipt]) {
    var ground = receipt
    var reviews: [Receipt] = []
    while let plan = ReviewPlan(json: try store.json(of: ground.plan, .plan)) {
      reviews.append(ground)
      ground = try store.receipt(plan.base)
    }
    return (ground, reviews)
  }
}

extension SequenceReader {
  /// The decisions of a review, in its base's order.
  public func decisions() throws -> [ReviewDecision] {
    var decisions: [ReviewDecision] = []
    for leaf in try leaves() {
      for entry in try entries(of: leaf.id) {
        guard let json = entry.json(),
          let decision = ReviewDecision(record: RecordID(entry.key), entry: json)
        else { throw StoreError.objectMalformed(leaf.id, .leaf) }
        decisions.append(decision)
      }
    }
    return decisions
  }
}
