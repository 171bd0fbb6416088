/// Weights that were trained on a version, as somebody registered them.
public struct Adapter: Hashable, Sendable {
  public let digest: AdapterDigest
  /// The file's size.
  public let sizeBytes: Int
  /// The version it was trained on, such as `coffee@3`.
  public let version: String
  /// That version's receipt.
  public let receipt: ObjectID
  /// Who serves it: a teacher's short form with a model, such as `vllm-server:http://host:8000#coffee`.
  public let teacher: String
  /// When it was registered, in seconds since 1970 (UTC).
  public let seconds: Int64

  public init(
    digest: AdapterDigest, sizeBytes: Int, version: String, receipt: ObjectID, teacher: String,
    seconds: Int64
  ) {
    self.digest = digest
    self.sizeBytes = sizeBytes
    self.version = version
    self.receipt = receipt
    self.teacher = teacher
    self.seconds = seconds
  }
}

/// The identity of an adapter: SHA-256 over its file's bytes, written `sha256:…`.
public struct AdapterDigest: Hashable, Sendable, CustomStringConvertible {
  private let digest: ObjectID

  /// - Parameter digest: one of 32 bytes, which is no object's.
  public init(_ digest: ObjectID) { self.digest = digest }

  /// - Parameter text: `sha256:` and 64 lower-case hexadecimal digits.
  public init?(_ text: String) {
    guard let digest = ObjectID(text) else { return nil }
    self.digest = digest
  }

  public var description: String { digest.description }

  /// The digest's 32 bytes.
  public var bytes: [UInt8] { digest.bytes }

  /// Enough of it for people to tell it from others.
  public var short: String { digest.short }
}

extension AdapterDigest: Comparable {
  public static func < (left: AdapterDigest, right: AdapterDigest) -> Bool {
    left.digest < right.digest
  }
}
