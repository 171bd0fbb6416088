import StemmaRecord

/// Looks at every object of a pack.
struct PackCheck: Sendable {
  /// For each object of some blocks, whether it is whole.
  typealias Result = [Bool]
  /// The objects of neighbouring blocks, each block's by themselves.
  typealias Blocks = [ArraySlice<PackedObject>]

  private let pack: PackReader
  private let groups: [Blocks]
  /// So many are unpacked before their objects are hashed: of many together each is hashed faster. What
  /// has a block of its own may be large, and is looked at alone.
  private static let blocksAtOnce = 4

  /// - Parameter objects: in the order in which they lie in the file.
  init(_ pack: PackReader, _ objects: [PackedObject]) {
    self.pack = pack
    var groups: [Blocks] = []
    var start = 0
    for index in objects.indices
    where index + 1 == objects.count || objects[index + 1].place.block != objects[index].place.block
    {
      let block = objects[start...index]
      if block.count > 1, let last = groups.last, last[0].count > 1,
        last.count < Self.blocksAtOnce
      {
        groups[groups.count - 1].append(block)
      } else {
        groups.append([block])
      }
      start = index + 1
    }
    self.groups = groups
  }

  /// - Returns: what gives an element for some blocks, in the file's order.
  func begin(width: Int) -> Parallel.Begun<Blocks, Result, StoreError> {
    Parallel.begin(groups, width: width) { [pack] group throws(StoreError) in
      var unpacked: [PackBlock?] = []
      for objects in group {
        unpacked.append(try pack.block(at: objects[objects.startIndex].place.block))
      }
      var ids = PackBlock.ids(of: unpacked.compactMap(\.self))[...]
      return zip(group, unpacked).flatMap { objects, block in
        let found = block == nil ? [] : ids.removeFirst()
        return objects.map {
          $0.place.index < found.count && found[$0.place.index].prefix == $0.prefix
        }
      }
    }
  }
}
