import StemmaRecord

/// What lets somebody in from another machine. It is held as a digest, and shown nowhere.
public struct AccessToken: Sendable {
  private let digest: [UInt8]

  /// A shorter one could be guessed.
  public static let leastBytes = 16

  /// - Returns: nil where the token is shorter than `leastBytes`, or is not of visible ASCII letters,
  ///   digits and signs alone.
  public init?(_ text: String) {
    guard text.utf8.count >= Self.leastBytes, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    digest = Self.digest(Array(text.utf8))
  }

  /// Whether a request's `Authorization` bears it: as `Bearer`, or as the password of `Basic`, whose
  /// user may be anybody.
  func admits(_ authorization: String) -> Bool {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return false }
    switch parts[0].lowercased() {
    case "bearer": return isSame(Array(parts[1].utf8))
    case "basic":
      guard let pair = Self.base64(parts[1]), let colon = pair.firstIndex(of: UInt8(ascii: ":"))
      else { return false }
      return isSame(Array(pair[(colon + 1)...]))
    default: return false
    }
  }

  /// Takes as long whatever is offered: digests are compared, and all of them.
  private func isSame(_ offered: [UInt8]) -> Bool {
    zip(digest, Self.digest(offered)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = FileDigest()
    bytes.withUnsafeBytes { digest.update($0) }
    return Array(digest.finish().utf8)
  }

  /// RFC 4648's base64; nil for anything else.
  private static func base64(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      let value: Int
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = Int(byte) - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = Int(byte) + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return nil
      }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return bytes
  }
}
