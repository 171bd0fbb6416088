import StemmaLineage
public import StemmaRecord

/// Writes new objects into packs; nothing is visible before `finish`, and what the store has already is
/// not written again. What a full pack of its own holds may be: to know would take every id in memory.
public final class StoreWriter: LeafSink {
  private let store: Store
  private var pack: PackWriter?
  /// The packs that were full before.
  private var ended: [EndedPack] = []
  private let objectLimit: Int
  /// Whether the index listed anything when the writing began.
  private let asksIndex: Bool

  /// - Throws: `StoreError.fileSystem` where the store cannot be written.
  public convenience init(to store: Store) throws(StoreError) {
    try self.init(to: store, objectLimit: PackWriter.objectLimit)
  }

  /// - Parameter objectLimit: how many objects a pack has, or somewhat more.
  init(to store: Store, objectLimit: Int) throws(StoreError) {
    self.store = store
    self.objectLimit = objectLimit
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

  public func sealer(
    learningFrom samples: LeafBatch, isAll: Bool
  ) throws(StoreError) -> any LeafSealing {
    let dictionary = try openPack().dictionary(
      learnedFrom: samples.contents, newBytes: newBytes(in: samples), isAll: isAll)
    return LeafSealer(store, dictionary, asksIndex: asksIndex)
  }

  /// How many bytes the leaves have that the store has not.
  private func newBytes(in leaves: LeafBatch) throws(StoreError) -> Int {
    try leaves.withLeaves { leaves throws(StoreError) in
      var bytes = 0
      for (id, leaf) in zip(ObjectID.each(of: .leaf, leaves), leaves)
      where try !store.keeps(id, isThorough: asksIndex) {
        bytes += leaf.count
      }
      return bytes
    }
  }

  public func append(_ leaves: SealedLeaves) throws(StoreError) {
    try openPack().append(leaves)
  }

  /// The pack that is being written; one that is full makes room for the next.
  private func openPack() throws(StoreError) -> PackWriter {
    if let pack, pack.objectCount < objectLimit { return pack }
    let dictionary = try endPack()
    let next = try PackWriter(in: store.layout, continuing: dictionary)
    pack = next
    return next
  }

  /// Ends the pack that is being written, if there is one with anything in it.
  ///
  /// - Returns: its dictionary; nil where there is none.
  private func endPack() throws(StoreError) -> FrameDictionary? {
    let last = pack
    pack = nil
    // Leaves may all have been there: then only a sealer asked for the pack.
    guard let last, !last.isEmpty else { return nil }
    ended.append(try last.end())
    return last.dictionary
  }

  /// Ends the packs and enters them into the index. Without new objects there is none.
  ///
  /// - Throws: `StoreError`; packs that have their names by then stay, no version leads to them, and a
  ///   collection takes them.
  public func finish() throws(StoreError) {
    _ = try endPack()
    guard !ended.isEmpty else { return }
    for pack in ended {
      try pack.publish { name throws(StoreError) in try store.announce(name) }
    }
    try store.withIndex { lineage throws(LineageError) in
      try lineage.update { for pack in ended { try $0.addPack(pack.name, listing: pack.listed) } }
    }
    ended = []
    store.forgetLargePacks()
  }
}
