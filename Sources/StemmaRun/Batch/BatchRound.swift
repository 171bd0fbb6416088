import StemmaExperiment
import StemmaRecord
import StemmaStore

/// The questions of one round that are with the service, or are going to be.
struct BatchRound {
  /// A manifest whose questions go in batches has one teacher.
  static let teacher = Manifest.unnamed

  /// A question that was submitted, or is about to be.
  struct Question {
    let features: JSONObject
    /// The most it can cost: so much is set aside for it.
    let bound: Money
  }

  /// Those whose answers are waited for.
  private(set) var waiting: [TranscriptKey: Question] = [:]
  /// The entries of the batch that is being filled.
  private(set) var entries: [[UInt8]] = []
  private(set) var keys: [TranscriptKey] = []
  private var sizeBytes = 0
  private let meter: SpendingMeter

  init(_ meter: SpendingMeter) { self.meter = meter }

  /// Whether one more entry would be too many.
  func isFull(for entry: [UInt8], _ limit: BatchLimit) -> Bool {
    !entries.isEmpty
      && (entries.count >= limit.entries || sizeBytes + entry.count + 1 > limit.sizeBytes)
  }

  /// Puts a question into the batch that is being filled; money was set aside for it.
  mutating func add(_ entry: [UInt8], _ key: TranscriptKey, _ question: Question) {
    entries.append(entry)
    keys.append(key)
    sizeBytes += entry.count + 1
    waiting[key] = question
  }

  /// Waits for a question that was submitted in an earlier go.
  mutating func wait(for key: TranscriptKey, _ question: Question) {
    meter.reserve(question.bound)
    waiting[key] = question
  }

  mutating func emptyBatch() {
    entries = []
    keys = []
    sizeBytes = 0
  }

  /// A question is waited for no longer; what was set aside for it and not spent is free again.
  ///
  /// - Returns: what it has cost.
  @discardableResult
  mutating func settle(_ key: TranscriptKey, by exchange: Exchange? = nil) -> Money {
    let question = waiting.removeValue(forKey: key)
    let bound = question?.bound ?? .zero
    if question == nil { meter.reserve(bound) }
    let cost = exchange.map { meter.cost(of: $0, by: Self.teacher, isAlone: false, bound: bound) }
    meter.settle(bound: bound, cost: cost ?? .zero)
    return cost ?? .zero
  }
}
