public import StemmaRecord
public import StemmaStore

/// Finds entries of a version's sequence by their records' places, without reading all of it.
public struct PlaceLookup {
  private let reader: SequenceReader
  private let leaves: [SequenceChild]
  /// How many entries stand before each leaf.
  private let before: [Int]

  public init(_ reader: SequenceReader) throws {
    self.reader = reader
    leaves = try reader.leaves()
    var total = 0
    before = leaves.map { leaf in
      defer { total += leaf.count }
      return total
    }
  }

  /// - Parameter place: the record's, from 1; where it has another one here, all is searched.
  /// - Returns: nil where the record has no entry.
  public func entry(of id: RecordID, at place: Int) throws -> JSONValue? {
    var low = 0
    var high = before.count
    while low < high {
      let middle = (low + high) / 2
      if before[middle] < place { low = middle + 1 } else { high = middle }
    }
    if low > 0 {
      let entries = try reader.entries(of: leaves[low - 1].id)
      let offset = place - 1 - before[low - 1]
      if entries.indices.contains(offset), entries[offset].key.hasSameBytes(as: id.text) {
        return entries[offset].json()
      }
    }
    return try reader.entry(id.text)?.json()
  }
}
