import StemmaRecord
import StemmaStore

/// Which of a version's records are wanted: those that fit, or a draw of them.
struct RecordSelection {
  /// A record with its place in the version, from 1.
  typealias Found = (place: Int, record: Record, side: RecordSide?)

  let conditions: [RecordCondition]
  /// How many to draw; nil for all that fit.
  let count: Int?
  /// Which draw.
  let seed: UInt64

  /// - Returns: the wanted records in the version's order, and how many fit.
  /// - Throws: `InputError.unknownField` where a condition names what no record has.
  func find(in receipt: Receipt, of store: Store) throws -> (found: [Found], matching: Int) {
    var drawn: [(rank: UInt64, found: Found)] = []
    var place = 0
    var matching = 0
    try store.forEachLeaf(of: receipt) { leaf in
      for (record, side) in leaf {
        if place == 0 { try conditions.forEach { try $0.check(against: record) } }
        place += 1
        guard conditions.allSatisfy({ $0.holds(for: record, side: side) }) else { continue }
        matching += 1
        drawn.append((count == nil ? 0 : rank(of: record), (place, record, side)))
      }
      // The lowest ranks are drawn; what cannot be among them need not be kept.
      if let count, drawn.count > 4 * count + 1024 { keepLowest(&drawn, count) }
      return true
    }
    if let count { keepLowest(&drawn, count) }
    return (drawn.map(\.found).sorted { $0.place < $1.place }, matching)
  }

  /// A record's place in the draw: a function of seed and id alone.
  private func rank(of record: Record) -> UInt64 {
    var draws = Draws(seed: seed, item: ItemKey(["sample": .string(record.id.text)]), slot: 0)
    return UInt64(draws.next()) << 32 | UInt64(draws.next())
  }

  private func keepLowest(_ drawn: inout [(rank: UInt64, found: Found)], _ count: Int) {
    drawn.sort { ($0.rank, $0.found.place) < ($1.rank, $1.found.place) }
    drawn.removeLast(max(0, drawn.count - count))
  }
}
