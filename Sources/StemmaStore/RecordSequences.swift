public import StemmaRecord

extension SequenceReader: RecordSequence {
  public func recordLeaves() throws -> [(id: ObjectID, count: Int)] {
    try leaves().map { ($0.id, $0.count) }
  }

  public func records(of leaf: ObjectID) throws -> [Record] {
    try entries(of: leaf).map { entry in
      guard let json = entry.json(), let record = Record(id: RecordID(entry.key), json: json)
      else { throw StoreError.objectMalformed(leaf, .leaf) }
      return record
    }
  }
}

extension SequenceReader: SideSequence {
  public func sideLeaves() throws -> [ObjectID] { try leaves().map(\.id) }

  public func sides(of leaf: ObjectID) throws -> [(id: RecordID, side: RecordSide)] {
    try entries(of: leaf).map { entry in
      guard let side = entry.json().flatMap(RecordSide.init(json:)) else {
        throw StoreError.objectMalformed(leaf, .leaf)
      }
      return (RecordID(entry.key), side)
    }
  }
}

extension Store {
  /// A version's records.
  public func records(of receipt: Receipt) throws(StoreError) -> SequenceReader {
    try SequenceReader(receipt.roots.records, from: self)
  }

  /// Each record's side, in the records' order; nil where the version has no split.
  public func sides(of receipt: Receipt) throws(StoreError) -> SequenceReader? {
    guard let root = receipt.roots.sides else { return nil }
    return try SequenceReader(root, from: self)
  }

  /// A version's records with their sides, a leaf at a time.
  ///
  /// - Parameter body: given the records of a leaf, in order; their sides are nil without a split.
  ///   Returns false to stop.
  public func forEachLeaf(
    of receipt: Receipt, _ body: ([(record: Record, side: RecordSide?)]) throws -> Bool
  ) throws {
    let records = try records(of: receipt)
    guard let sides = try sides(of: receipt), let root = receipt.roots.sides else {
      for leaf in try records.leaves() {
        guard try body(records.records(of: leaf.id).map { ($0, nil) }) else { return }
      }
      return
    }
    // The same keys and the same cut: the leaves of both hold the same records.
    let sideLeaves = try sides.leaves()
    let recordLeaves = try records.leaves()
    guard recordLeaves.map(\.count) == sideLeaves.map(\.count) else {
      throw StoreError.objectMalformed(root, .sequence)
    }
    for (leaf, sideLeaf) in zip(recordLeaves, sideLeaves) {
      let found = try sides.sides(of: sideLeaf.id)
      let pairs = try zip(records.records(of: leaf.id), found).map { record, side in
        guard record.id == side.id else { throw StoreError.objectMalformed(sideLeaf.id, .leaf) }
        return (record: record, side: Optional(side.side))
      }
      guard try body(pairs) else { return }
    }
  }
}
