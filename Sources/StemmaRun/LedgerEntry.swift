public import StemmaRecord
import StemmaStore

/// What became of an answer, or of a part of one, that was not kept: an entry of a version's ledger.
public struct LedgerEntry: Sendable {
  /// What was asked for.
  public let record: RecordID
  /// From 0.
  public let attempt: Int
  /// From 0.
  public let candidate: Int
  /// Counts parts beyond the slots that were asked for, from 1; 0 for all others.
  public let extra: Int
  public let outcome: Outcome
  /// Nil where the answer held none.
  public let row: JSONObject?
  /// In the order in which the filters spoke.
  public let verdicts: [JSONValue]
  /// What a reviewer said of it.
  public let note: String?
  /// All that is kept of it.
  public let json: JSONValue

  /// - Returns: nil where the entry is none of a ledger.
  init?(_ entry: SequenceEntry) {
    guard let json = entry.json(), let record = json["record"]?.string.map({ RecordID($0) }),
      let attempt = json["attempt"]?.integer, let candidate = json["candidate"]?.integer,
      let outcome = json["outcome"]?.string.flatMap(Outcome.init(word:))
    else { return nil }
    let key = Self.key(record, attempt: attempt, candidate: candidate)
    let rest = entry.key.utf8.dropFirst(key.utf8.count + 1)
    let extra = rest.isEmpty ? 0 : Int(String(decoding: rest, as: UTF8.self)) ?? 0
    guard
      Self.key(record, attempt: attempt, candidate: candidate, extra: extra)
        .hasSameBytes(as: entry.key)
    else { return nil }
    self.record = record
    self.attempt = attempt
    self.candidate = candidate
    self.extra = extra
    self.outcome = outcome
    row = json["row"]?.object
    verdicts = json["verdicts"]?.array ?? []
    note = json["note"]?.string
    self.json = json
  }

  /// Under what an entry stands in its ledger.
  static func key(
    _ record: RecordID, attempt: Int, candidate: Int, extra: Int = 0
  ) -> String {
    "\(record.text).\(attempt).\(candidate)" + (extra > 0 ? ".\(extra)" : "")
  }

  /// Whether a key may be of an entry about this record; one of ids that hold dots may be of another.
  static func mayBe(_ key: String, about record: RecordID) -> Bool {
    key.utf8.starts(with: "\(record.text).".utf8)
  }
}
