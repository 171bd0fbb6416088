public import StemmaRecord

/// What somebody decided about a record.
public struct ReviewDecision: Hashable, Sendable {
  public enum Word: String, CaseIterable, Sendable {
    case accept
    case reject
    case edit
  }

  public let record: RecordID
  public let word: Word
  /// The row that takes the old one's place; nil but for an edit.
  public let row: JSONObject?
  /// Why, in somebody's own words.
  public let note: String?

  /// - Parameter row: given for an edit, and for nothing else.
  public init(record: RecordID, word: Word, row: JSONObject? = nil, note: String? = nil) {
    precondition((row != nil) == (word == .edit), "an edit has a row, and nothing else has one")
    self.record = record
    self.word = word
    self.row = row
    self.note = note
  }

  /// An entry of a version's sequence of decisions; its key is the record's id.
  var entry: JSONObject {
    var object: JSONObject = ["decision": .string(word.rawValue)]
    object["note"] = note.map { .string($0) }
    object["row"] = row.map { .object($0) }
    return object
  }

  /// A line of a file of decisions.
  public var line: JSONValue {
    var object = entry
    object["record"] = .string(record.text)
    return .object(object)
  }

  /// - Returns: nil where the entry is not a decision's.
  init?(record: RecordID, entry: JSONValue) {
    guard let word = entry["decision"]?.string.flatMap(Word.init(rawValue:)) else { return nil }
    let row = entry["row"]?.object
    guard (row != nil) == (word == .edit) else { return nil }
    self.init(record: record, word: word, row: row, note: entry["note"]?.string)
  }
}
