public import StemmaRecord
import Synchronization

/// Holds what would be written and is not in the store yet; for a look that leaves no trace.
public final class ObjectProbe: ObjectSink, ObjectSource {
  private let store: Store
  private let contents = Mutex<[ObjectID: [UInt8]]>([:])

  public init(over store: Store) {
    self.store = store
  }

  public func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    let id = ObjectID(of: kind, content)
    try add(id, content)
    return id
  }

  /// Adds what has that id.
  func add(_ id: ObjectID, _ content: [UInt8]) throws(StoreError) {
    if try !store.contains(id) { contents.withLock { $0[id] = content } }
  }

  public func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    if let content = contents.withLock({ $0[id] }) { return content }
    return try store.content(of: id, kind)
  }
}
