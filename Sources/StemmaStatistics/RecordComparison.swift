public import StemmaRecord

/// What became of the records between two versions, by id; sections whose text changed are paired by
/// their place.
///
/// All are counted; only the first of each kind are held.
public struct RecordComparison: Sendable {
  /// One record that is not the same in both.
  public struct Change: Sendable {
    /// Nil where the record was added.
    public let before: Record?
    /// Nil where the record was removed.
    public let after: Record?
  }

  public let same: Int
  public let changedCount: Int
  public let addedCount: Int
  public let removedCount: Int
  /// The first of them, in the order of the second version.
  public let changed: [Change]
  /// The first of them, in the order of the second version.
  public let added: [Change]
  /// The first of them, in the order of the first version.
  public let removed: [Change]

  /// Reads only the leaves that not both versions have.
  ///
  /// - Parameters:
  ///   - examples: how many changes of each kind to hold.
  ///   - width: how many threads read side by side; never changes the result.
  public init<Records: RecordSequence>(
    _ first: Records, _ second: Records, examples: Int = .max, width: Int = 1
  ) throws {
    let difference = try first.difference(to: second, width: width)
    var before = ChangeReader(first, difference.before)
    var after = ChangeReader(second, difference.after)
    let pairing = try Self.pairing(difference, &before, &after)
    var changes: [(before: SequenceDifference.Place, after: SequenceDifference.Place)] =
      difference.changed.map { ($0.before, $0.after) }
    if !pairing.isEmpty {
      for single in difference.fresh {
        if let old = pairing[single.place] { changes.append((old, single.place)) }
      }
      changes.sort { $0.after < $1.after }
    }
    let paired = Set(pairing.values)
    let fresh = difference.fresh.filter { pairing[$0.place] == nil }
    let gone = difference.gone.filter { !paired.contains($0.place) }
    same = difference.same
    (changedCount, addedCount, removedCount) = (changes.count, fresh.count, gone.count)
    changed = try changes.prefix(examples).map {
      Change(before: try before.record($0.before), after: try after.record($0.after))
    }
    added = try fresh.prefix(examples).map {
      Change(before: nil, after: try after.record($0.place))
    }
    removed = try gone.prefix(examples).map {
      Change(before: try before.record($0.place), after: nil)
    }
  }

  /// For each new record that is an old one's successor, where that stands.
  private static func pairing<Records: RecordSequence>(
    _ difference: SequenceDifference, _ before: inout ChangeReader<Records>,
    _ after: inout ChangeReader<Records>
  ) throws -> [SequenceDifference.Place: SequenceDifference.Place] {
    let goneSingles = difference.gone.filter(\.hasOrigin)
    let freshSingles = difference.fresh.filter(\.hasOrigin)
    guard !goneSingles.isEmpty, !freshSingles.isEmpty else { return [:] }
    let gone = try goneSingles.map { try before.record($0.place) }
    let fresh = try freshSingles.map { try after.record($0.place) }
    let predecessors = SectionPairing(gone: gone, fresh: fresh).predecessors
    var pairing: [SequenceDifference.Place: SequenceDifference.Place] = [:]
    for (new, old) in predecessors {
      pairing[freshSingles[new].place] = goneSingles[old].place
    }
    return pairing
  }
}

/// Reads single records of leaves, neighbours without reading the leaf again.
private struct ChangeReader<Records: RecordSequence> {
  private let records: Records
  private let leaves: [ObjectID]
  private var last: (leaf: Int32, records: [Record])?

  init(_ records: Records, _ leaves: [ObjectID]) {
    self.records = records
    self.leaves = leaves
  }

  mutating func record(_ place: SequenceDifference.Place) throws -> Record {
    if let last, last.leaf == place.leaf { return last.records[Int(place.entry)] }
    let read = try records.records(of: leaves[Int(place.leaf)])
    last = (place.leaf, read)
    return read[Int(place.entry)]
  }
}
