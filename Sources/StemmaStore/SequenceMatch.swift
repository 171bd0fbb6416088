import StemmaRecord

/// Finds what two sequences have not in common: their trees are walked side by side, what both have
/// is not read, and of the rest entries are compared as bytes, or by what stands for them.
struct SequenceMatch: Sendable {
  let earlier: SequenceReader
  let later: SequenceReader
  let width: Int

  /// Leaves that a thread takes at a time, of each sequence; somewhat fewer than twice as many where runs are
  /// short.
  private static let pieceLeaves = 32
  /// So many leaves, or somewhat more, are held at once: as many as can be hashed together.
  private static let heldLeaves = 8
  /// So far ahead an entry's counterpart is looked for; what is further away is found by its digest.
  private static let window = 64
  /// A leaf takes longer to be read than the digests of so many entries, of which all are read: some 45
  /// microseconds of a processor, and 50 nanoseconds, of a million records of 727 bytes.
  private static let digestsALeaf = 400

  /// Leaves of both sequences that stand between the same neighbours.
  private struct Run: Sendable {
    var before: Range<Int>
    var after: Range<Int>
  }

  private struct Found: Sendable {
    var same = 0
    var changed: [SequenceDifference.Pair] = []
    var gone: [StrayEntry] = []
    var fresh: [StrayEntry] = []

    var differences: Int { changed.count + gone.count + fresh.count }
  }

  func run() throws(StoreError) -> SequenceDifference {
    var difference = SequenceDifference()
    let walk = try TreeWalk(earlier, later, width: width)
    difference.same = walk.sharedCount
    difference.before = walk.before.leaves.map(\.id)
    difference.after = walk.after.leaves.map(\.id)
    let pieces = Self.pieces(of: runs(walk))
    let digests = digests(for: walk)
    let found = try Parallel.map(pieces, width: width) { piece throws(StoreError) in
      var found = Found()
      let unexplained = digests.map { Self.unexplained(piece, walk, by: $0, &found) } ?? piece
      try compareRead(unexplained, walk, &found)
      return found
    }
    var gone: [StrayEntry] = []
    var fresh: [StrayEntry] = []
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

  /// The digests of both sequences' entries, where they are at hand and looking at them takes less time than
  /// reading the leaves.
  private func digests(for walk: TreeWalk) -> (before: EntryDigests, after: EntryDigests)? {
    let leaves = walk.before.leaves.count + walk.after.leaves.count
    guard leaves * Self.digestsALeaf > earlier.count + later.count else { return nil }
    let both = Parallel.map([earlier, later], width: min(width, 2), atOnce: 1) { $0.digests }
    guard let before = both[0], let after = both[1], before.hash.key == after.hash.key else {
      return nil
    }
    return (before, after)
  }

  /// Compares leaves by their entries' digests.
  ///
  /// - Returns: the runs of which that does not tell what differs.
  private static func unexplained(
    _ runs: [Run], _ walk: TreeWalk, by digests: (before: EntryDigests, after: EntryDigests),
    _ found: inout Found
  ) -> [Run] {
    runs.filter { run in
      let before = DigestedLeaves(digests.before, walk.before, run.before)
      let after = DigestedLeaves(digests.after, walk.after, run.after)
      let same = found.same
      if compare(before, after, &found) { return false }
      // Leaves that differ hold an entry that does, unless they are cut otherwise: two contents may share a
      // digest.
      found.same = same
      return true
    }
  }

  /// Reads the runs' leaves, and compares them.
  private func compareRead(
    _ runs: [Run], _ walk: TreeWalk, _ found: inout Found
  ) throws(StoreError) {
    var rest = runs[...]
    while !rest.isEmpty {
      var leaves = 0
      let some = rest.prefix { run in
        defer { leaves += max(run.before.count, run.after.count) }
        return leaves < Self.heldLeaves
      }
      rest = rest[some.endIndex...]
      var before = try earlier.leafEntries(
        of: some.flatMap { walk.before.leaves[$0.before].map(\.id) })[...]
      var after = try later.leafEntries(
        of: some.flatMap { walk.after.leaves[$0.after].map(\.id) })[...]
      for run in some {
        _ = Self.compare(
          ReadLeaves(before.prefix(run.before.count), from: run.before.lowerBound),
          ReadLeaves(after.prefix(run.after.count), from: run.after.lowerBound), &found)
        before.removeFirst(run.before.count)
        after.removeFirst(run.after.count)
      }
    }
  }

  /// - Returns: whether anything differs.
  private static func compare<Leaves: MatchedLeaves>(
    _ before: Leaves, _ after: Leaves, _ found: inout Found
  ) -> Bool {
    let (beforeCount, differences) = (before.count, found.differences)
    var next = 0
    for index in 0..<after.count {
      let limit = min(beforeCount, next + window)
      var match = next
      while match < limit, !after.hasKey(index, like: match, of: before) { match += 1 }
      guard match < limit else {
        found.fresh.append(after.stray(index))
        continue
      }
      while next < match {
        found.gone.append(before.stray(next))
        next += 1
      }
      next = match + 1
      if after.hasContent(index, like: match, of: before) {
        found.same += 1
      } else {
        found.changed.append(.init(before: before.place(match), after: after.place(index)))
      }
    }
    while next < beforeCount {
      found.gone.append(before.stray(next))
      next += 1
    }
    return found.differences > differences
  }

  /// Pairs what has moved, and puts everything in order.
  private static func join(
    _ gone: [StrayEntry], _ fresh: [StrayEntry], _ difference: inout SequenceDifference
  ) {
    var left: [ObjectPrefix: StrayEntry] = [:]
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
