import Crypto

/// The identity of an object: SHA-256 over the object's kind and content, written `sha256:…`.
public struct ObjectID: Hashable, Sendable {
  /// The digest as four big-endian words, first byte in the highest place.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The id of `content` as an object of `kind`: SHA-256 of `stemma`, space, tag, NUL, content.
  public init(of kind: ObjectKind, _ content: some Sequence<UInt8>) {
    var hash = ObjectHasher(kind)
    hash.update(content)
    self = hash.finish()
  }

  public init(of kind: ObjectKind, _ content: UnsafeRawBufferPointer) {
    var hash = ObjectHasher(kind)
    hash.update(content)
    self = hash.finish()
  }

  /// As for any other sequence, without a detour.
  public init(of kind: ObjectKind, _ content: [UInt8]) {
    var hash = ObjectHasher(kind)
    hash.update(content)
    self = hash.finish()
  }

  /// - Parameter digest: 32 bytes.
  /// - Returns: nil for any other length.
  public init?(digest: some Collection<UInt8>) {
    guard digest.count == 32 else { return nil }
    self =
      digest.withContiguousStorageIfAvailable {
        ObjectID(digest: UnsafeRawBufferPointer($0), at: 0)
      } ?? Array(digest).withUnsafeBytes { ObjectID(digest: $0, at: 0) }
  }

  /// - Parameter text: `sha256:` and 64 lower-case hexadecimal digits.
  public init?(_ text: String) {
    let prefix = "sha256:"
    guard text.hasPrefix(prefix) else { return nil }
    self.init(hex: text.utf8.dropFirst(prefix.utf8.count))
  }

  /// - Parameter hex: 64 lower-case hexadecimal digits.
  public init?(hex: some Collection<UInt8>) {
    guard let bytes = Hexadecimal.decode(hex), bytes.count == 32 else { return nil }
    self.init(digest: bytes)
  }

  fileprivate init(_ digest: SHA256.Digest) {
    self = digest.withUnsafeBytes { ObjectID(digest: $0, at: 0) }
  }

  /// - Parameter raw: at least 32 bytes from the offset on, which are the digest.
  public init(digest raw: UnsafeRawBufferPointer, at offset: Int) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset + index * 8, as: UInt64.self))
    }
    self.init(words: (word(0), word(1), word(2), word(3)))
  }

  private init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// The digest's 32 bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: bigEndian) { Array($0) }
  }

  private var bigEndian: (UInt64, UInt64, UInt64, UInt64) {
    (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { hex(bytes: 32) }

  /// Enough of it for people to tell it from others: `sha256:` and twelve digits.
  public var short: String { Self.short(description) }

  /// - Parameter text: `sha256:` and more digits.
  public static func short(_ text: String) -> String { String(text.prefix(19)) }

  /// The first `count` bytes of the digest in lower-case hexadecimal digits, two each.
  func hex(bytes count: Int) -> String {
    withUnsafeBytes(of: bigEndian) { Hexadecimal.encode($0.prefix(count)) }
  }

  /// The first 64 bits, evenly distributed.
  public var prefix64: UInt64 { words.0 }

  /// The first half: two objects that share it are the same.
  public var prefix: ObjectPrefix { ObjectPrefix(high: words.0, low: words.1) }

  public static func == (left: ObjectID, right: ObjectID) -> Bool { left.words == right.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

extension ObjectID: Comparable {
  public static func < (left: ObjectID, right: ObjectID) -> Bool { left.words < right.words }
}

extension ObjectID: CustomStringConvertible {
  public var description: String { "sha256:" + hex }
}

/// Computes an object's id piece by piece, for content that is never held whole.
public struct ObjectHasher {
  private var sha = SHA256()

  public init(_ kind: ObjectKind) {
    update(kind.hashPrefix)
  }

  public mutating func update(_ content: UnsafeRawBufferPointer) {
    sha.update(bufferPointer: content)
  }

  public mutating func update(_ content: some Sequence<UInt8>) {
    let done: Void? = content.withContiguousStorageIfAvailable {
      sha.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if done == nil {
      Array(content).withUnsafeBytes { sha.update(bufferPointer: $0) }
    }
  }

  public mutating func update(_ content: [UInt8]) {
    content.withUnsafeBytes { sha.update(bufferPointer: $0) }
  }

  public func finish() -> ObjectID { ObjectID(sha.finalize()) }
}
