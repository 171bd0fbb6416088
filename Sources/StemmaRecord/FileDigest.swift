import Crypto

/// SHA-256 of plain bytes, for names of files and other things that are not objects.
public struct FileDigest {
  private var sha = SHA256()

  public init() {}

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    sha.update(bufferPointer: bytes)
  }

  /// 64 lower-case hexadecimal digits.
  public func finish() -> String { Hexadecimal.encode(Array(sha.finalize())) }
}
