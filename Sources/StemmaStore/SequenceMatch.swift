import Glibc
import StemmaRecord

/// Finds what two sequences have not in common: their trees are walked side by side, what both have
/// is not read, and entries are compared as bytes.
struct SequenceMatch: Sendable {
  let earlier: SequenceReader
  let later: SequenceReader
  let width: Int

  /// Leaves compared at a time, of each sequence.
  private static let pieceLeaves = 32
  /// So far ahead an entry's counterpart is looked for; what is further away is found by its digest.
  private static let window = 64

  /// Leaves of both sequences that stand between the same neighbours.
  private struct Run: Sendable {
    var before: Range<Int>
    var after: Range<Int>
  }

  /// An entry without a counterpart near by.
  private struct Stray: Sendable {
    let place: SequenceDifference.Place
    let hasOrigin: Bool
    let key: ObjectPrefix
    let content: ObjectPrefix
  }

  private struct Found: Sendable {
    var same = 0
    var changed: [SequenceDifference.Pair] = []
    var gone: [Stray] = []
    var fresh: [Stray] = []
  }

  func run() throws(StoreError) -> SequenceDifference {
    var difference = SequenceDifference()
    let walk = try TreeWalk(earlier, later, width: width)
    difference.same = walk.sharedCount
    difference.before = walk.before.leaves.map(\.id)
    difference.after = walk.after.leaves.map(\.id)
    let pieces = Self.pieces(of: runs(walk))
    let (before, after) = (difference.before, difference.after)
    let found = try Parallel.map(pieces, width: width) { pieces throws(StoreError) in
      var found = Found()
      for piece in pieces { try compare(piece, before, after, &found) }
      return found
    }
    var gone: [Stray] = []
    var fresh: [Stray] = []
    for part in found {
      difference.same += part.same
      difference.changed += part.changed
      gone += part.gone
      fresh += part.fresh
    }
    Self.join(gone, fresh, &difference)
    return difference
  }

  // MARK: Runs

  /// Leaves that follow the same shared part belong together.
  private func runs(_ walk: TreeWalk) -> [Run] {
    var runs: [Run] = []
    var afterByAnchor: [UInt32: Range<Int>] = [:]
    for (anchor, range) in walk.after.runs { afterByAnchor[anchor] = range }
    for (anchor, range) in walk.before.runs {
      runs.append(Run(before: range, after: afterByAnchor.removeValue(forKey: anchor) ?? 0..<0))
    }
    for (anchor, range) in walk.after.runs where afterByAnchor[anchor] != nil {
      runs.append(Run(before: 0..<0, after: range))
    }
    return runs
  }

  /// Long runs are parted, short ones put together.
  private static func pieces(of runs: [Run]) -> [[Run]] {
    var pieces: [[Run]] = []
    var short: [Run] = []
    var size = 0
    for run in runs {
      let longer = max(run.before.count, run.after.count)
      guard longer <= pieceLeaves else {
        let parts = (longer + pieceLeaves - 1) / pieceLeaves
        for part in 0..<parts {
          func slice(_ range: Range<Int>) -> Range<Int> {
            range.lowerBound + range.count * part / parts..<range.lowerBound + range.count
              * (part + 1) / parts
          }
          pieces.append([Run(before: slice(run.before), after: slice(run.after))])
        }
        continue
      }
      short.append(run)
      size += longer
      if size >= pieceLeaves {
        pieces.append(short)
        short = []
        size = 0
      }
    }
    return short.isEmpty ? pieces : pieces + [short]
  }

  // MARK: Entries

  private struct Side {
    var leaves: [LeafEntries] = []
    /// Leaf and entry of each entry, counted through all leaves.
    var entries: [(leaf: Int, entry: Int)] = []
    let first: Int

    init(
      _ reader: SequenceReader, _ ids: [ObjectID], _ range: Range<Int>
    ) throws(StoreError) {
      first = range.lowerBound
      for index in range {
        let leaf = try reader.leafEntries(of: ids[index])
        for entry in leaf.entries.indices { entries.append((leaves.count, entry)) }
        leaves.append(leaf)
      }
    }

    func place(_ index: Int) -> SequenceDifference.Place {
      let (leaf, entry) = entries[index]
      return SequenceDifference.Place(leaf: first + leaf, entry: entry)
    }

    func withKey<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      let (leaf, entry) = entries[index]
      let range = leaves[leaf].entries[entry].key
      return leaves[leaf].bytes.withUnsafeBytes {
        body(UnsafeRawBufferPointer(rebasing: $0[range]))
      }
    }

    func withContent<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      let (leaf, entry) = entries[index]
      let range = leaves[leaf].entries[entry].content
      return leaves[leaf].bytes.withUnsafeBytes {
        body(UnsafeRawBufferPointer(rebasing: $0[range]))
      }
    }

    func stray(_ index: Int) -> Stray {
      let origin = Array(#"{"origin":"#.utf8)
      return Stray(
        place: place(index), hasOrigin: withContent(index) { $0.starts(with: origin) },
        key: withKey(index) { ObjectID(of: .leaf, $0).prefix },
        content: withContent(index) { ObjectID(of: .leaf, $0).prefix })
    }
  }

  private static func same(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool
  {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return memcmp(a, b, left.count) == 0
  }

  private func compare(
    _ run: Run, _ beforeIDs: [ObjectID], _ afterIDs: [ObjectID], _ found: inout Found
  ) throws(StoreError) {
    let before = try Side(earlier, beforeIDs, run.before)
    let after = try Side(later, afterIDs, run.after)
    var next = 0
    for index in after.entries.indices {
      let limit = min(before.entries.count, next + Self.window)
      var match = next
      after.withKey(index) { key in
        while match < limit, !before.withKey(match, { Self.same($0, key) }) { match += 1 }
      }
      guard match < limit else {
        found.fresh.append(after.stray(index))
        continue
      }
      while next < match {
        found.gone.append(before.stray(next))
        next += 1
      }
      next = match + 1
      let isSame = after.withContent(index) { content in
        before.withContent(match) { Self.same($0, content) }
      }
      if isSame {
        found.same += 1
      } else {
        found.changed.append(.init(before: before.place(match), after: after.place(index)))
      }
    }
    while next < before.entries.count {
      found.gone.append(before.stray(next))
      next += 1
    }
  }

  /// Pairs what has moved, and puts everything in order.
  private static func join(
    _ gone: [Stray], _ fresh: [Stray], _ difference: inout SequenceDifference
  ) {
    var left: [ObjectPrefix: Stray] = [:]
    left.reserveCapacity(gone.count)
    for stray in gone { left[stray.key] = stray }
    for stray in fresh {
      guard let old = left.removeValue(forKey: stray.key) else {
        difference.fresh.append(.init(place: stray.place, hasOrigin: stray.hasOrigin))
        continue
      }
      if old.content == stray.content {
        difference.same += 1
      } else {
        difference.changed.append(.init(before: old.place, after: stray.place))
      }
    }
    difference.gone = left.values.map { .init(place: $0.place, hasOrigin: $0.hasOrigin) }
    difference.gone.sort { $0.place < $1.place }
    difference.fresh.sort { $0.place < $1.place }
    difference.changed.sort { $0.after < $1.after }
  }
}
