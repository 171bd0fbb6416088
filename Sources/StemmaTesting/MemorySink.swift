public import StemmaRecord
public import StemmaStore
import Synchronization

/// Holds objects in memory.
public final class MemorySink: ObjectSink, ObjectSource {
  private let held = Mutex<[ObjectID: [UInt8]]>([:])

  public var objects: [ObjectID: [UInt8]] { held.withLock { $0 } }

  public init() {}

  public func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    let id = ObjectID(of: kind, content)
    held.withLock { $0[id] = content }
    return id
  }

  /// - Throws: `StoreError.objectMissing`.
  public func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    guard let content = held.withLock({ $0[id] }) else { throw .objectMissing(id, kind) }
    return content
  }
}
