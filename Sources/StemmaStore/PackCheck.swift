import StemmaRecord

/// Looks at every object of a pack.
struct PackCheck: Sendable {
  /// For each object of a block, whether it is whole.
  typealias Result = [Bool]

  private let pack: PackReader
  private let blocks: [ArraySlice<PackedObject>]

  /// - Parameter objects: in the order in which they lie in the file.
  init(_ pack: PackReader, _ objects: [PackedObject]) {
    self.pack = pack
    var blocks: [ArraySlice<PackedObject>] = []
    var start = 0
    for index in objects.indices
    where index + 1 == objects.count || objects[index + 1].place.block != objects[index].place.block
    {
      blocks.append(objects[start...index])
      start = index + 1
    }
    self.blocks = blocks
  }

  /// - Returns: what gives an element a block, in the file's order.
  func begin(width: Int) -> Parallel.Begun<ArraySlice<PackedObject>, Result, StoreError> {
    Parallel.begin(blocks, width: width) { [pack] objects throws(StoreError) in
      guard let first = objects.first, let block = try pack.block(at: first.place.block)
      else { return objects.map { _ in false } }
      let ids = block.ids()
      return objects.map { $0.place.index < ids.count && ids[$0.place.index].prefix == $0.prefix }
    }
  }
}
