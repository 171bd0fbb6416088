/// The words of several texts by 64-bit hashes of their normal forms, read once for whatever counts
/// them.
///
/// Hashes are those of `Shingles`: evenly distributed, the same on every machine. What is written without
/// spaces is parted as `UnspacedWriting` does.
public struct HashedWords: Sendable {
  /// Raised whenever the same texts would get other hashes.
  public static let revision = 2

  /// In the texts' order.
  public let words: [UInt64]
  /// For each text where its words end.
  public let ends: [Int]
  /// Of all texts, as `Shingles(of:)` has them where spaces part the words.
  public let shingles: Shingles

  public init(of texts: [String]) {
    var runs = WordRuns(bytes: texts.reduce(0) { $0 + $1.utf8.count }, keepsWords: true)
    var ends: [Int] = []
    for text in texts {
      runs.add(text)
      ends.append(runs.words.count)
    }
    self.ends = ends
    words = runs.words
    shingles = Shingles(hashes: runs.finish())
  }

  /// The words of one text.
  public func words(of text: Int) -> ArraySlice<UInt64> {
    words[(text == 0 ? 0 : ends[text - 1])..<ends[text]]
  }

  /// One hash for all words in their order; texts that differ in marks and capitals only share it.
  public var digest: UInt64 { words.reduce(0x5354_4D4D) { Shingles.joined($0, $1) } }

  /// Visits every run of one to four neighbouring words within a text.
  ///
  /// - Parameter visit: given how many words, from 1, and their hash.
  @inlinable @inline(__always)
  public func forEachRun(_ visit: (_ length: Int, _ hash: UInt64) -> Void) {
    words.withUnsafeBufferPointer { words in
      var start = 0
      for end in ends {
        var (two, three): (UInt64, UInt64) = (0, 0)
        for place in start..<end {
          let word = words[place]
          visit(1, word)
          // A run is the run before it with one word more, so that each costs one step.
          let four = place &- start > 2 ? Shingles.joined(three, word) : 0
          let newThree = place &- start > 1 ? Shingles.joined(two, word) : 0
          let newTwo = place > start ? Shingles.joined(words[place &- 1], word) : 0
          if place > start { visit(2, newTwo) }
          if place &- start > 1 { visit(3, newThree) }
          if place &- start > 2 { visit(4, four) }
          (two, three) = (newTwo, newThree)
        }
        start = end
      }
    }
  }

  /// Visits every run of so many neighbouring words of one text, by its hash: those of four words and
  /// fewer are others than `forEachRun` has.
  ///
  /// - Parameter count: how many words, at least 1.
  @inline(__always)
  public func forEachRun(of count: Int, in text: Int, _ visit: (_ hash: UInt64) -> Void) {
    let words = words(of: text)
    guard words.count >= count else { return }
    for start in words.startIndex...words.endIndex - count {
      var hash = UInt64(truncatingIfNeeded: count)
      for word in words[start..<start + count] { hash = Shingles.joined(hash, word) }
      visit(hash)
    }
  }

  /// The hash of a name's bytes, to draw samples by.
  public static func hash(ofBytes text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Shingles.mix(hash)
  }
}
