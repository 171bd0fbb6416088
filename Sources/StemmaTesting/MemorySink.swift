public import StemmaRecord
public import StemmaStore

/// Holds objects in memory.
public final class MemorySink: ObjectSink, ObjectSource {
  public private(set) var objects: [ObjectID: [UInt8]] = [:]

  public init() {}

  public func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    let id = ObjectID(of: kind, content)
    objects[id] = content
    return id
  }

  /// - Throws: `StoreError.objectMissing`.
  public func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    guard let content = objects[id] else { throw .objectMissing(id, kind) }
    return content
  }
}
