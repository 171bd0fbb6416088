import StemmaRecord
import StemmaStatistics
import StemmaStore

/// Writes what the judging decides as the sequences.
final class Recorder {
  private let sink: any ObjectSink
  private let records: SequenceWriter
  private let traces: SequenceWriter
  private let ledger: SequenceWriter
  private let transcript: SequenceWriter
  private let cut: SequenceCut
  private var sides: SideRecorder?
  /// How many records each side has; empty until `finish`, and without a split.
  private(set) var sideCounts: [String: Int] = [:]
  private(set) var lengths = LengthSummary()

  /// - Parameters:
  ///   - cut: the parameters of the sequences that are made again.
  ///   - sides: draws sides; nil without a split.
  init(into sink: any ObjectSink, cut: SequenceCut, sides: SideRecorder? = nil) {
    self.sink = sink
    self.cut = cut
    self.sides = sides
    records = SequenceWriter(into: sink, cut: cut)
    traces = SequenceWriter(into: sink, cut: cut)
    ledger = SequenceWriter(into: sink, cut: cut)
    // A pure teacher's answers are neither journalled nor recorded: they are computed again.
    transcript = SequenceWriter(into: sink, cut: cut)
  }

  func keep(
    _ record: Record, _ part: Asked.Part, _ prompt: ObjectID, verdicts: [Verdict]
  ) throws(StoreError) {
    lengths.add(record.row)
    sides?.add(record)
    try records.append(record.id.text, CanonicalJSON.bytes(record.json))
    var trace: JSONObject = [
      "attempt": .integer(part.prompt.key.attempt),
      "candidate": .integer(part.prompt.key.candidate), "prompt": .string(prompt.description),
      "verdicts": .array(verdicts.map(\.json)),
    ]
    trace["slot"] = record.origin.map { .integer($0.slot) }
    try traces.append(record.id.text, CanonicalJSON.bytes(.object(trace)))
  }

  /// Enters what was not kept.
  ///
  /// - Parameters:
  ///   - id: of the slot concerned.
  ///   - extra: counts parts beyond the slots that were asked for, from 1; 0 for all others.
  ///   - row: the candidate's row, where there was one.
  ///   - raw: the answer, where it could not be read.
  func drop(
    _ id: RecordID, _ outcome: Outcome, _ part: Asked.Part, _ prompt: ObjectID, origin: Origin?,
    extra: Int = 0, row: JSONObject? = nil, raw: String? = nil, verdicts: [Verdict] = []
  ) throws(StoreError) {
    let key = part.prompt.key
    var entry: JSONObject = [
      "attempt": .integer(key.attempt), "candidate": .integer(key.candidate),
      "outcome": .string(outcome.word), "prompt": .string(prompt.description),
      "record": .string(id.text),
      "verdicts": .array(verdicts.map(\.json)),
    ]
    entry["origin"] = origin.map { .object($0.json) }
    entry["row"] = row.map { .object($0) }
    entry["raw"] = raw.map { .string($0) }
    let suffix = extra > 0 ? ".\(extra)" : ""
    try ledger.append(
      "\(id.text).\(key.attempt).\(key.candidate)\(suffix)", CanonicalJSON.bytes(.object(entry)))
  }

  /// Keeps a prompt as an object, for traces and ledger to name.
  func enter(_ prompt: Prompt) throws(StoreError) -> ObjectID {
    try sink.add(.prompt, CanonicalJSON.bytes(prompt.json))
  }

  func finish() throws(StoreError) -> Receipt.Roots {
    let sides = try self.sides?.finish(into: sink, cut: cut)
    sideCounts = sides?.counts ?? [:]
    return Receipt.Roots(
      records: try records.finish(), traces: try traces.finish(), ledger: try ledger.finish(),
      transcript: try transcript.finish(), sides: sides?.root)
  }
}
