import GRDB
public import StemmaRecord
import Synchronization

extension Lineage {
  /// What the index was made from.
  public func state() throws(LineageError) -> IndexState {
    try ask { snapshot, db in
      IndexState(packs: try snapshot.packs(db), refs: try snapshot.refs(db))
    }
  }

  /// Where an object lies. A hint: where no pack of these holds it, look into the packs' trailers.
  ///
  /// - Returns: packs' names, in the order of their bytes.
  public func packs(of id: ObjectID) throws(LineageError) -> [String] {
    do {
      return try queue.unsafeRead { db in
        try snapshot.withLock { snapshot in
          try snapshot.refresh(db)
          let names =
            snapshot.hasPackNames
            ? try snapshot.packNames(db)
            : try Self.inTransaction(db) { try snapshot.packNames(db) }
          let statement = try db.cachedStatement(
            sql: "SELECT \"pack\" FROM object WHERE \"id\" = ?")
          let rows = try Row.fetchCursor(statement, arguments: [IndexLayout.objectKey(id.prefix)])
          var found: [String] = []
          while let row = try rows.next() {
            guard let value = row.databaseValues.first, case .int64(let number) = value.storage,
              let name = names[number]
            else { continue }
            found.append(name)
          }
          return found.sorted { $0.precedesByBytes($1) }
        }
      }
    } catch {
      throw LineageError(wrapping: error)
    }
  }

  /// The packs of which no object is listed, so that their trailers are to be asked, in the order of
  /// their names' bytes.
  public func unlistedPacks() throws(LineageError) -> [String] {
    try ask { snapshot, db in try snapshot.packs(db).filter { $0.objects == 0 }.map(\.name) }
  }

  /// How many objects are listed for the known packs; one that lies in two packs counts twice.
  public func objectCount() throws(LineageError) -> Int {
    try ask { snapshot, db in try snapshot.packs(db).reduce(0) { $0 + $1.objects } }
  }

  /// A dataset's versions, oldest first; empty where there is no such dataset.
  public func versions(of dataset: String) throws(LineageError) -> [VersionRow] {
    try ask { snapshot, db in
      try snapshot.versions(db).filter { $0.dataset.hasSameBytes(as: dataset) }
    }
  }

  /// The datasets that have a version, in the order of their names' bytes.
  public func datasets() throws(LineageError) -> [String] {
    try ask { snapshot, db in
      var names: [String] = []
      for version in try snapshot.versions(db)
      where names.last.map({ !$0.hasSameBytes(as: version.dataset) }) ?? true {
        names.append(version.dataset)
      }
      return names
    }
  }

  /// The versions that have this receipt, by dataset and number.
  public func versions(withReceipt receipt: ObjectID) throws(LineageError) -> [VersionRow] {
    try ask { snapshot, db in try snapshot.versions(db).filter { $0.receipt == receipt } }
  }

  /// The versions that an input with this text went into, by dataset and number.
  public func versions(usingText text: ObjectID) throws(LineageError) -> [VersionRow] {
    try versions { $0.text == text }
  }

  /// The versions that an input with these bytes went into, by dataset and number.
  public func versions(usingBytes bytes: ObjectID) throws(LineageError) -> [VersionRow] {
    try versions { $0.bytes == bytes }
  }

  /// The versions that an input of this name went into, by dataset and number.
  public func versions(usingInputNamed name: String) throws(LineageError) -> [VersionRow] {
    try versions { $0.name.hasSameBytes(as: name) }
  }

  /// A receipt's inputs, in the order of their names' bytes.
  public func inputs(of receipt: ObjectID) throws(LineageError) -> [InputRow] {
    try ask { snapshot, db in try snapshot.inputs(db).filter { $0.receipt == receipt } }
  }

  /// The versions a receipt was made from, in the receipt's order.
  public func parents(of receipt: ObjectID) throws(LineageError) -> [ParentRow] {
    try ask { snapshot, db in try snapshot.parents(db).filter { $0.receipt == receipt } }
  }

  /// The versions that were made from this receipt, by dataset and number.
  public func versions(madeFrom receipt: ObjectID) throws(LineageError) -> [VersionRow] {
    try ask { snapshot, db in
      let made = Set(try snapshot.parents(db).filter { $0.parent == receipt }.map(\.receipt))
      return try snapshot.versions(db).filter { made.contains($0.receipt) }
    }
  }

  /// The adapters that answered for a receipt, in the order of their digests.
  public func adapters(of receipt: ObjectID) throws(LineageError) -> [AdapterRow] {
    try ask { snapshot, db in try snapshot.adapters(db).filter { $0.receipt == receipt } }
  }

  /// The versions for which this adapter answered, by dataset and number.
  public func versions(
    answeredBy adapter: AdapterDigest
  ) throws(LineageError) -> [VersionRow] {
    try ask { snapshot, db in
      let made = Set(try snapshot.adapters(db).filter { $0.digest == adapter }.map(\.receipt))
      return try snapshot.versions(db).filter { made.contains($0.receipt) }
    }
  }

  /// Every event, oldest first.
  public func events() throws(LineageError) -> [EventRow] {
    try ask { snapshot, db in try snapshot.events(db).map(\.event) }
  }

  /// The events about a receipt, oldest first.
  public func events(about receipt: ObjectID) throws(LineageError) -> [EventRow] {
    try ask { snapshot, db in
      try snapshot.events(db).map(\.event).filter { $0.subject == receipt }
    }
  }

  private func versions(
    using isWanted: (InputRow) -> Bool
  ) throws(LineageError) -> [VersionRow] {
    try ask { snapshot, db in
      let receipts = Set(try snapshot.inputs(db).filter(isWanted).map(\.receipt))
      return try snapshot.versions(db).filter { receipts.contains($0.receipt) }
    }
  }
}
