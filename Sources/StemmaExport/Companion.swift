import StemmaRecord
import StemmaStore

/// A sequence with entries of the same keys as the records, read beside them.
struct Companion: Sendable {
  private let reader: SequenceReader
  /// Nil where its leaves hold other entries than the records' do.
  private let leaves: [SequenceChild]?

  /// - Parameter leaves: the records'.
  init(_ reader: SequenceReader, beside leaves: [SequenceChild]) throws(StoreError) {
    self.reader = reader
    let own = try reader.leaves()
    self.leaves = own.map(\.count) == leaves.map(\.count) ? own : nil
  }

  /// - Parameter leaf: the place of the records' leaf among all.
  /// - Returns: one for each record; nil for one that has no entry.
  func entries(beside records: [Record], leaf: Int) throws -> [JSONValue?] {
    guard reader.count > 0 else { return records.map { _ in nil } }
    if let leaves {
      let entries = try reader.entries(of: leaves[leaf].id)
      if entries.map(\.key) == records.map(\.id.text) { return entries.map { $0.json() } }
    }
    return try records.map { try reader.entry($0.id.text)?.json() }
  }
}
