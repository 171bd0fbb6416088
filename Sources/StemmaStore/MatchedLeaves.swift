import Glibc
import StemmaRecord

/// An entry without a counterpart near by.
struct StrayEntry: Sendable {
  let place: SequenceDifference.Place
  let hasOrigin: Bool
  let key: ObjectPrefix
  let content: ObjectPrefix
}

/// The entries of neighbouring leaves of one sequence, as they are held against another's.
protocol MatchedLeaves {
  /// How many entries there are.
  var count: Int { get }

  func place(_ index: Int) -> SequenceDifference.Place

  func hasKey(_ index: Int, like other: Int, of others: Self) -> Bool

  func hasContent(_ index: Int, like other: Int, of others: Self) -> Bool

  /// What an entry is found by elsewhere.
  func stray(_ index: Int) -> StrayEntry
}

/// Leaves that are read: entries are compared as bytes.
struct ReadLeaves: MatchedLeaves {
  private let leaves: [LeafEntries]
  /// Leaf and entry of each entry, counted through all leaves.
  private var entries: [(leaf: Int, entry: Int)] = []
  private let first: Int

  /// - Parameter first: the number of the first of them among the leaves that the other sequence has not.
  init(_ leaves: ArraySlice<LeafEntries>, from first: Int) {
    self.leaves = Array(leaves)
    self.first = first
    for (number, leaf) in leaves.enumerated() {
      for entry in leaf.entries.indices { entries.append((number, entry)) }
    }
  }

  var count: Int { entries.count }

  func place(_ index: Int) -> SequenceDifference.Place {
    let (leaf, entry) = entries[index]
    return SequenceDifference.Place(leaf: first + leaf, entry: entry)
  }

  func hasKey(_ index: Int, like other: Int, of others: Self) -> Bool {
    withKey(index) { key in others.withKey(other) { Self.same($0, key) } }
  }

  func hasContent(_ index: Int, like other: Int, of others: Self) -> Bool {
    withContent(index) { content in others.withContent(other) { Self.same($0, content) } }
  }

  func stray(_ index: Int) -> StrayEntry {
    StrayEntry(
      place: place(index),
      hasOrigin: withContent(index) { $0.starts(with: SequenceEntry.originOpening) },
      key: withKey(index) { ObjectID(of: .leaf, $0).prefix },
      content: withContent(index) { ObjectID(of: .leaf, $0).prefix })
  }

  private func withKey<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let (leaf, entry) = entries[index]
    return leaves[leaf].withBytes(of: leaves[leaf].entries[entry].key, body)
  }

  private func withContent<Result>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let (leaf, entry) = entries[index]
    return leaves[leaf].withBytes(of: leaves[leaf].entries[entry].content, body)
  }

  private static func same(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool
  {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return memcmp(a, b, left.count) == 0
  }
}

/// Leaves of which only their entries' digests are looked at.
struct DigestedLeaves: MatchedLeaves {
  private let digests: EntryDigests
  /// Where the first entry stands in the sequence.
  private let start: Int
  private let first: Int
  /// Of each leaf, how many entries stand before its end, counted from the first leaf.
  private let ends: [Int]

  /// - Parameter range: which of the side's leaves.
  init(_ digests: EntryDigests, _ side: TreeWalk.Side, _ range: Range<Int>) {
    self.digests = digests
    first = range.lowerBound
    start = range.isEmpty ? 0 : side.starts[range.lowerBound]
    var end = 0
    ends = side.leaves[range].map { leaf in
      end += leaf.count
      return end
    }
  }

  var count: Int { ends.last ?? 0 }

  func place(_ index: Int) -> SequenceDifference.Place {
    var leaf = 0
    while ends[leaf] <= index { leaf += 1 }
    return SequenceDifference.Place(
      leaf: first + leaf, entry: leaf == 0 ? index : index - ends[leaf - 1])
  }

  func hasKey(_ index: Int, like other: Int, of others: Self) -> Bool {
    digests.key(start + index) == others.digests.key(others.start + other)
  }

  func hasContent(_ index: Int, like other: Int, of others: Self) -> Bool {
    digests.content(start + index) == others.digests.content(others.start + other)
  }

  func stray(_ index: Int) -> StrayEntry {
    StrayEntry(
      place: place(index), hasOrigin: digests.hasOrigin(start + index),
      key: ObjectPrefix(high: digests.key(start + index), low: 0),
      content: ObjectPrefix(high: digests.content(start + index), low: 0))
  }
}
