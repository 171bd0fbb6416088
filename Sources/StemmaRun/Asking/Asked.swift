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
    let reply: Reply
    let reading: AnswerReading

    /// What there is for the slot at `offset` among those asked for.
    func content(at offset: Int) -> Content {
      let answer: Answer
      switch reply.exchange.result {
      case .answered(let given): answer = given
      case .failed(let reason): return .nothing(.failed, raw: nil, note: reason)
      }
      switch answer.finishReason {
      case .length: return .nothing(.truncated, raw: answer.text)
      case .refusal: return .nothing(.refused, raw: answer.text)
      case .stop: break
      }
      switch reading {
      case .unparsable: return .nothing(.unparsable, raw: answer.text)
      case .rows(let rows):
        return offset < rows.count ? .row(rows[offset]) : .nothing(.missing, raw: nil)
      }
    }
  }

  /// What a part holds for one slot.
  enum Content {
    case row(JSONObject)
    case nothing(Outcome, raw: String?, note: String? = nil)
  }

  struct Slot: Sendable {
    let id: RecordID
    let origin: Origin
    /// The origin's canonical bytes.
    let originBytes: [UInt8]
    /// What each part holds for it; nil where that is no row.
    let candidates: [Examined?]
  }

  let asking: Asking
  /// At least one.
  let parts: [Part]
  /// As many as were asked for.
  let slots: [Slot]
}

/// A candidate, and what the filters found of it by itself.
struct Examined: Sendable {
  let candidate: Candidate
  /// The row's canonical bytes.
  let row: [UInt8]
  let findings: FilterChain.Findings

  init(_ candidate: Candidate, by filters: FilterChain) {
    self.candidate = candidate
    row = CanonicalJSON.bytes(.object(candidate.row))
    findings = filters.examine(candidate, row: row)
  }
}
