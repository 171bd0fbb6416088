/// The random draws that one place in a dataset may use.
///
/// Keyed by the manifest's seed; the counter is made of item, slot, candidate, attempt and draw, so
/// that no draw depends on order, width, shard or resume.
public struct Draws: Sendable {
  private let key: SIMD2<UInt32>
  /// The upper 96 bits of the counter; the draw's number is the lowest word.
  private let place: SIMD3<UInt32>
  private var drawn: UInt32 = 0
  private var block = Philox.Block()

  /// - Parameters:
  ///   - seed: the manifest's seed; 0 where it is unset.
  ///   - slot: the slot's ordinal within its item.
  ///   - candidate: which of several candidates for the slot, from 0.
  ///   - attempt: which new question after a rejection, from 0.
  public init(seed: UInt64, item: ItemKey, slot: Int, candidate: Int = 0, attempt: Int = 0) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let digest = item.digest.prefix64
    // Two blocks under fixed keys mix slot, candidate and attempt into the item's hash.
    let mixed = Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: digest), UInt32(truncatingIfNeeded: digest >> 32),
        UInt32(truncatingIfNeeded: slot), UInt32(truncatingIfNeeded: candidate << 16 | attempt)),
      key: SIMD2(0x7374_656D, 0x6D61_0001))
    place = SIMD3(mixed[0], mixed[1], mixed[2])
  }

  /// - Returns: 32 uniformly distributed bits.
  public mutating func next() -> UInt32 {
    if drawn & 3 == 0 {
      block = Philox.block(
        counter: SIMD4(drawn >> 2, place.x, place.y, place.z), key: key)
    }
    defer { drawn += 1 }
    return block[Int(drawn & 3)]
  }

  /// - Returns: 64 uniformly distributed bits.
  public mutating func next64() -> UInt64 { UInt64(next()) << 32 | UInt64(next()) }

  /// - Parameter bound: at least 1.
  /// - Returns: uniformly distributed in 0..<bound, without bias.
  public mutating func below(_ bound: UInt64) -> UInt64 {
    precondition(bound > 0, "nothing is below zero")
    let rejected = (0 &- bound) % bound
    while true {
      let (high, low) = next64().multipliedFullWidth(by: bound)
      if low >= rejected { return high }
    }
  }
}
