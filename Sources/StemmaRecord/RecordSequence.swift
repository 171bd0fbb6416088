/// A version's records as statistics read them: in leaves, so that what two versions have in common
/// need not be read.
public protocol RecordSequence {
  /// How many records there are.
  var count: Int { get }

  /// The leaves in plan order, with the number of records in each; equal ids hold equal records.
  func recordLeaves() throws -> [(id: ObjectID, count: Int)]

  /// The records of one leaf.
  func records(of leaf: ObjectID) throws -> [Record]

  /// What a later sequence has otherwise, record by record.
  ///
  /// - Parameter width: how many threads read side by side; never changes the result.
  func difference(to later: Self, width: Int) throws -> SequenceDifference
}

/// What two sequences have not in common, by their entries' keys. Entries themselves are named, not
/// held: there may be millions.
public struct SequenceDifference: Sendable {
  /// Where an entry stands among the leaves that differ.
  public struct Place: Hashable, Comparable, Sendable {
    /// Index into the sequence's differing leaves.
    public let leaf: Int32
    /// Index into the leaf's entries.
    public let entry: Int32

    public init(leaf: Int, entry: Int) {
      self.leaf = Int32(leaf)
      self.entry = Int32(entry)
    }

    public static func < (left: Place, right: Place) -> Bool {
      (left.leaf, left.entry) < (right.leaf, right.entry)
    }
  }

  /// An entry that only one sequence has.
  public struct Single: Hashable, Sendable {
    public let place: Place
    /// Whether it says where it comes from, so that it could be paired by that.
    public let hasOrigin: Bool

    public init(place: Place, hasOrigin: Bool) {
      self.place = place
      self.hasOrigin = hasOrigin
    }
  }

  /// An entry that both sequences have under one key, with another content.
  public struct Pair: Hashable, Sendable {
    public let before: Place
    public let after: Place

    public init(before: Place, after: Place) {
      self.before = before
      self.after = after
    }
  }

  /// How many entries are the same in both.
  public var same = 0
  /// The leaves that not both have, in order.
  public var before: [ObjectID] = []
  public var after: [ObjectID] = []
  /// In the order of the later sequence.
  public var changed: [Pair] = []
  /// In the order of the earlier sequence.
  public var gone: [Single] = []
  /// In the order of the later sequence.
  public var fresh: [Single] = []

  public init() {}
}

extension RecordSequence {
  /// By reading every record of the leaves that differ.
  public func difference(to later: Self, width: Int) throws -> SequenceDifference {
    var difference = SequenceDifference()
    let earlierLeaves = try recordLeaves()
    let laterLeaves = try later.recordLeaves()
    let shared = Set(earlierLeaves.map(\.id)).intersection(laterLeaves.map(\.id))
    difference.same = laterLeaves.reduce(0) { $0 + (shared.contains($1.id) ? $1.count : 0) }
    difference.before = earlierLeaves.map(\.id).filter { !shared.contains($0) }
    difference.after = laterLeaves.map(\.id).filter { !shared.contains($0) }
    var left: [RecordID: (place: SequenceDifference.Place, record: Record)] = [:]
    for (leaf, id) in difference.before.enumerated() {
      for (entry, record) in try records(of: id).enumerated() {
        left[record.id] = (SequenceDifference.Place(leaf: leaf, entry: entry), record)
      }
    }
    for (leaf, id) in difference.after.enumerated() {
      for (entry, record) in try later.records(of: id).enumerated() {
        let place = SequenceDifference.Place(leaf: leaf, entry: entry)
        guard let old = left.removeValue(forKey: record.id) else {
          difference.fresh.append(.init(place: place, hasOrigin: record.origin != nil))
          continue
        }
        if old.record == record {
          difference.same += 1
        } else {
          difference.changed.append(.init(before: old.place, after: place))
        }
      }
    }
    difference.gone = left.values.map { .init(place: $0.place, hasOrigin: $0.record.origin != nil) }
      .sorted { $0.place < $1.place }
    return difference
  }
}

/// The sides of a version's records as statistics read them.
public protocol SideSequence {
  /// The leaves in plan order; equal ids hold equal sides.
  func sideLeaves() throws -> [ObjectID]

  /// The sides of one leaf.
  func sides(of leaf: ObjectID) throws -> [(id: RecordID, side: RecordSide)]
}
