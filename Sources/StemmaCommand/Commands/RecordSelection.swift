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
    try find(in: receipt, of: store) { $0 }
  }

  /// - Parameter keeping: what is wanted of a record, so that no more is held.
  func find<Kept>(
    in receipt: Receipt, of store: Store, keeping: (Found) -> Kept
  ) throws -> (found: [Kept], matching: Int) {
    var drawn: [Drawn<Kept>] = []
    var place = 0
    var matching = 0
    try store.forEachLeaf(of: receipt) { leaf in
      for (record, side) in leaf {
        // Imported rows need not have the same fields.
        if place == 0 && record.origin != nil {
          try conditions.forEach { try $0.check(against: record) }
        }
        place += 1
        guard conditions.allSatisfy({ $0.holds(for: record, side: side) }) else { continue }
        matching += 1
        drawn.append(
          Drawn(
            rank: count == nil ? 0 : rank(of: record), place: place,
            kept: keeping((place, record, side))))
      }
      // The lowest ranks are drawn; what cannot be among them need not be kept.
      if let count, drawn.count > 4 * count + 1024 { keepLowest(&drawn, count) }
      return true
    }
    if let count { keepLowest(&drawn, count) }
    return (drawn.sorted { $0.place < $1.place }.map(\.kept), matching)
  }

  private struct Drawn<Kept> {
    let rank: UInt64
    let place: Int
    let kept: Kept
  }

  /// A record's place in the draw: a function of seed and id alone.
  private func rank(of record: Record) -> UInt64 {
    var draws = Draws(seed: seed, item: ItemKey(["sample": .string(record.id.text)]), slot: 0)
    return draws.next64()
  }

  private func keepLowest<Kept>(_ drawn: inout [Drawn<Kept>], _ count: Int) {
    drawn.sort { ($0.rank, $0.place) < ($1.rank, $1.place) }
    drawn.removeLast(max(0, drawn.count - count))
  }
}
