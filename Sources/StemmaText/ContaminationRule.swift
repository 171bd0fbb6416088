public import StemmaRecord

/// When a record counts as holding a text of a benchmark.
///
/// A record's text and a benchmark's are held against each other where both have at least three words.
/// They are the same to stemma where they share a run of `runWords` words, by normal form, or where
/// their sketches say that they have at least `nearness` of their three-word runs in common. A
/// benchmark's text of fewer words than a run is found by its sketch alone.
public struct ContaminationRule: Hashable, Sendable {
  /// What benchmarks are usually held against: GPT-2 looked for 8 words in a row, GPT-3 for 13.
  public static let runRange = 8...13
  public static let standardRunWords = 8
  public static let standardNearness = Millionths(count: 800_000)
  /// Texts of fewer words say too little to be told apart.
  static let leastWords = 3

  public let runWords: Int
  public let nearness: Millionths

  /// - Parameters:
  ///   - runWords: within `runRange`.
  ///   - nearness: above 0, at most 1.
  public init(
    runWords: Int = standardRunWords, nearness: Millionths = standardNearness
  ) {
    precondition(Self.runRange.contains(runWords), "a run has 8 to 13 words")
    precondition((1...1_000_000).contains(nearness.count), "nearness is above 0 and at most 1")
    self.runWords = runWords
    self.nearness = nearness
  }
}
