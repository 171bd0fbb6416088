public import StemmaRecord

/// What became of the records between two versions, by id; sections whose text changed are paired by
/// their place.
public struct RecordComparison: Sendable {
  /// One record that is not the same in both.
  public struct Change: Sendable {
    /// Nil where the record was added.
    public let before: Record?
    /// Nil where the record was removed.
    public let after: Record?
  }

  public private(set) var same = 0
  /// In the order of the second version.
  public private(set) var changed: [Change] = []
  /// In the order of the second version.
  public private(set) var added: [Change] = []
  /// In the order of the first version.
  public private(set) var removed: [Change] = []

  /// Reads only the leaves that not both versions have.
  public init(_ first: some RecordSequence, _ second: some RecordSequence) throws {
    let before = try first.recordLeaves()
    let after = try second.recordLeaves()
    let shared = Set(before.map(\.id)).intersection(after.map(\.id))
    same = after.reduce(0) { $0 + (shared.contains($1.id) ? $1.count : 0) }
    var left: [RecordID: Record] = [:]
    var leftOrder: [RecordID] = []
    for leaf in before where !shared.contains(leaf.id) {
      for record in try first.records(of: leaf.id) {
        left[record.id] = record
        leftOrder.append(record.id)
      }
    }
    var differing: [Change] = []
    for leaf in after where !shared.contains(leaf.id) {
      for record in try second.records(of: leaf.id) {
        let old = left.removeValue(forKey: record.id)
        if old == record { same += 1 } else { differing.append(Change(before: old, after: record)) }
      }
    }
    let gone = leftOrder.compactMap { left[$0] }
    let fresh = differing.filter { $0.before == nil }.compactMap(\.after)
    let pairing = SectionPairing(gone: gone, fresh: fresh)
    for change in differing {
      let id = change.after?.id
      if let old = change.before ?? id.flatMap({ pairing.predecessors[$0] }) {
        changed.append(Change(before: old, after: change.after))
      } else {
        added.append(change)
      }
    }
    removed = gone.filter { !pairing.paired.contains($0.id) }
      .map { Change(before: $0, after: nil) }
  }
}
