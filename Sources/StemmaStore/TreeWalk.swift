import StemmaRecord

/// Two trees walked level by level: what both have is not gone into.
struct TreeWalk {
  /// What is left of one of them.
  struct Side {
    /// The leaves that the other has not, in order.
    var leaves: [SequenceChild] = []
    /// Runs of them that nothing shared parts, by the shared part before them: its place among the
    /// earlier tree's, from 1; 0 for the beginning.
    var runs: [(anchor: Int, leaves: Range<Int>)] = []
  }

  private struct Item {
    let child: SequenceChild
    var isShared = false
  }

  private(set) var before = Side()
  private(set) var after = Side()
  /// How many entries stand in what both have.
  private(set) var sharedCount = 0

  init(_ earlier: SequenceReader, _ later: SequenceReader, width: Int) throws(StoreError) {
    var left = earlier.top.map { [Item(child: $0)] } ?? []
    var right = later.top.map { [Item(child: $0)] } ?? []
    var level = max(earlier.depth, later.depth)
    while true {
      // Trees may differ in height; the lower one joins at its own level.
      if level <= earlier.depth && level <= later.depth { Self.markShared(&left, &right) }
      if level == 0 { break }
      if level <= earlier.depth { left = try Self.expanded(left, earlier, width) }
      if level <= later.depth { right = try Self.expanded(right, later, width) }
      level -= 1
    }
    sharedCount = right.reduce(0) { $0 + ($1.isShared ? $1.child.count : 0) }
    var anchors: [ObjectID: Int] = [:]
    for item in left where item.isShared { anchors[item.child.id] = anchors.count + 1 }
    before = Self.side(left, anchors)
    after = Self.side(right, anchors)
  }

  private static func markShared(_ left: inout [Item], _ right: inout [Item]) {
    let shared = Set(left.lazy.filter { !$0.isShared }.map(\.child.id))
      .intersection(right.lazy.filter { !$0.isShared }.map(\.child.id))
    for index in left.indices where !left[index].isShared {
      left[index].isShared = shared.contains(left[index].child.id)
    }
    for index in right.indices where !right[index].isShared {
      right[index].isShared = shared.contains(right[index].child.id)
    }
  }

  private static func expanded(
    _ items: [Item], _ reader: SequenceReader, _ width: Int
  ) throws(StoreError) -> [Item] {
    try Parallel.map(items, width: width) { item throws(StoreError) in
      if item.isShared { return [item] }
      return try reader.children(of: item.child).map { Item(child: $0) }
    }.flatMap { $0 }
  }

  private static func side(_ items: [Item], _ anchors: [ObjectID: Int]) -> Side {
    var side = Side()
    var anchor = 0
    var start = 0
    func endRun() {
      if start < side.leaves.count { side.runs.append((anchor, start..<side.leaves.count)) }
      start = side.leaves.count
    }
    for item in items {
      if item.isShared {
        endRun()
        anchor = anchors[item.child.id] ?? 0
      } else {
        side.leaves.append(item.child)
      }
    }
    endRun()
    return side
  }
}
