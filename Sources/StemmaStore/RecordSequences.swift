public import StemmaRecord

extension SequenceReader: RecordSequence {
  public func recordLeaves() throws -> [(id: ObjectID, count: Int)] {
    try leaves().map { ($0.id, $0.count) }
  }

  public func difference(
    to later: SequenceReader, width: Int
  ) throws -> SequenceDifference {
    try SequenceMatch(earlier: self, later: later, width: width).run()
  }

  public func records(of leaf: ObjectID) throws -> [Record] {
    try entries(of: leaf).map { try record($0, of: leaf) }
  }

  /// What an entry of a leaf of records says.
  public func record(_ entry: SequenceEntry, of leaf: ObjectID) throws(StoreError) -> Record {
    guard let json = entry.json(), let record = Record(id: RecordID(entry.key), json: json)
    else { throw .objectMalformed(leaf, .leaf) }
    return record
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

extension SequenceReader {
  /// Calls `body` for each record of a leaf, with its id as a canonical JSON string and what is
  /// stored of it: canonical JSON, good for the time of the call.
  public func forEachRecord(
    of leaf: ObjectID,
    _ body: (_ id: UnsafeBufferPointer<UInt8>, _ content: UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    let leafEntries = try leafEntries(of: leaf)
    try leafEntries.bytes.withUnsafeBufferPointer { bytes in
      for entry in leafEntries.entries {
        try body(
          UnsafeBufferPointer(rebasing: bytes[entry.key]),
          UnsafeBufferPointer(rebasing: bytes[entry.content]))
      }
    }
  }

  /// The rows of one leaf of records, as the canonical JSON they are stored as.
  public func rows(of leaf: ObjectID) throws(StoreError) -> [ArraySlice<UInt8>] {
    let leafEntries = try leafEntries(of: leaf)
    let bytes = leafEntries.bytes
    var rows: [ArraySlice<UInt8>] = []
    for entry in leafEntries.entries {
      guard let row = Self.row(bytes[entry.content]) else { throw .objectMalformed(leaf, .leaf) }
      rows.append(row)
    }
    return rows
  }

  /// - Parameter content: a record: `{"row":{…}}`, or `{"origin":{…},"row":{…}}`.
  static func row(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let plain = #"{"row":"#.utf8
    if content.starts(with: plain), content.last == UInt8(ascii: "}") {
      return content.dropFirst(plain.count).dropLast()
    }
    guard let row = (try? JSONReader.read(content))?["row"]?.object else { return nil }
    return CanonicalJSON.bytes(.object(row))[...]
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
