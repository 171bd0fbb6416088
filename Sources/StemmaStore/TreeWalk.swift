import StemmaRecord

/// Two trees walked level by level: what both have is not gone into.
struct TreeWalk {
  /// What is left of one of them.
  struct Side {
    /// The leaves that the other has not, in order.
    var leaves: [SequenceChild] = []
    /// How many entries of the sequence stand before each of them.
    var starts: [Int] = []
    /// Runs of them that nothing shared parts, by the number of the shared part before them; 0 for the
    /// beginning.
    var runs: [(anchor: UInt32, leaves: Range<Int>)] = []
  }

  private struct Item {
    let child: SequenceChild
    /// What both have bears the same number in both, from 1; 0 for what the other has not.
    var shared: UInt32 = 0
  }

  private(set) var before = Side()
  private(set) var after = Side()
  /// How many entries stand in what both have.
  private(set) var sharedCount = 0

  init(_ earlier: SequenceReader, _ later: SequenceReader, width: Int) throws(StoreError) {
    var left = earlier.top.map { [Item(child: $0)] } ?? []
    var right = later.top.map { [Item(child: $0)] } ?? []
    var level = max(earlier.depth, later.depth)
    var shared: UInt32 = 0
    while true {
      // Trees may differ in height; the lower one joins at its own level.
      if level <= earlier.depth && level <= later.depth {
        Self.markShared(&left, &right, from: &shared)
      }
      if level == 0 { break }
      let depth = level
      let sides = try Parallel.map(
        [(left, earlier), (right, later)], width: min(width, 2), atOnce: 1
      ) { (items, reader) throws(StoreError) in
        guard depth <= reader.depth else { return items }
        return try Self.expanded(items, reader, max(1, width / 2))
      }
      (left, right) = (sides[0], sides[1])
      level -= 1
    }
    sharedCount = right.reduce(0) { $0 + ($1.shared > 0 ? $1.child.count : 0) }
    before = Self.side(left)
    after = Self.side(right)
  }

  private static func markShared(
    _ left: inout [Item], _ right: inout [Item], from shared: inout UInt32
  ) {
    let places = IDTable(left.map(\.child.id))
    for index in right.indices where right[index].shared == 0 {
      guard let place = places.place(of: right[index].child.id), left[place].shared == 0
      else { continue }
      shared += 1
      left[place].shared = shared
      right[index].shared = shared
    }
  }

  private static func expanded(
    _ items: [Item], _ reader: SequenceReader, _ width: Int
  ) throws(StoreError) -> [Item] {
    let below = try Parallel.map(items, width: width) { item throws(StoreError) in
      item.shared > 0 ? [] : try reader.children(of: item.child)
    }
    var expanded: [Item] = []
    expanded.reserveCapacity(below.reduce(items.count) { $0 + $1.count })
    for (item, children) in zip(items, below) {
      if item.shared > 0 { expanded.append(item) }
      for child in children { expanded.append(Item(child: child)) }
    }
    return expanded
  }

  private static func side(_ items: [Item]) -> Side {
    var side = Side()
    var anchor: UInt32 = 0
    var start = 0
    var place = 0
    func endRun() {
      if start < side.leaves.count { side.runs.append((anchor, start..<side.leaves.count)) }
      start = side.leaves.count
    }
    for item in items {
      if item.shared > 0 {
        endRun()
        anchor = item.shared
      } else {
        side.leaves.append(item.child)
        side.starts.append(place)
      }
      place += item.child.count
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
