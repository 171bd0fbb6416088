import StemmaLineage
public import StemmaRecord

/// Writes new objects into one pack; nothing is visible before `finish`, and what the store has
/// already is not written again.
public final class StoreWriter: LeafSink {
  private let store: Store
  private var pack: PackWriter?
  /// Whether the index listed anything when the writing began.
  private let asksIndex: Bool

  /// - Throws: `StoreError.fileSystem` where the store cannot be written.
  public init(to store: Store) throws(StoreError) {
    self.store = store
    try store.layout.makeFolders()
    try TemporaryFile.removeStale(in: store.layout)
    let listed = try store.withIndex { lineage throws(LineageError) in try lineage.objectCount() }
    asksIndex = listed > 0
  }

  public func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    let id = ObjectID(of: kind, content)
    if pack?.contains(id) == true { return id }
    if try store.keeps(id, isThorough: asksIndex) { return id }
    try openPack().add(kind, id, content)
    return id
  }

  public func sealer(learningFrom samples: LeafBatch) throws(StoreError) -> any LeafSealing {
    LeafSealer(
      store, try openPack().dictionary(learnedFrom: samples.contents), asksIndex: asksIndex)
  }

  public func append(_ leaves: SealedLeaves) throws(StoreError) {
    try openPack().append(leaves)
  }

  private func openPack() throws(StoreError) -> PackWriter {
    if let pack { return pack }
    let pack = try PackWriter(in: store.layout)
    self.pack = pack
    return pack
  }

  /// Ends the pack and enters it into the index. Without new objects there is no pack.
  public func finish() throws(StoreError) {
    guard let pack else { return }
    self.pack = nil
    // Leaves may all have been there: then only a sealer asked for the pack.
    guard !pack.isEmpty else { return }
    let (name, objects) = try pack.finish { name throws(StoreError) in try store.announce(name) }
    try store.withIndex { lineage throws(LineageError) in
      try lineage.update { try $0.addPack(name, listing: Indexing.listed(objects)) }
    }
    store.forgetLargePacks()
  }
}
