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
    var fresh: [Record] = []
    for leaf in after where !shared.contains(leaf.id) {
      for record in try second.records(of: leaf.id) {
        guard let old = left.removeValue(forKey: record.id) else {
          fresh.append(record)
          continue
        }
        if old == record { same += 1 } else { changed.append(Change(before: old, after: record)) }
      }
    }
    let gone = leftOrder.compactMap { left[$0] }
    let pairing = SectionPairing(gone: gone, fresh: fresh)
    for record in fresh {
      if let old = pairing.predecessors[record.id] {
        changed.append(Change(before: old, after: record))
      } else {
        added.append(Change(before: nil, after: record))
      }
    }
    removed = gone.filter { !pairing.paired.contains($0.id) }
      .map { Change(before: $0, after: nil) }
  }
}
