/// Estimates how many different hashes were added, in 16 KiB; the standard error is 0.8 %.
///
/// A register keeps the greatest rank seen, so neither order nor sharding matters; the estimate is a
/// function of how many registers have each rank.
///
/// - Source: Flajolet et al. 2007, "HyperLogLog"; the estimator is that of Ertl 2017, "New
///   cardinality estimation algorithms for HyperLogLog sketches".
struct HyperLogLog {
  static let bits = 14
  static let registerCount = 1 << bits

  @inline(__always)
  static func add(_ hash: UInt64, to registers: UnsafeMutablePointer<UInt8>) {
    let place = Int(truncatingIfNeeded: hash &>> UInt64(64 &- bits))
    let rest = hash &<< UInt64(bits) | 1 &<< UInt64(bits &- 1)
    let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount &+ 1)
    registers[place] = max(registers[place], rank)
  }

  /// How many different hashes, rounded.
  ///
  /// - Parameter registers: `registerCount` of them.
  static func estimate(_ registers: ArraySlice<UInt8>) -> Int {
    let highest = 64 - bits
    var counts = [Double](repeating: 0, count: highest + 2)
    for rank in registers { counts[Int(rank)] += 1 }
    let size = Double(registerCount)
    if counts[0] == size { return 0 }
    var sum = size * tau(1 - counts[highest + 1] / size)
    for rank in stride(from: highest, through: 1, by: -1) { sum = (sum + counts[rank]) / 2 }
    sum += size * sigma(counts[0] / size)
    return Int((size * size / (2 * ExactMath.ln2) / sum).rounded())
  }

  private static func sigma(_ share: Double) -> Double {
    var (x, y, sum) = (share, 1.0, share)
    while true {
      x *= x
      let before = sum
      sum += x * y
      y += y
      if sum == before { return sum }
    }
  }

  private static func tau(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    var (x, y, sum) = (share, 1.0, 1 - share)
    while true {
      x = x.squareRoot()
      let before = sum
      y *= 0.5
      sum -= (1 - x) * (1 - x) * y
      if sum == before { return sum / 3 }
    }
  }
}
