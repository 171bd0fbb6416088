import StemmaRecord

/// A sketch of a text's shingles: 128 minima under as many hash functions.
///
/// Lane *i* is the least of `a[i]·x + b[i]` mod 2^32 over the low halves *x* of the shingles'
/// hashes, which are mixed already; the odd factors and the summands are drawn by Philox under a
/// fixed key.
public struct MinHash: Hashable, Sendable {
  /// Raised whenever the same shingles would get another sketch.
  public static let revision = 1

  public static let laneCount = 128

  typealias Lanes = SIMD16<UInt32>

  /// The minima, sixteen to a vector.
  let lanes: [Lanes]

  public init(of shingles: Shingles) {
    let factors = Self.factors
    let summands = Self.summands
    var lanes: [Lanes] = []
    lanes.reserveCapacity(factors.count)
    for (factor, summand) in zip(factors, summands) {
      var least = Lanes(repeating: .max)
      for hash in shingles.hashes {
        let value = factor &* UInt32(truncatingIfNeeded: hash) &+ summand
        least.replace(with: value, where: value .< least)
      }
      lanes.append(least)
    }
    self.lanes = lanes
  }

  /// The sketch of a text's normal form.
  public init(of text: String) {
    self.init(of: Shingles(of: NormalForm(text)))
  }

  /// Estimates which share of their shingles two texts have in common, by the share of equal lanes.
  ///
  /// - Returns: parts per million; the standard error is at most 44,200.
  /// - Source: Broder 1997, "On the resemblance and containment of documents".
  public func similarity(to other: MinHash) -> Int {
    var equal = 0
    for (mine, theirs) in zip(lanes, other.lanes) {
      for lane in 0..<Lanes.scalarCount where mine[lane] == theirs[lane] { equal += 1 }
    }
    return equal * 1_000_000 / Self.laneCount
  }

  private static let factors = drawn(stream: 0).map { $0 | 1 }
  private static let summands = drawn(stream: 1)

  private static func drawn(stream: UInt32) -> [Lanes] {
    (0..<(laneCount / Lanes.scalarCount)).map { vector in
      var lanes = Lanes()
      for lane in 0..<Lanes.scalarCount {
        let number = UInt32(vector * Lanes.scalarCount + lane)
        let block = Philox.block(
          counter: SIMD4(number, stream, 0, 0), key: SIMD2(0x7374_656D, 0x6D69_6E68))
        lanes[lane] = block[0]
      }
      return lanes
    }
  }
}

/// A sketch for keeping: four bits of each lane, 64 bytes in all.
///
/// - Source: Li, König 2010, "b-bit minwise hashing".
struct CompactSketch: Hashable, Sendable {
  /// Sixteen lanes to a word, the first in the lowest bits.
  private var words: SIMD8<UInt64>

  init(_ sketch: MinHash) {
    words = SIMD8()
    for (index, lanes) in sketch.lanes.enumerated() {
      var word: UInt64 = 0
      // The highest bits of a minimum are nearly always zero, the lowest poorly mixed.
      for lane in 0..<16 { word |= UInt64(lanes[lane] >> 8 & 15) << UInt64(lane * 4) }
      words[index] = word
    }
  }

  /// As `MinHash.similarity(to:)`; one in sixteen lanes that differ has equal bits, which is
  /// reckoned out.
  ///
  /// - Returns: parts per million; the standard error is at most 47,200.
  func similarity(to other: CompactSketch) -> Int {
    let different = words ^ other.words
    var count = 0
    for index in 0..<8 {
      let pairs = different[index] | different[index] >> 1
      count += ((pairs | pairs >> 2) & 0x1111_1111_1111_1111).nonzeroBitCount
    }
    return max(0, 1_000_000 - count * 16 * 1_000_000 / (15 * MinHash.laneCount))
  }

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
