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
    let anchors = IDTable(left.filter(\.isShared).map(\.child.id))
    before = Self.side(left, anchors)
    after = Self.side(right, anchors)
  }

  private static func markShared(_ left: inout [Item], _ right: inout [Item]) {
    let places = IDTable(left.map(\.child.id))
    for index in right.indices where !right[index].isShared {
      guard let place = places.place(of: right[index].child.id), !left[place].isShared
      else { continue }
      left[place].isShared = true
      right[index].isShared = true
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

  private static func side(_ items: [Item], _ anchors: IDTable) -> Side {
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
        anchor = anchors.place(of: item.child.id).map { $0 + 1 } ?? 0
      } else {
        side.leaves.append(item.child)
      }
    }
    endRun()
    return side
  }
}

/// Finds ids by themselves: they are digests, so that their bits need no hashing.
private struct IDTable {
  private let ids: [ObjectID]
  /// Index of an id plus 1; 0 for an empty place. At most half of it is full.
  private var table: [UInt32]

  init(_ ids: [ObjectID]) {
    self.ids = ids
    var size = 16
    while size < 2 * ids.count { size *= 2 }
    table = [UInt32](repeating: 0, count: size)
    for (index, id) in ids.enumerated() {
      var place = Int(truncatingIfNeeded: id.prefix64) & (size - 1)
      while table[place] != 0 { place = (place + 1) & (size - 1) }
      table[place] = UInt32(index + 1)
    }
  }

  /// - Returns: the index of the first such id.
  func place(of id: ObjectID) -> Int? {
    var place = Int(truncatingIfNeeded: id.prefix64) & (table.count - 1)
    while table[place] != 0 {
      let index = Int(table[place]) - 1
      if ids[index] == id { return index }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }
}
