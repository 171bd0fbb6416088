import GRDB
public import StemmaRecord

/// Changes an index, within one `Lineage.update`.
///
/// Every call may be repeated without harm, so that a store which is behind can simply say all it
/// knows. A failed call fails the whole update.
public struct LineageWriter {
  private let changes: Changes

  init(_ changes: Changes) {
    self.changes = changes
  }

  /// What the index knows by now, this update's own changes included.
  public func state() throws(LineageError) -> IndexState {
    try changes.perform {
      IndexState(packs: try changes.rows(PackRow.self), refs: try changes.rows(RefRow.self))
    }
  }

  /// Takes in a pack with the ids of its objects, in any order. A known pack is left as it is.
  public func addPack(
    _ name: String, objects: some Sequence<ObjectID>
  ) throws(LineageError) {
    try addPack(name, listing: objects.map(\.prefix))
  }

  /// Takes in a pack with the first halves of its objects' ids, in any order. With none, the pack
  /// itself is to be asked what it holds.
  public func addPack(_ name: String, listing objects: [ObjectPrefix]) throws(LineageError) {
    try changes.perform { try changes.addPack(name, objects) }
  }

  /// Forgets a pack; objects that lie in another one too are found there.
  public func removePack(_ name: String) throws(LineageError) {
    try changes.perform { try changes.removePack(name) }
  }

  /// - Parameters:
  ///   - name: a full ref name such as `refs/heads/faq`.
  ///   - commit: lower-case hexadecimal; nil forgets the ref.
  public func setRef(_ name: String, to commit: String?) throws(LineageError) {
    try changes.perform {
      if let commit {
        try changes.put(RefRow(name: name, commit: commit))
      } else {
        try changes.remove(.ref, where: "\"name\" = ?", [name])
      }
    }
  }

  /// Takes in a version, in place of one with the same dataset and number.
  public func addVersion(_ version: VersionRow) throws(LineageError) {
    try changes.perform { try changes.put(version) }
  }

  /// Forgets a dataset's versions, and inputs, parents and adapters of receipts that no other version
  /// has.
  public func removeVersions(of dataset: String) throws(LineageError) {
    try changes.perform { try changes.removeVersions(of: dataset) }
  }

  /// Takes in inputs, each in place of one with the same receipt and name.
  public func addInputs(_ inputs: some Sequence<InputRow>) throws(LineageError) {
    try changes.perform {
      for input in inputs { try changes.put(input) }
    }
  }

  /// Takes in parents, each in place of one with the same receipt and place.
  public func addParents(_ parents: some Sequence<ParentRow>) throws(LineageError) {
    try changes.perform {
      for parent in parents { try changes.put(parent) }
    }
  }

  /// Takes in adapters that answered, each once for a receipt.
  public func addAdapters(_ adapters: some Sequence<AdapterRow>) throws(LineageError) {
    try changes.perform {
      for adapter in adapters { try changes.put(adapter) }
    }
  }

  /// Takes in an event as the newest. An event that is known already is left where it is.
  public func addEvent(_ event: EventRow) throws(LineageError) {
    try changes.perform { try changes.addEvent(event) }
  }

  /// Forgets every event.
  public func removeEvents() throws(LineageError) {
    try changes.perform { try changes.removeAll(.event) }
  }

  /// Forgets everything.
  public func removeAll() throws(LineageError) {
    try changes.perform {
      try changes.removeAllPacks()
      for table in SealedTable.allCases where table != .pack { try changes.removeAll(table) }
    }
  }
}
