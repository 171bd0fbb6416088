/// The first half of an object's id: enough to find the object by, since what is found is checked
/// against all of it.
public struct ObjectPrefix: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// 16 bytes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(16)
    for word in [high, low] { withUnsafeBytes(of: word.bigEndian) { out.append(contentsOf: $0) } }
    return out
  }

  /// - Parameter raw: at least 16 bytes from the offset on.
  public init(_ raw: UnsafeRawBufferPointer, at offset: Int) {
    high = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    low = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
  }
}

extension ObjectPrefix: Comparable {
  public static func < (left: ObjectPrefix, right: ObjectPrefix) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension ObjectPrefix: CustomStringConvertible {
  public var description: String { "sha256:\(Hexadecimal.encode(bytes))" }
}
