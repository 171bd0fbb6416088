/// One statistic of two versions, and how far it differs.
public struct Statistic: Sendable {
  public enum Kind: String, Sendable {
    /// So many.
    case count
    /// Numbers of records; the values are means.
    case distribution
    /// Values of records; the values are how many different ones there are.
    case category
    /// A part of the whole, 0...1.
    case share
    /// Any other number.
    case measure
  }

  /// A test of whether both come from the same distribution.
  public struct Test: Sendable {
    /// `kolmogorov_smirnov` or `chi_squared`.
    public let name: String
    public let statistic: Double
    /// How probable a statistic as great is by chance.
    public let probability: Double
    /// The same after Holm 1979, for as many tests as the comparison makes.
    public internal(set) var corrected: Double
  }

  /// One of a category's values.
  public struct Part: Hashable, Sendable {
    public let value: String
    /// Records of each version.
    public let before: Int
    public let after: Int
  }

  public let name: String
  public let kind: Kind
  public let before: Double
  public let after: Double
  /// Nil where none can be measured fairly, for sizes or since nothing can be compared.
  public internal(set) var effect: Double?
  public internal(set) var measure: EffectMeasure?
  /// What chance alone may well show; an effect that is no greater is called the same.
  public internal(set) var chance: Double?
  public internal(set) var test: Test?
  /// Jensen and Shannon's distance with logarithms to base 2, 0...1.
  public internal(set) var jensenShannon: Double?
  /// The population stability index, from 0.
  public internal(set) var stabilityIndex: Double?
  /// Wasserstein's distance over the standard deviation of both.
  public internal(set) var wasserstein: Double?
  public internal(set) var cohensD: Double?
  /// A category's commonest values.
  public internal(set) var parts: [Part] = []
  /// On how many sampled records of each version the effect was measured; nil where on all.
  public internal(set) var sampled: Int?
  /// Counts in twelve equal spans of the numbers, for a picture; empty but for distributions.
  public internal(set) var shape: (before: [Int], after: [Int]) = ([], [])

  init(_ name: String, _ kind: Kind, _ before: Double, _ after: Double) {
    self.name = name
    self.kind = kind
    self.before = Self.rounded(before)
    self.after = Self.rounded(after)
  }

  public var difference: Double { Self.rounded(after - before) }

  /// Nil where no effect was measured.
  public var word: EffectWord? {
    guard let effect, let measure else { return nil }
    return measure.word(effect, chance: chance ?? 0)
  }

  /// Two shares of so many each, compared by Cohen's h.
  ///
  /// - Parameter spread: the standard error of the difference by chance, in radians.
  static func share(
    _ name: String, _ before: Double, _ after: Double, spread: Double
  ) -> Statistic {
    var statistic = Statistic(name, .share, before, after)
    let effect =
      2 * ExactMath.arcsin(after.squareRoot()) - 2 * ExactMath.arcsin(before.squareRoot())
    // No two shares are further apart than half a turn.
    statistic.set(
      .cohensH, effect, chance: min(3.141593, EffectMeasure.rareDeviations * spread))
    return statistic
  }

  mutating func set(_ measure: EffectMeasure, _ effect: Double, chance: Double) {
    self.measure = measure
    self.effect = Self.rounded(effect)
    self.chance = Self.rounded(chance)
  }

  /// To six digits after the point: beyond them nothing is meant.
  static func rounded(_ value: Double) -> Double {
    let rounded = (value * 1_000_000).rounded() / 1_000_000
    return rounded == 0 ? 0 : rounded
  }

  /// Adjusts the probabilities for as many tests as there are.
  ///
  /// - Source: Holm 1979, "A simple sequentially rejective multiple test procedure".
  static func correct(_ statistics: inout [Statistic]) {
    let tested = statistics.indices.filter { statistics[$0].test != nil }
    let ordered = tested.sorted { left, right in
      let (one, other) = (statistics[left].test?.probability, statistics[right].test?.probability)
      return one != other ? one ?? 1 < other ?? 1 : left < right
    }
    var least = 0.0
    for (place, index) in ordered.enumerated() {
      let probability = statistics[index].test?.probability ?? 1
      least = max(least, min(1, probability * Double(ordered.count - place)))
      statistics[index].test?.corrected = rounded(least)
    }
  }
}
