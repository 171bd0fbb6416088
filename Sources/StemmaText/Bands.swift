import StemmaRecord

/// A sketch's lanes parted into bands of so many rows: sketches that agree in all rows of any one band are
/// compared.
///
/// Rows and bands are chosen so that a pair at the threshold is compared with a probability of at least 0.975,
/// and a more similar one more surely.
///
/// - Source: Leskovec, Rajaraman, Ullman, "Mining of massive datasets", chapter 3.4.
struct Bands: Sendable {
  let rowCount: Int
  let bandCount: Int

  /// - Parameter threshold: above 0, at most 1.
  init(threshold: Millionths) {
    precondition((1...1_000_000).contains(threshold.count), "a threshold is above 0 and at most 1")
    (rowCount, bandCount) = Self.shape(threshold)
  }

  /// A hash of a sketch's rows in a band.
  @inline(__always)
  func key(_ band: Int, of sketch: CompactSketch) -> UInt64 {
    sketch.key(of: band * rowCount..<(band + 1) * rowCount)
  }

  /// Whether two sketches would be compared.
  func areCompared(_ left: CompactSketch, _ right: CompactSketch) -> Bool {
    (0..<bandCount).contains { key($0, of: left) == key($0, of: right) }
  }

  /// Seven bands are as many as are kept without need.
  private static let frugalBands = 7
  /// With fewer rows than this, more bands are the lesser evil: too many strangers would be compared.
  private static let leastRows = 6

  /// The most rows with which a pair at the threshold is missed with a probability of at most 0.025,
  /// and the fewest bands that do.
  ///
  /// In fixed-point numbers of 31 binary places, so that it is the same everywhere.
  private static func shape(_ threshold: Millionths) -> (rows: Int, bands: Int) {
    let one: UInt64 = 1 << 31
    // Of the lanes that differ, one in sixteen agrees in its four bits.
    let agreeing = (UInt64(threshold.count) * 15 + 1_000_000) * one / 16_000_000
    func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
      (0..<exponent).reduce(one) { product, _ in (product * base) >> 31 }
    }
    for rows in stride(from: MinHash.laneCount, through: 1, by: -1) {
      let most = MinHash.laneCount / rows
      let limit = rows > leastRows ? min(most, frugalBands) : most
      let differing = one - power(agreeing, rows)
      let bands = (1...limit).first { power(differing, $0) <= one / 40 }
      if let bands { return (rows, bands) }
    }
    return (1, MinHash.laneCount)
  }
}
