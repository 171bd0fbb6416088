import CSHA256

/// SHA-256 of plain bytes that come while objects of one kind are named.
///
/// Where the processor's own instructions hash two messages in hardly more time than one, the objects and
/// the bytes are these two.
public struct AccompaniedDigest {
  private let kind: ObjectKind
  /// Nil where they are hashed one after the other.
  private var stream: csha256_stream?
  private var alone = FileDigest()

  public init(beside kind: ObjectKind) {
    self.init(beside: kind, isAccompanied: ObjectID.hasOwnWay)
  }

  /// - Parameter isAccompanied: only where the processor has instructions of its own.
  init(beside kind: ObjectKind, isAccompanied: Bool) {
    self.kind = kind
    stream = isAccompanied ? csha256_begin() : nil
  }

  /// Whether objects are named sooner beside the bytes than by themselves.
  public var isAccompanied: Bool { stream != nil }

  /// Adds bytes, and names objects meanwhile.
  ///
  /// - Returns: the ids of the contents, in their order.
  @discardableResult
  public mutating func update(
    _ bytes: UnsafeRawBufferPointer, naming contents: [UnsafeRawBufferPointer] = []
  ) -> [ObjectID] {
    guard var stream = stream.take() else {
      alone.update(bytes)
      return ObjectID.each(of: kind, contents)
    }
    defer { self.stream = stream }
    return ObjectID.hashed(kind, contents) { prefix, messages, digests in
      csha256_hash_beside(
        &stream, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, prefix,
        prefix.count, messages, messages.count, digests)
    }
  }

  /// 64 lower-case hexadecimal digits.
  public func finish() -> String {
    guard var stream else { return alone.finish() }
    var digest = [UInt8](repeating: 0, count: 32)
    csha256_end(&stream, &digest)
    return Hexadecimal.encode(digest)
  }
}
