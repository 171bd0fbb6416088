import StemmaRecord

/// Names and packs leaves, beside others that do the same.
final class LeafSealer: LeafSealing {
  private let store: Store
  private let compressors: Pool<Compressor>
  /// Whether the index lists anything that leaves could be found in.
  private let asksIndex: Bool

  init(_ store: Store, _ dictionary: FrameDictionary, asksIndex: Bool) {
    self.store = store
    compressors = Pool { Compressor(dictionary) }
    self.asksIndex = asksIndex
  }

  func seal(_ batch: LeafBatch, isThorough: Bool) throws(StoreError) -> SealedLeaves {
    try compressors.use { compressor throws(StoreError) in
      try seal(batch, isThorough, compressor)
    }
  }

  private func seal(
    _ batch: LeafBatch, _ isThorough: Bool, _ compressor: Compressor
  ) throws(StoreError) -> SealedLeaves {
    var children: [SequenceChild] = []
    var blocks: [UInt8] = []
    blocks.reserveCapacity(batch.bytes.count / Self.usualRatio)
    var objects: [PackedObject] = []
    var block = BlockBuilder()
    func endBlock() {
      guard !block.isEmpty else { return }
      objects += block.objects(at: blocks.count)
      block.finish(with: compressor, into: &blocks)
    }
    try batch.withLeaves { leaves throws(StoreError) in
      let ids = batch.ids ?? ObjectID.each(of: .leaf, leaves)
      for (index, (id, leaf)) in zip(ids, leaves).enumerated() {
        precondition(leaf.count <= StoreLayout.objectLimitBytes, "the leaf rule bounds leaves")
        children.append(SequenceChild(id: id, count: batch.counts[index]))
        if try store.keeps(id, isThorough: isThorough && asksIndex) { continue }
        if block.isFull || BlockBuilder.isLarge(leaf.count) { endBlock() }
        block.add(.leaf, id, lying: leaf)
      }
      endBlock()
    }
    return SealedLeaves(children: children, blocks: blocks, objects: objects)
  }

  /// Blocks are so much smaller than their leaves as a rule, or more.
  private static let usualRatio = 3
}
