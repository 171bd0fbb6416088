import StemmaRecord

/// The runs of three neighbouring words of a text, as 64-bit hashes.
///
/// A word's hash takes the bytes of its normal form eight at a time, as little-endian numbers, the
/// last one filled up with zeros: each is joined to the hash so far by exclusive or, and mixed by the
/// finaliser of SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators"). A shingle's hash is that of its words' hashes, rotated to the left by 42, 21 and 0
/// bits and joined by exclusive or, mixed once more.
public struct Shingles: Hashable, Sendable {
  /// Raised whenever the same normal form would get other hashes.
  public static let revision = 2

  /// How many words make a shingle.
  public static let width = 3

  /// In the order of the text, repeats included; never empty: a text of fewer words is one shingle.
  public let hashes: [UInt64]

  public init(of form: NormalForm) {
    var runs = WordRuns(bytes: form.bytes.count)
    runs.add(form)
    hashes = runs.finish()
  }

  /// The shingles of several texts, one after another; they run from one text into the next.
  public init(of texts: [String]) {
    var runs = WordRuns(bytes: texts.reduce(0) { $0 + $1.utf8.count })
    for text in texts { runs.add(text) }
    hashes = runs.finish()
  }

  init(hashes: [UInt64]) {
    precondition(!hashes.isEmpty, "every text has a shingle")
    self.hashes = hashes
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

  /// Rotated to the left.
  @inlinable
  static func turned(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 &- bits)
  }

  /// The hash of a run of words and one word more.
  @inlinable
  static func joined(_ run: UInt64, _ word: UInt64) -> UInt64 { mix(turned(run, 21) ^ word) }

  /// SplitMix64's finaliser: a bijection that spreads every bit over all.
  @inlinable
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}

/// Hashes words as they come, and every three of them together.
struct WordRuns {
  private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let spaces: UInt64 = 0x2020_2020_2020_2020

  private var hashes: [UInt64] = []
  /// The words' own hashes, where they are wanted; then words are parted in whatever writing.
  private(set) var words: [UInt64] = []
  private let keepsWords: Bool
  /// The hashes of the last two words, the later one second.
  private var before = (Self.start, Self.start)
  private var count = 0
  /// A text's normal form with spaces in between that are still to be passed over, and at least eight
  /// at its end.
  private var form: [UInt8] = []

  init(bytes: Int, keepsWords: Bool = false) {
    self.keepsWords = keepsWords
    hashes.reserveCapacity(bytes / 4)
    if keepsWords { words.reserveCapacity(bytes / 4) }
    form.reserveCapacity(bytes + 8)
  }

  mutating func add(_ form: NormalForm) {
    self.form = form.bytes
    addWords()
  }

  mutating func add(_ text: String) {
    var text = text
    let isASCII = text.withUTF8 { bytes in
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      guard all < 0x80 else { return false }
      form = [UInt8](unsafeUninitializedCapacity: bytes.count + 8) { out, count in
        for index in 0..<bytes.count { out[index] = NormalForm.mapped(bytes[index]) }
        count = bytes.count
      }
      return true
    }
    if !isASCII {
      form = NormalForm(text).bytes
      if keepsWords { form = UnspacedWriting.parted(form) }
    }
    addWords()
  }

  private mutating func addWords() {
    let end = form.count
    for _ in 0..<8 { form.append(0x20) }
    form.withUnsafeBytes { bytes in
      var place = 0
      var word = Self.start
      var isOpen = false
      while place < end {
        let block = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let marks = Self.zeros(in: block ^ Self.spaces)
        guard marks != 0 else {
          word = Shingles.mix(word ^ block)
          isOpen = true
          place &+= 8
          continue
        }
        let bits = UInt64(truncatingIfNeeded: marks.trailingZeroBitCount &- 7)
        if bits > 0 {
          word = Shingles.mix(word ^ block & (1 &<< bits &- 1))
          isOpen = true
        }
        if isOpen { close(word) }
        word = Self.start
        isOpen = false
        place &+= Int(truncatingIfNeeded: bits / 8 &+ 1)
      }
      if isOpen { close(word) }
    }
  }

  private mutating func close(_ word: UInt64) {
    if count > Shingles.width - 2 { hashes.append(hash(word)) }
    before = (before.1, word)
    count &+= 1
    if keepsWords { words.append(word) }
  }

  private func hash(_ word: UInt64) -> UInt64 {
    Shingles.mix(Shingles.turned(before.0, 42) ^ Shingles.turned(before.1, 21) ^ word)
  }

  /// The highest bit of exactly those bytes that are zero.
  private static func zeros(in word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~((word & low &+ low) | word | low)
  }

  /// What was found; a text of fewer than three words is one shingle of those it has.
  func finish() -> [UInt64] {
    hashes.isEmpty ? [Shingles.joined(before.0, before.1)] : hashes
  }
}
