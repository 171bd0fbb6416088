import StemmaRecord

/// Names leaves and makes them ready to be written, on any thread.
public protocol LeafSealing: Sendable {
  /// - Parameter isThorough: whether small packs are searched as well for leaves that the store has
  ///   already; a leaf that is written twice does no harm.
  func seal(_ batch: LeafBatch, isThorough: Bool) throws(StoreError) -> SealedLeaves
}

/// Takes whole leaves in, beside single objects.
public protocol LeafSink: ObjectSink {
  /// What names and packs leaves side by side, for `append`.
  ///
  /// - Parameters:
  ///   - samples: leaves like those to come; it learns from them what they have in common.
  ///   - isAll: whether hardly any come but these.
  func sealer(learningFrom samples: LeafBatch, isAll: Bool) throws(StoreError) -> any LeafSealing

  /// Writes leaves that a sealer of this sink made.
  func append(_ leaves: SealedLeaves) throws(StoreError)
}

extension ObjectProbe: LeafSink {
  public func sealer(
    learningFrom samples: LeafBatch, isAll: Bool
  ) throws(StoreError) -> any LeafSealing {
    ProbeSealer(probe: self)
  }

  public func append(_ leaves: SealedLeaves) throws(StoreError) {}
}

/// Holds the leaves that the store has not.
private struct ProbeSealer: LeafSealing {
  let probe: ObjectProbe

  func seal(_ batch: LeafBatch, isThorough: Bool) throws(StoreError) -> SealedLeaves {
    let contents = batch.contents
    let ids = batch.ids ?? ObjectID.each(of: .leaf, contents)
    for (id, content) in zip(ids, contents) { try probe.add(id, content) }
    let children = zip(ids, batch.counts).map { SequenceChild(id: $0, count: $1) }
    return SealedLeaves(children: children, blocks: [], objects: [])
  }
}
