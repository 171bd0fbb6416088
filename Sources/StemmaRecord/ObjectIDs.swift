import CSHA256

extension ObjectID {
  /// How several contents are hashed together; nil where this processor cannot do so faster than one after
  /// the other.
  private static let quickestWay = waysTogether.first

  /// The ways this processor has, the quickest first.
  static let waysTogether = [CSHA256_OWN, CSHA256_AVX512, CSHA256_AVX2].filter(csha256_has)

  /// Whether several contents are hashed faster together than one after the other.
  public static let isFasterTogether = quickestWay != nil

  /// Whether this processor has instructions for SHA-256.
  static let hasOwnWay = quickestWay == CSHA256_OWN

  /// Fewer take as long together as eight do, and so are hashed one by one; of the processor's own
  /// instructions two go together.
  private static let fewestTogether = hasOwnWay ? 2 : 3

  /// The ids of several contents as objects of `kind`, in the contents' order.
  public static func each(
    of kind: ObjectKind, _ contents: [UnsafeRawBufferPointer]
  ) -> [ObjectID] {
    if contents.count >= fewestTogether, let way = quickestWay {
      return together(kind, contents, way)
    }
    return contents.map { ObjectID(of: kind, $0) }
  }

  /// The ids of several contents as objects of `kind`, in the contents' order.
  public static func each(of kind: ObjectKind, _ contents: [[UInt8]]) -> [ObjectID] {
    stride(from: 0, to: contents.count, by: 64).flatMap { start in
      contents[start..<min(start + 64, contents.count)].withEachBytes { each(of: kind, $0) }
    }
  }

  /// - Parameter way: one of `waysTogether`.
  static func together(
    _ kind: ObjectKind, _ contents: [UnsafeRawBufferPointer], _ way: csha256_way
  ) -> [ObjectID] {
    hashed(kind, contents) { prefix, messages, digests in
      csha256_hash_each(way, prefix, prefix.count, messages, messages.count, digests)
    }
  }

  /// The ids of several contents, by whatever hashes them.
  ///
  /// - Parameter hash: writes 32 bytes for each message: SHA-256 of it behind the prefix.
  static func hashed(
    _ kind: ObjectKind, _ contents: [UnsafeRawBufferPointer],
    _ hash: (
      _ prefix: [UInt8], _ messages: [csha256_message], _ digests: UnsafeMutablePointer<UInt8>
    ) -> Void
  ) -> [ObjectID] {
    let messages = contents.map {
      csha256_message(bytes: $0.baseAddress?.assumingMemoryBound(to: UInt8.self), count: $0.count)
    }
    var digests = [UInt8](repeating: 0, count: 32 * contents.count)
    hash(kind.hashPrefix, messages, &digests)
    return digests.withUnsafeBytes { raw in
      contents.indices.map { ObjectID(digest: raw, at: 32 * $0) }
    }
  }
}

extension ArraySlice<[UInt8]> {
  /// Calls `body` with the bytes of each element, good until it returns. One call stands within another, so
  /// that it is for some dozens of elements.
  public func withEachBytes<Result>(
    after others: [UnsafeRawBufferPointer] = [], _ body: ([UnsafeRawBufferPointer]) -> Result
  ) -> Result {
    guard let first else { return body(others) }
    return first.withUnsafeBytes { dropFirst().withEachBytes(after: others + [$0], body) }
  }
}
