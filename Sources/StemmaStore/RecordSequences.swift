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
    try entries(of: leaf).map { entry in
      guard let json = entry.json(), let record = Record(id: RecordID(entry.key), json: json)
      else { throw StoreError.objectMalformed(leaf, .leaf) }
      return record
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
}
