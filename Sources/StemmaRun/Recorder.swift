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
  /// Responses as they came, for the execution to name; empty where all answers came from versions.
  private let responses: SequenceWriter
  private var responseCount = 0
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
    responses = SequenceWriter(into: sink, cut: cut)
  }

  /// Where a candidate comes from, as traces and ledger tell it.
  struct Source {
    let attempt: Int
    let candidate: Int
    /// What was asked last about it.
    let last: Step
    /// What was asked before that.
    var before: [Step] = []
  }

  /// One prompt.
  struct Step {
    let prompt: ObjectID
    let role: Role
    /// Who was asked, by the manifest's name; nil where there is only one teacher.
    var teacher: String?
  }

  func keep(
    _ examined: Examined, _ slot: Asked.Slot, _ source: Source, verdicts: [Verdict]
  ) throws(StoreError) {
    lengths.add(examined.candidate.row)
    sides?.add(examined.candidate)
    try records.append(
      slot.id.text,
      Writing.record(origin: examined.originBytes ?? slot.originBytes, row: examined.row))
    try traces.append(
      slot.id.text, Writing.trace(source, slot: slot.origin.slot, verdicts: verdicts))
  }

  /// Enters what was not kept.
  ///
  /// - Parameters:
  ///   - slot: the slot concerned.
  ///   - extra: counts parts beyond the slots that were asked for, from 1; 0 for all others.
  ///   - row: canonical bytes of the candidate's row, where there was one.
  ///   - origin: canonical bytes of its origin, where that is not the slot's.
  ///   - raw: the answer, or a part of it, where it could not be used.
  ///   - reason: why it could not be used, or none could be had.
  func drop(
    _ slot: Asked.Slot, _ outcome: Outcome, _ source: Source, extra: Int = 0,
    row: [UInt8]? = nil, origin: [UInt8]? = nil, raw: String? = nil, reason: String? = nil,
    verdicts: [Verdict] = []
  ) throws(StoreError) {
    try ledger.append(
      LedgerEntry.key(
        slot.id, attempt: source.attempt, candidate: source.candidate, extra: extra),
      Writing.drop(
        slot.id, outcome, source, origin: origin ?? slot.originBytes, row: row, raw: raw,
        reason: reason, verdicts: verdicts))
  }

  /// Enters what was answered, and keeps the prompt as an object for traces and ledger to name.
  func enter(_ put: Asked.Put) throws(StoreError) -> ObjectID {
    if let recorded = put.reply.recorded { try enter(recorded) }
    return try sink.add(.prompt, put.prompt)
  }

  /// Enters an exchange.
  func enter(_ recorded: Reply.Recorded) throws(StoreError) {
    let key = recorded.key.description
    try transcript.append(key, recorded.content)
    if let source = recorded.source {
      try responses.append(key, Writing.response(try source.journal.entry(at: source.place)))
      responseCount += 1
    }
  }

  func finish() throws(StoreError) -> Receipt.Roots {
    let sides = try self.sides?.finish(into: sink, cut: cut)
    sideCounts = sides?.counts ?? [:]
    return Receipt.Roots(
      records: try records.finish(), traces: try traces.finish(), ledger: try ledger.finish(),
      transcript: try transcript.finish(), sides: sides?.root)
  }

  /// - Returns: the root of the responses; nil where there are none.
  func finishResponses() throws(StoreError) -> ObjectID? {
    responseCount > 0 ? try responses.finish() : nil
  }
}
