import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTask

/// A version and decisions about its records, made into the sequences of a new one.
///
/// A pure function of both: what is accepted or was not decided about stays as it is, what is rejected
/// goes to the ledger, what is edited keeps its id.
struct Review {
  /// Raised whenever the same decisions would give another version.
  static let revision = 1

  let base: Receipt
  let plan: ReviewPlan
  let decisions: [RecordID: ReviewDecision]

  struct Result {
    let roots: Receipt.Roots
    let counts: Counts
    let lengths: LengthSummary
  }

  /// What computes, and its revision.
  ///
  /// - Parameter task: nil where the records were imported.
  static func revisions(task: (any TaskDefinition)?) -> [String: Int] {
    var revisions = ["leaf-rule": SequenceCut.revision, "review": revision]
    if let task { revisions["task.\(task.entry.name)"] = task.revision }
    return revisions
  }

  static func byRecord(_ decisions: [ReviewDecision]) -> [RecordID: ReviewDecision] {
    Dictionary(decisions.map { ($0.record, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Writes decisions as a sequence, in the base's order.
  static func write(
    _ decisions: [RecordID: ReviewDecision], about base: Receipt, from store: Store,
    into sink: any ObjectSink, cut: SequenceCut
  ) throws -> ObjectID {
    let writer = SequenceWriter(into: sink, cut: cut)
    try store.records(of: base).forEach { _, entry in
      if let decision = decisions[RecordID(entry.key)] {
        try writer.append(entry.key, CanonicalJSON.bytes(.object(decision.entry)))
      }
      return true
    }
    return try writer.finish()
  }

  func make(from store: Store, into sink: any ObjectSink, cut: SequenceCut) throws -> Result {
    var output = Output(into: sink, cut: cut, base: base)
    var traces = try EntryCursor(SequenceReader(base.roots.traces, from: store))
    var sides = try store.sides(of: base).map { reader throws(StoreError) in
      try EntryCursor(reader)
    }
    let records = try store.records(of: base)
    for leaf in try records.leaves() {
      for entry in try records.entries(of: leaf.id) {
        let trace = try traces.next(if: entry.key)
        let side = try sides?.next(if: entry.key)
        let isAdded = try output.add(
          entry, side, trace, decisions[RecordID(entry.key)], plan: plan)
        guard isAdded else { throw StoreError.objectMalformed(leaf.id, .leaf) }
      }
    }
    return try output.finish()
  }

  /// The sequences being written.
  private struct Output {
    private let records: SequenceWriter
    private let traces: SequenceWriter
    private let ledger: SequenceWriter
    private let transcript: SequenceWriter
    private let sides: SequenceWriter?
    private var counts = Counts()
    private var lengths = LengthSummary()

    init(into sink: any ObjectSink, cut: SequenceCut, base: Receipt) {
      records = SequenceWriter(into: sink, cut: cut)
      traces = SequenceWriter(into: sink, cut: cut)
      ledger = SequenceWriter(into: sink, cut: cut)
      transcript = SequenceWriter(into: sink, cut: cut)
      sides = base.roots.sides.map { _ in SequenceWriter(into: sink, cut: cut) }
      counts.sides = base.counts.sides.mapValues { _ in 0 }
    }

    /// - Returns: false where the entry is not a record's.
    mutating func add(
      _ entry: SequenceEntry, _ side: SequenceEntry?, _ trace: SequenceEntry?,
      _ decision: ReviewDecision?, plan: ReviewPlan
    ) throws -> Bool {
      guard var object = entry.json()?.object, let row = object["row"]?.object else { return false }
      counts.slots += 1
      counts.asked += 1
      counts.candidates += 1
      let made = trace?.json()?.object ?? JSONObject()
      if decision?.word == .reject || decision == nil && plan.onlyAccepted {
        try drop(entry.key, object, made, decision)
        return true
      }
      counts.add(.kept)
      lengths.add(decision?.row ?? row)
      if let row = decision?.row { object["row"] = .object(row) }
      try records.append(
        entry.key,
        decision?.row == nil ? Array(entry.content) : CanonicalJSON.bytes(.object(object)))
      if let decision {
        try traces.append(
          entry.key, CanonicalJSON.bytes(.object(Self.trace(made, decision, was: row, plan))))
      } else if let trace {
        try traces.append(entry.key, Array(trace.content))
      }
      guard let sides, let side else { return true }
      try sides.append(entry.key, Array(side.content))
      if let word = side.json()?["side"]?.string { counts.sides[word, default: 0] += 1 }
      return true
    }

    /// The base's trace, and what was decided after the ones before.
    private static func trace(
      _ trace: JSONObject, _ decision: ReviewDecision, was row: JSONObject, _ plan: ReviewPlan
    ) -> JSONObject {
      var review: JSONObject = [
        "decision": .string(decision.word.rawValue),
        "decisions": .string(plan.decisions.description),
      ]
      review["note"] = decision.note.map { .string($0) }
      if decision.word == .edit { review["was"] = .object(row) }
      var trace = trace
      trace["reviews"] = .array((trace["reviews"]?.array ?? []) + [.object(review)])
      return trace
    }

    private mutating func drop(
      _ key: String, _ record: JSONObject, _ trace: JSONObject, _ decision: ReviewDecision?
    ) throws {
      let reason = decision == nil ? "undecided" : "rejected"
      let outcome = Outcome.dropped(filter: "review", reason: reason)
      counts.add(outcome)
      var entry = trace
      entry["slot"] = nil
      let verdict = Verdict(filter: "review", reason: reason)
      entry["verdicts"] = .array((trace["verdicts"]?.array ?? []) + [verdict.json])
      entry["note"] = decision?.note.map { .string($0) }
      entry["origin"] = record["origin"]
      entry["outcome"] = .string(outcome.word)
      entry["record"] = .string(key)
      entry["row"] = record["row"]
      let attempt = trace["attempt"]?.integer ?? 0
      let candidate = trace["candidate"]?.integer ?? 0
      entry["attempt"] = .integer(attempt)
      entry["candidate"] = .integer(candidate)
      try ledger.append(
        LedgerEntry.key(RecordID(key), attempt: attempt, candidate: candidate),
        CanonicalJSON.bytes(.object(entry)))
    }

    mutating func finish() throws(StoreError) -> Result {
      Result(
        roots: Receipt.Roots(
          records: try records.finish(), traces: try traces.finish(),
          ledger: try ledger.finish(), transcript: try transcript.finish(),
          sides: try sides?.finish()),
        counts: counts, lengths: lengths)
    }
  }
}
