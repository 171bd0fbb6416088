import StemmaRecord

/// A sketch of a text's shingles: 128 of them, drawn so that two texts draw the same one with the
/// probability of their similarity.
///
/// Round by round every shingle falls into one of 128 lanes, under a value of the round's own; a lane
/// keeps the least value of the first round in which anything fell into it. Where a lane is still
/// empty after 128 rounds, all shingles are looked at for it. So a text costs about 700 steps
/// however short it is, and as lanes of a round draw different shingles, the estimate errs a quarter
/// less than with as many independent minima.
///
/// Lane and value of a shingle are the highest 31 bits of `factor[round] · hash` mod 2^64; the odd
/// factors are drawn by Philox under a fixed key.
///
/// - Source: Dahlgaard, Knudsen, Thorup 2017, "Fast similarity sketching".
public struct MinHash: Hashable, Sendable {
  /// Raised whenever the same shingles would get another sketch.
  public static let revision = 2

  public static let laneCount = 128
  /// A lane is the highest bits of a product.
  private static let laneBits: UInt64 = 7
  /// The bits of a value; the eight above them hold the round.
  private static let valueBits: UInt64 = 24

  /// Each the round that filled it, above the shingle's value.
  let lanes: [UInt32]

  public init(of shingles: Shingles) {
    lanes = [UInt32](unsafeUninitializedCapacity: Self.laneCount) { lanes, count in
      lanes.initialize(repeating: .max)
      count = Self.laneCount
      shingles.hashes.withUnsafeBufferPointer { hashes in
        Self.factors.withUnsafeBufferPointer { Self.draw(hashes, $0, into: lanes) }
      }
    }
  }

  private static func draw(
    _ hashes: UnsafeBufferPointer<UInt64>, _ factors: UnsafeBufferPointer<UInt64>,
    into lanes: UnsafeMutableBufferPointer<UInt32>
  ) {
    var empty = laneCount
    var round = 0
    while empty > 0 && round < laneCount {
      let factor = factors[round]
      for hash in hashes {
        let product = hash &* factor
        let lane = Int(truncatingIfNeeded: product &>> (64 &- laneBits))
        let value = ranked(product, round)
        let least = lanes[lane]
        empty &-= least == .max ? 1 : 0
        lanes[lane] = min(least, value)
      }
      round &+= 1
    }
    guard empty > 0 else { return }
    for lane in 0..<laneCount where lanes[lane] == .max {
      let factor = factors[laneCount + lane]
      for hash in hashes {
        lanes[lane] = min(lanes[lane], ranked(hash &* factor, laneCount + lane))
      }
    }
  }

  /// What a product is worth in its lane: every later round is above all earlier ones.
  private static func ranked(_ product: UInt64, _ round: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (product &<< laneBits) &>> (64 &- valueBits))
      | UInt32(truncatingIfNeeded: round) &<< UInt32(valueBits)
  }

  /// The sketch of a text's normal form.
  public init(of text: String) {
    self.init(of: Shingles(of: [text]))
  }

  /// Estimates which share of their shingles two texts have in common, by the share of equal lanes.
  ///
  /// - Returns: parts per million; the standard error is at most 44,200.
  public func similarity(to other: MinHash) -> Int {
    equalLanes(to: other) * 1_000_000 / Self.laneCount
  }

  /// A number that two texts share with the probability of their similarity: to draw samples in which
  /// texts that are alike stay together.
  public var drawKey: UInt64 { Shingles.mix(UInt64(lanes[0])) }

  /// How many of the lanes are equal, of `laneCount`.
  public func equalLanes(to other: MinHash) -> Int {
    lanes.withUnsafeBufferPointer { mine in
      other.lanes.withUnsafeBufferPointer { theirs in
        var equal = 0
        for lane in 0..<Self.laneCount { equal &+= mine[lane] == theirs[lane] ? 1 : 0 }
        return equal
      }
    }
  }

  /// One for each round, and one for each lane that no round filled.
  private static let factors = (0..<UInt32(2 * laneCount)).map { number in
    let block = Philox.block(
      counter: SIMD4(number, 2, 0, 0), key: SIMD2(0x7374_656D, 0x6D69_6E68))
    return UInt64(block[0]) << 32 | UInt64(block[1]) | 1
  }
}

/// A sketch for keeping: four bits of each lane, 64 bytes in all.
///
/// - Source: Li, König 2010, "b-bit minwise hashing".
public struct CompactSketch: Hashable, Sendable {
  /// Sixteen lanes to a word, the first in the lowest bits.
  private var words: SIMD8<UInt64>

  public init(_ sketch: MinHash) {
    words = SIMD8()
    sketch.lanes.withUnsafeBufferPointer { lanes in
      for index in 0..<8 {
        var word: UInt64 = 0
        for lane in 0..<16 {
          word |= UInt64(lanes[index &* 16 &+ lane] & 15) &<< UInt64(lane &* 4)
        }
        words[index] = word
      }
    }
  }

  /// As `MinHash.similarity(to:)`; one in sixteen lanes that differ has equal bits, which is
  /// reckoned out.
  ///
  /// - Returns: parts per million; the standard error is at most 47,200, and for texts of 20 to 250
  ///   words at most 30,000 where the similarity is 0.85.
  public func similarity(to other: CompactSketch) -> Int {
    let different = words ^ other.words
    var pairs = different | different &>> 1
    pairs = (pairs | pairs &>> 2) & 0x1111_1111_1111_1111
    // A lane's bit stands alone among four, so eight words can share one.
    var count = 0
    for index in 0..<8 { count &+= pairs[index].nonzeroBitCount }
    return max(0, 1_000_000 - count * 16 * 1_000_000 / (15 * MinHash.laneCount))
  }

  func word(_ index: Int) -> UInt64 { words[index] }

  /// A hash of a run of lanes.
  func key(of lanes: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0
    var position = lanes.lowerBound
    while position < lanes.upperBound {
      let taken = min(16 - position % 16, lanes.upperBound - position)
      let bits = words[position / 16] >> UInt64(position % 16 * 4)
      let mask: UInt64 = taken == 16 ? .max : 1 << UInt64(taken * 4) - 1
      hash = Shingles.mix(hash ^ bits & mask)
      position += taken
    }
    return hash
  }
}
