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

extension Store {
  /// A version's records.
  public func records(of receipt: Receipt) throws(StoreError) -> SequenceReader {
    try SequenceReader(receipt.roots.records, from: self)
  }
}
