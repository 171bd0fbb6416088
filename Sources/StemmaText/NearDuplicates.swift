public import StemmaRecord

/// Finds, among sketches kept so far, the one most similar to a new one.
///
/// Sketches that agree in all rows of any one band are compared. Rows and bands are chosen so that a
/// pair at the threshold is compared with a probability of at least 0.97, and a more similar one
/// more surely. At 0.9 a kept sketch takes 120 to 190 bytes: 64 of its own, the rest
/// for its places in eleven bands and for room to grow.
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
  /// One open-addressed table with linear probing a band, one after another: entry + 1, or 0 for a
  /// free place.
  private var places: [UInt32]
  /// Places in the table of one band.
  private var capacity = 64

  /// - Parameter threshold: above 0, at most 1.
  public init(threshold: Millionths) {
    precondition((1...1_000_000).contains(threshold.count), "a threshold is above 0 and at most 1")
    self.threshold = threshold
    rowCount = Self.rows(threshold)
    bandCount = MinHash.laneCount / rowCount
    places = Array(repeating: 0, count: bandCount * capacity)
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
    if (number + 1) * 4 > capacity * 3 { grow() }
    sketches.append(CompactSketch(sketch))
    place(number)
    return number
  }

  /// Makes half as much room again.
  private mutating func grow() {
    capacity += capacity / 2
    sketches.reserveCapacity(capacity * 3 / 4)
    places = []
    places = Array(repeating: 0, count: bandCount * capacity)
    for entry in sketches.indices { place(entry) }
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
      var place = firstPlace(band, sketches[entry].key(of: lanes(of: band)))
      while places[place] != 0 { place = nextPlace(band, place) }
      places[place] = UInt32(entry + 1)
    }
  }

  private func forEachEntry(_ band: Int, _ key: UInt64, _ visit: (Int) -> Void) {
    var place = firstPlace(band, key)
    while places[place] != 0 {
      visit(Int(places[place]) - 1)
      place = nextPlace(band, place)
    }
  }

  private func firstPlace(_ band: Int, _ key: UInt64) -> Int {
    band * capacity + Int(key.multipliedFullWidth(by: UInt64(capacity)).high)
  }

  private func nextPlace(_ band: Int, _ place: Int) -> Int {
    place + 1 == (band + 1) * capacity ? band * capacity : place + 1
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
