import StemmaRecord
import StemmaStore

/// Finds a record by its id or the id's first characters, byte by byte.
enum RecordLookup {
  /// - Parameter receipts: the versions to look in; the first one that has a record with just this id goes
  ///   before all in which ids only begin so.
  /// - Returns: nil where no record's id begins so.
  /// - Throws: `InputError.ambiguousRecord` where several ids of the first such version do.
  static func find(
    _ text: String, in receipts: Receipt..., of store: Store
  ) throws -> RecordID? {
    guard !text.isEmpty else { return nil }
    var beginning: [(first: String, count: Int)] = []
    for receipt in receipts {
      var isFound = false
      var begun: (first: String, count: Int)?
      try store.records(of: receipt).forEach { _, entry in
        isFound = entry.key.hasSameBytes(as: text)
        if entry.key.utf8.starts(with: text.utf8) {
          begun = (begun?.first ?? entry.key, (begun?.count ?? 0) + 1)
        }
        return !isFound
      }
      if isFound { return RecordID(text) }
      if let begun { beginning.append(begun) }
    }
    guard let (first, count) = beginning.first else { return nil }
    guard count == 1 else { throw InputError.ambiguousRecord(text, matches: count) }
    return RecordID(first)
  }
}
