public import StemmaRecord
public import StemmaStore

/// Finds the traces of records by their place, without reading all of them.
public struct TraceLookup {
  private let reader: SequenceReader
  private let leaves: [SequenceChild]
  /// How many traces stand before each leaf.
  private let before: [Int]

  public init(of receipt: Receipt, in store: Store) throws {
    reader = try SequenceReader(receipt.roots.traces, from: store)
    leaves = try reader.leaves()
    var total = 0
    before = leaves.map { leaf in
      defer { total += leaf.count }
      return total
    }
  }

  /// - Parameter place: the record's, from 1; where traces and records do not match, all are searched.
  /// - Returns: nil where the record has no trace.
  public func trace(of id: RecordID, at place: Int) throws -> JSONValue? {
    if let index = before.lastIndex(where: { $0 < place }) {
      let entries = try reader.entries(of: leaves[index].id)
      let offset = place - 1 - before[index]
      if entries.indices.contains(offset), entries[offset].key.utf8.elementsEqual(id.text.utf8) {
        return entries[offset].json()
      }
    }
    return try reader.entry(id.text)?.json()
  }
}
