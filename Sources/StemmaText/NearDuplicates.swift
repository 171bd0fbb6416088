public import StemmaRecord

/// Finds, among sketches kept so far, the one most similar to a new one.
///
/// Sketches that agree in all rows of any one band are compared. Rows and bands are chosen so that a
/// pair at the threshold is compared with a probability of at least 0.975, and a more similar one
/// more surely; whether it then reaches the threshold is an estimate. So ask for 0.8 where nothing at
/// 0.85 may be missed: more than 19 in 20 of such pairs are found.
///
/// At 0.9 a kept sketch takes 108 to 116 bytes: 64 of its own, the rest for its places in seven bands.
/// Below 0.86 there are more bands: 145 bytes at 0.8, 230 at 0.5.
///
/// - Source: Leskovec, Rajaraman, Ullman, "Mining of massive datasets", chapter 3.4.
public struct NearDuplicates: Sendable {
  /// Raised whenever other pairs would be found.
  public static let revision = 2

  /// From this similarity on, sketches are found: above 0, at most 1.
  public let threshold: Millionths
  let rowCount: Int
  let bandCount: Int

  private var sketches = ChunkedArray<CompactSketch>()
  private var tables: BandTables

  /// - Parameters:
  ///   - threshold: above 0, at most 1.
  ///   - mostAlike: a new sketch is compared with so many of one band at most, the first kept, which
  ///     keeps the cost linear where very many are alike and yet not near.
  public init(threshold: Millionths, mostAlike: Int = .max) {
    precondition((1...1_000_000).contains(threshold.count), "a threshold is above 0 and at most 1")
    self.threshold = threshold
    (rowCount, bandCount) = Self.shape(threshold)
    tables = BandTables(bandCount: bandCount, mostAlike: mostAlike)
  }

  /// How many sketches are kept.
  public var count: Int { sketches.count }

  /// Keeps a sketch.
  ///
  /// - Returns: its number, counted from 0.
  @discardableResult
  public mutating func insert(_ sketch: CompactSketch) -> Int {
    sketches.append(sketch)
    let rows = rowCount
    let sketches = sketches
    tables.append { sketches[$0].key(of: $1 * rows..<($1 + 1) * rows) }
    return sketches.count - 1
  }

  /// The most similar of the sketches kept, if it reaches the threshold.
  ///
  /// - Returns: its number and the estimated similarity in parts per million, as
  ///   `CompactSketch.similarity(to:)` has it; of several equally similar ones the first.
  public func nearest(to sketch: CompactSketch) -> (number: Int, similarity: Int)? {
    var best: (number: Int, similarity: Int)?
    for band in 0..<bandCount {
      let lanes = lanes(of: band)
      let key = sketch.key(of: lanes)
      tables.forEach(band, key) { number in
        let similarity = sketches[number].similarity(to: sketch)
        guard similarity >= threshold.count else { return }
        if let best, (best.similarity, -best.number) >= (similarity, -number) { return }
        // A neighbour in the table is not yet of the same band.
        if sketches[number].key(of: lanes) == key { best = (number, similarity) }
      }
    }
    return best
  }

  /// The first of the sketches kept that equals this one and passes a test of the caller's.
  public func first(equalTo sketch: CompactSketch, where isWanted: (Int) -> Bool) -> Int? {
    var first: Int?
    tables.forEach(0, sketch.key(of: lanes(of: 0))) { number in
      guard number < first ?? Int.max, sketches[number] == sketch, isWanted(number) else { return }
      first = number
    }
    return first
  }

  /// Whether two sketches would be compared.
  func areCompared(_ left: CompactSketch, _ right: CompactSketch) -> Bool {
    (0..<bandCount).contains { left.key(of: lanes(of: $0)) == right.key(of: lanes(of: $0)) }
  }

  private func lanes(of band: Int) -> Range<Int> { band * rowCount..<(band + 1) * rowCount }

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
