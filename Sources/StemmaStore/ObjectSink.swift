public import StemmaRecord

/// Takes objects in: a pack being written, or a look at what would be written.
public protocol ObjectSink: AnyObject {
  /// - Returns: the object's id.
  func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID
}

/// Gives objects back, checked against their ids.
public protocol ObjectSource: Sendable {
  /// - Throws: `StoreError.objectMissing` or `.objectDamaged`.
  func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8]

  /// The contents of several objects, in the order of their ids: where the source can, they are checked
  /// together, which is faster.
  ///
  /// - Throws: as `content` does, for one of them.
  func contents(of ids: [ObjectID], _ kind: ObjectKind) throws(StoreError) -> [[UInt8]]

  /// What stands for the entries of a sequence where it is compared; nil where it is not at hand.
  func digests(of sequence: ObjectID) -> EntryDigests?
}

extension ObjectSource {
  public func contents(
    of ids: [ObjectID], _ kind: ObjectKind
  ) throws(StoreError) -> [[UInt8]] {
    try ids.map { id throws(StoreError) in try content(of: id, kind) }
  }

  public func digests(of sequence: ObjectID) -> EntryDigests? { nil }

  /// An object that is canonical JSON.
  public func json(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> JSONValue {
    let bytes = try content(of: id, kind)
    guard let value = try? JSONReader.read(bytes) else { throw .objectMalformed(id, kind) }
    return value
  }

  /// A version's receipt.
  public func receipt(_ id: ObjectID) throws(StoreError) -> Receipt {
    guard let receipt = Receipt(json: try json(of: id, .receipt)) else {
      throw .objectMalformed(id, .receipt)
    }
    return receipt
  }
}
