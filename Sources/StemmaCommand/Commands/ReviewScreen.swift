import StemmaRecord
import StemmaRun
import StemmaStore

/// What a reviewer sees of one record.
struct ReviewScreen {
  /// A record to be gone through: its place in the version, from 1, and its id.
  typealias Item = (place: Int, id: RecordID)

  private let subjects: Subjects
  private let records: PlaceLookup
  private let traces: PlaceLookup
  private let sides: PlaceLookup?
  private let version: Version

  init(of version: Version, _ receipt: Receipt, in store: Store) throws {
    self.version = version
    subjects = try Subjects(of: receipt, in: store)
    records = try PlaceLookup(store.records(of: receipt))
    traces = try PlaceLookup(SequenceReader(receipt.roots.traces, from: store))
    sides = try store.sides(of: receipt).map { try PlaceLookup($0) }
  }

  func record(_ item: Item) throws -> Record {
    guard let json = try records.entry(of: item.id, at: item.place),
      let record = Record(id: item.id, json: json)
    else { throw InputError.unknownRecord(item.id.text, version: version.name) }
    return record
  }

  static let keys =
    "[a]ccept  [r]eject  [e]dit  [n]ote  [u]ndo  [s]kip  [b]ack  [q]uit"

  /// - Parameters:
  ///   - place: such as `12/130`.
  ///   - row: the row as it is decided, where it was edited.
  func lines(
    _ item: Item, place: String, _ decision: ReviewDecision?, note: String?
  ) throws -> [String] {
    let record = try record(item)
    var lines = ["", "── \(place) " + String(repeating: "─", count: max(2, 60 - place.count)), ""]
    if let subject = subjects.subject(of: record) { lines += Wording.subject(subject) + [""] }
    let shown = Record(id: item.id, row: decision?.row ?? record.row, origin: record.origin)
    let side = try sides?.entry(of: item.id, at: item.place).flatMap(RecordSide.init(json:))
    lines += Wording.record(shown, side: side) + [""]
    let trace = try traces.entry(of: item.id, at: item.place)
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
