import CSHA256

extension ObjectID {
  /// Whether several contents are hashed faster together than one after the other: on processors that
  /// have no instructions for SHA-256, but wide ones.
  public static let isFasterTogether = csha256_is_quicker()

  /// Fewer take as long together as eight do, and so are hashed one by one.
  private static let fewestTogether = 3

  /// The ids of several contents as objects of `kind`, in the contents' order.
  public static func each(
    of kind: ObjectKind, _ contents: [UnsafeRawBufferPointer]
  ) -> [ObjectID] {
    if contents.count >= fewestTogether, isFasterTogether, let ids = together(kind, contents) {
      return ids
    }
    return contents.map { ObjectID(of: kind, $0) }
  }

  /// - Returns: nil where this processor cannot hash them together.
  static func together(
    _ kind: ObjectKind, _ contents: [UnsafeRawBufferPointer]
  ) -> [ObjectID]? {
    let messages = contents.map {
      csha256_message(bytes: $0.baseAddress?.assumingMemoryBound(to: UInt8.self), count: $0.count)
    }
    let prefix = kind.hashPrefix
    var digests = [UInt8](repeating: 0, count: 32 * contents.count)
    guard csha256_hash_each(prefix, prefix.count, messages, messages.count, &digests) else {
      return nil
    }
    return digests.withUnsafeBytes { raw in
      contents.indices.map { ObjectID(digest: raw, at: 32 * $0) }
    }
  }
}
