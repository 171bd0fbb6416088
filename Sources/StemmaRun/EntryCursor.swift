import StemmaRecord
import StemmaStore

/// Walks a sequence beside another one that has the same keys in the same order, and more of them.
struct EntryCursor {
  private let reader: SequenceReader
  private var leaves: ArraySlice<SequenceChild>
  private var entries: ArraySlice<SequenceEntry> = []

  init(_ reader: SequenceReader) throws(StoreError) {
    self.reader = reader
    leaves = try reader.leaves()[...]
  }

  /// - Returns: the next entry if it has this key; else nil, and the entry stays the next.
  mutating func next(if key: String) throws(StoreError) -> SequenceEntry? {
    while entries.isEmpty, let leaf = leaves.popFirst() {
      entries = try reader.entries(of: leaf.id)[...]
    }
    guard let entry = entries.first, entry.key.hasSameBytes(as: key) else { return nil }
    entries.removeFirst()
    return entry
  }
}
