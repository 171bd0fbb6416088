import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaTask

/// What came of one asking, and all of it that can be worked out before its turn.
struct Asked: Sendable {
  /// One candidate's prompts, and what their answers held.
  struct Part: Sendable {
    /// Which of several candidates for the slots, from 0.
    let candidate: Int
    /// In the order in which they were asked; at least one.
    let exchanges: [Put]
    /// For each slot, the places of what was asked about it among `exchanges`; at least one each.
    let ways: [[Int]]
    /// What there is for each slot.
    let contents: [Content]
    /// What was answered beyond the slots.
    let surplus: [JSONObject]
  }

  /// A prompt, and what came back.
  struct Put: Sendable {
    /// The prompt's canonical bytes.
    let prompt: [UInt8]
    let role: Role
    /// Who was asked, by the manifest's name; nil where there is only one teacher.
    let teacher: String?
    let reply: Reply
  }

  /// What a part holds for one slot.
  enum Content: Sendable {
    /// - `flaw`: in what way its rejected answer is the worse one, where that was said.
    case row(JSONObject, flaw: String?)
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
  private(set) var candidate: Candidate
  /// The row's canonical bytes.
  private(set) var row: [UInt8]
  /// Its origin's canonical bytes, where that is not its slot's.
  let originBytes: [UInt8]?
  var findings: FilterChain.Findings
  /// What the transcript is to hold of who was asked about it.
  var ratings: [Reply.Recorded] = []

  init(_ candidate: Candidate, by filters: FilterChain, originBytes: [UInt8]? = nil) {
    self.candidate = candidate
    self.originBytes = originBytes
    row = CanonicalJSON.bytes(.object(candidate.row))
    findings = filters.examine(candidate, row: row)
    if let changed = findings.row { take(changed) }
  }

  private mutating func take(_ changed: JSONObject) {
    candidate = Candidate(id: candidate.id, row: changed, origin: candidate.origin)
    row = CanonicalJSON.bytes(.object(changed))
  }

  /// Takes what was answered to the next questions about it.
  mutating func heed(_ replies: [Reply], by filters: FilterChain) {
    ratings += replies.compactMap(\.recorded)
    let notes = filters.heed(replies.map(Rater.answer), about: candidate, &findings)
    guard !notes.members.isEmpty else { return }
    var noted = candidate.row
    for (name, value) in notes.members { noted[name] = value }
    take(noted)
  }
}
