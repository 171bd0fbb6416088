/// A hash of 64 bits under a key of sixteen bytes: whoever makes contents, and has not seen the key, cannot make
/// two that share a hash.
///
/// - Source: Aumasson, Bernstein 2012, "SipHash: a fast short-input PRF"; this is SipHash-2-4.
public struct SipHash: Sendable {
  /// Sixteen bytes.
  let key: [UInt8]
  private let start: State

  /// - Parameter key: as `key` had it; nil where it is not sixteen bytes long.
  init?(key: some Collection<UInt8>) {
    guard key.count == 16 else { return nil }
    self.key = Array(key)
    start = self.key.withUnsafeBytes { State(Self.word($0, at: 0), Self.word($0, at: 8)) }
  }

  func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = start
    var place = 0
    while place &+ 8 <= bytes.count {
      state.take(Self.word(bytes, at: place))
      place &+= 8
    }
    // What is left, below how many bytes there were.
    var last = UInt64(truncatingIfNeeded: bytes.count) &<< 56
    var shift: UInt64 = 0
    while place < bytes.count {
      last |= UInt64(bytes[place]) &<< shift
      shift &+= 8
      place &+= 1
    }
    state.take(last)
    return state.finish()
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The paper's v0 to v3.
  private struct State {
    var v0, v1, v2, v3: UInt64

    init(_ low: UInt64, _ high: UInt64) {
      v0 = low ^ 0x736F_6D65_7073_6575
      v1 = high ^ 0x646F_7261_6E64_6F6D
      v2 = low ^ 0x6C79_6765_6E65_7261
      v3 = high ^ 0x7465_6462_7974_6573
    }

    mutating func take(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func finish() -> UInt64 {
      v2 ^= 0xFF
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
      v0 &+= v1
      v1 = Self.turned(v1, 13) ^ v0
      v0 = Self.turned(v0, 32)
      v2 &+= v3
      v3 = Self.turned(v3, 16) ^ v2
      v0 &+= v3
      v3 = Self.turned(v3, 21) ^ v0
      v2 &+= v1
      v1 = Self.turned(v1, 17) ^ v2
      v2 = Self.turned(v2, 32)
    }

    private static func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 {
      word &<< bits | word &>> (64 &- bits)
    }
  }
}
