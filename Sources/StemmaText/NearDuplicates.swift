public import StemmaRecord

/// Finds, among sketches kept so far, the one most similar to a new one.
///
/// Sketches that agree in all rows of any one band are compared. Rows and bands are chosen so that a
/// pair at the threshold is compared with a probability of at least 0.97, and a more similar one
/// more surely. At 0.9 a kept sketch takes about 64 bytes, and its places in ten bands 70 more.
///
/// - Source: Leskovec, Rajaraman, Ullman, "Mining of massive datasets", chapter 3.4.
public struct NearDuplicates: Sendable {
  /// Raised whenever other pairs would be found.
  public static let revision = 1

  /// From this similarity on, sketches are found: above 0, at most 1.
  public let threshold: Millionths
  let rowCount: Int
  let bandCount: Int

  private var sketches: [CompactSketch] = []
  /// For each band an open-addressed table with linear probing: entry + 1, or 0 for a free place.
  private var tables: [[UInt32]]

  /// - Parameter threshold: above 0, at most 1.
  public init(threshold: Millionths) {
    precondition((1...1_000_000).contains(threshold.count), "a threshold is above 0 and at most 1")
    self.threshold = threshold
    rowCount = Self.rows(threshold)
    bandCount = MinHash.laneCount / rowCount
    tables = Array(repeating: Array(repeating: 0, count: 64), count: bandCount)
  }

  /// How many sketches are kept.
  public var count: Int { sketches.count }

  /// Keeps a sketch.
  ///
  /// - Returns: its number, counted from 0.
  @discardableResult
  public mutating func insert(_ sketch: MinHash) -> Int {
    let number = sketches.count
    precondition(number < Int(UInt32.max), "an index holds fewer than 2^32 sketches")
    sketches.append(CompactSketch(sketch))
    let capacity = tables[0].count
    if sketches.count * 4 > capacity * 3 {
      tables = Array(repeating: Array(repeating: 0, count: capacity * 2), count: bandCount)
      for entry in sketches.indices { place(entry) }
    } else {
      place(number)
    }
    return number
  }

  /// The most similar of the sketches kept, if it reaches the threshold.
  ///
  /// - Returns: its number and the estimated similarity in parts per million, whose standard error
  ///   is at most 47,200 (27,500 at 0.9); of several equally similar ones the first.
  public func nearest(to sketch: MinHash) -> (number: Int, similarity: Int)? {
    let wanted = CompactSketch(sketch)
    var best: (number: Int, similarity: Int)?
    for band in 0..<bandCount {
      let key = wanted.key(of: lanes(of: band))
      forEachEntry(band, key) { entry in
        let similarity = sketches[entry].similarity(to: wanted)
        guard similarity >= threshold.count else { return }
        if let best, (best.similarity, -best.number) >= (similarity, -entry) { return }
        // A neighbour in the table is not yet of the same band.
        if sketches[entry].key(of: lanes(of: band)) == key { best = (entry, similarity) }
      }
    }
    return best
  }

  /// Whether two sketches would be compared.
  func areCompared(_ left: MinHash, _ right: MinHash) -> Bool {
    let left = CompactSketch(left)
    let right = CompactSketch(right)
    return (0..<bandCount).contains { left.key(of: lanes(of: $0)) == right.key(of: lanes(of: $0)) }
  }

  private func lanes(of band: Int) -> Range<Int> { band * rowCount..<(band + 1) * rowCount }

  private mutating func place(_ entry: Int) {
    for band in 0..<bandCount {
      let mask = tables[band].count - 1
      var slot = Int(truncatingIfNeeded: sketches[entry].key(of: lanes(of: band))) & mask
      while tables[band][slot] != 0 { slot = (slot + 1) & mask }
      tables[band][slot] = UInt32(entry + 1)
    }
  }

  private func forEachEntry(_ band: Int, _ key: UInt64, _ visit: (Int) -> Void) {
    let table = tables[band]
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while table[slot] != 0 {
      visit(Int(table[slot]) - 1)
      slot = (slot + 1) & mask
    }
  }

  /// The most rows with which a pair at the threshold is missed with a probability of at most 0.03.
  ///
  /// In fixed-point numbers of 31 binary places, so that it is the same everywhere.
  private static func rows(_ threshold: Millionths) -> Int {
    let one: UInt64 = 1 << 31
    let similarity = UInt64(threshold.count) * one / 1_000_000
    func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
      (0..<exponent).reduce(one) { product, _ in (product * base) >> 31 }
    }
    for rows in stride(from: MinHash.laneCount, to: 1, by: -1) {
      let isMissed = power(one - power(similarity, rows), MinHash.laneCount / rows)
      if isMissed <= one * 3 / 100 { return rows }
    }
    return 1
  }
}
