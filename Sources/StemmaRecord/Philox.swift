/// Philox 4×32-10, a counter-based generator: every block is a pure function of key and counter.
///
/// - Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
public enum Philox {
  public typealias Block = SIMD4<UInt32>

  /// - Returns: four independent, uniformly distributed words.
  public static func block(counter: Block, key: SIMD2<UInt32>) -> Block {
    var state = counter
    var key = key
    for round in 0..<10 {
      if round > 0 { key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let first = UInt64(state[0]) * 0xD251_1F53
      let second = UInt64(state[2]) * 0xCD9E_8D57
      state = Block(
        UInt32(truncatingIfNeeded: second >> 32) ^ state[1] ^ key[0],
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ state[3] ^ key[1],
        UInt32(truncatingIfNeeded: first))
    }
    return state
  }
}
