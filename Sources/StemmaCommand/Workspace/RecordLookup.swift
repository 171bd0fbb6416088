import StemmaRecord
import StemmaStore

/// Finds a record by its id or the id's first characters.
enum RecordLookup {
  /// - Returns: nil where no record's id begins so.
  /// - Throws: `InputError.ambiguousRecord` where several do, and none is just so.
  static func find(_ text: String, in receipt: Receipt, of store: Store) throws -> RecordID? {
    guard !text.isEmpty else { return nil }
    var found: [String] = []
    try store.records(of: receipt).forEach { _, entry in
      if entry.key == text { found = [entry.key] }
      if entry.key.hasPrefix(text) && entry.key != text { found.append(entry.key) }
      return entry.key != text
    }
    guard found.count < 2 else { throw InputError.ambiguousRecord(text, matches: found.count) }
    return found.first.map { RecordID($0) }
  }
}
