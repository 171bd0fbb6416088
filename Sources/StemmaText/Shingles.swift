/// The runs of three neighbouring words of a text, as 64-bit hashes.
///
/// A word's hash is FNV-1a (Fowler, Noll, Vo; 64 bits) over the bytes of its normal form. A
/// shingle's hash takes its words' hashes in order, each added to the sum so far and then mixed by
/// the finaliser of SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators").
public struct Shingles: Hashable, Sendable {
  /// Raised whenever the same normal form would get other hashes.
  public static let revision = 1

  /// How many words make a shingle.
  public static let width = 3

  /// In the order of the text, repeats included; never empty: a text of fewer words is one shingle.
  public let hashes: [UInt64]

  public init(of form: NormalForm) {
    let words = form.words.map { Self.hash(form.bytes[$0]) }
    guard words.count > Self.width else {
      hashes = [Self.combine(words[...])]
      return
    }
    hashes = (0...(words.count - Self.width)).map { Self.combine(words[$0..<($0 + Self.width)]) }
  }

  /// Which share of all different shingles both texts have; exact.
  ///
  /// - Returns: parts per million, rounded down.
  /// - Source: Broder 1997, "On the resemblance and containment of documents".
  public func jaccard(with other: Shingles) -> Int {
    let mine = Set(hashes)
    let theirs = Set(other.hashes)
    let common = mine.intersection(theirs).count
    return common * 1_000_000 / (mine.count + theirs.count - common)
  }

  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  private static func combine(_ words: ArraySlice<UInt64>) -> UInt64 {
    words.reduce(0x9E37_79B9_7F4A_7C15) { mix($0 &+ $1) }
  }

  /// SplitMix64's finaliser: a bijection that spreads every bit over all.
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
