import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaTask

/// What came of one asking, and all of it that can be worked out before its turn.
struct Asked: Sendable {
  /// One candidate's prompt, and what its answer held.
  struct Part: Sendable {
    /// Which of several candidates for the slots, from 0.
    let candidate: Int
    /// The prompt's canonical bytes.
    let prompt: [UInt8]
    /// Who was asked, by the manifest's name; nil where there is only one teacher.
    let teacher: String?
    let reply: Reply
    let reading: AnswerReading
    /// What is wrong with rows that are not of the task's form, by their places; empty where a filter
    /// looks at that.
    let flaws: [Int: String]

    /// What there is for the slot at `offset` among those asked for.
    func content(at offset: Int) -> Content {
      let answer: Answer
      switch reply.exchange.result {
      case .answered(let given): answer = given
      case .failed(let reason): return .nothing(.failed, raw: nil, reason: reason)
      }
      switch answer.finishReason {
      case .length: return .nothing(.truncated, raw: answer.text, reason: nil)
      case .refusal: return .nothing(.refused, raw: answer.text, reason: nil)
      case .stop: break
      }
      switch reading {
      case .unparsable(let reason): return .nothing(.unparsable, raw: answer.text, reason: reason)
      case .rows(let rows):
        guard offset < rows.count else { return .nothing(.missing, raw: nil, reason: nil) }
        guard let flaw = flaws[offset] else { return .row(rows[offset]) }
        return .nothing(
          .unparsable, raw: CanonicalJSON.text(.object(rows[offset])), reason: flaw)
      }
    }
  }

  /// What a part holds for one slot.
  enum Content {
    case row(JSONObject)
    /// - `raw`: the answer, or the slot's part of it, where that is not of the wanted form; `reason`
    ///   says how.
    case nothing(Outcome, raw: String?, reason: String?)
  }

  struct Slot: Sendable {
    let id: RecordID
    let origin: Origin
    /// The origin's canonical bytes.
    let originBytes: [UInt8]
    /// What each part holds for it; nil where that is no row.
    var candidates: [Examined?]
  }

  let asking: Asking
  /// At least one.
  let parts: [Part]
  /// As many as were asked for.
  var slots: [Slot]
}

/// A candidate, and what the filters found of it by itself.
struct Examined: Sendable {
  let candidate: Candidate
  /// The row's canonical bytes.
  let row: [UInt8]
  var findings: FilterChain.Findings
  /// What the transcript is to hold of who was asked about it.
  var ratings: [Reply.Recorded] = []

  init(_ candidate: Candidate, by filters: FilterChain) {
    self.candidate = candidate
    row = CanonicalJSON.bytes(.object(candidate.row))
    findings = filters.examine(candidate, row: row)
  }

  /// Takes what was answered to the next question about it.
  mutating func heed(_ reply: Reply, by filters: FilterChain) {
    if let recorded = reply.recorded { ratings.append(recorded) }
    filters.heed(Rater.answer(in: reply), about: candidate, &findings)
  }
}
