import StemmaRecord
import StemmaRun
import StemmaStore

/// What a reviewer sees of one record.
struct ReviewScreen {
  let subjects: Subjects
  let traces: TraceLookup

  init(of receipt: Receipt, in store: Store) throws {
    subjects = try Subjects(of: receipt, in: store)
    traces = try TraceLookup(of: receipt, in: store)
  }

  static let keys =
    "[a]ccept  [r]eject  [e]dit  [n]ote  [u]ndo  [s]kip  [b]ack  [q]uit"

  /// - Parameters:
  ///   - place: such as `12/130`.
  ///   - row: the row as it is decided, where it was edited.
  func lines(
    _ found: RecordSelection.Found, place: String, _ decision: ReviewDecision?, note: String?
  ) throws -> [String] {
    var lines = ["", "── \(place) " + String(repeating: "─", count: max(2, 60 - place.count)), ""]
    if let subject = subjects.subject(of: found.record) { lines += Wording.subject(subject) + [""] }
    let row = decision?.row ?? found.record.row
    let shown = Record(id: found.record.id, row: row, origin: found.record.origin)
    lines += Wording.record(shown, side: found.side) + [""]
    let trace = try traces.trace(of: found.record.id, at: found.place)
    let verdicts = (trace?["verdicts"]?.array ?? []).map(Wording.verdict)
    if !verdicts.isEmpty { lines.append("verdicts  \(verdicts.joined(separator: "; "))") }
    for review in trace?["reviews"]?.array ?? [] {
      let note = review["note"]?.string.map { ", note: \(Terminal.visible($0))" } ?? ""
      lines.append("before    \(review["decision"]?.string ?? "")\(note)")
    }
    if let decision {
      lines.append("decided   \(decision.word.rawValue)")
    }
    if let note = decision?.note ?? note { lines.append("note      \(Terminal.visible(note))") }
    return lines + [Self.keys]
  }
}
