/// How an effect is measured, and from where on it is small, moderate or large.
public enum EffectMeasure: String, CaseIterable, Sendable {
  /// How much oftener a number of the second version is above one of the first than below; -1...1.
  ///
  /// - Source: Cliff 1993, "Dominance statistics"; bounds of Romano et al. 2006.
  case cliffsDelta = "cliffs_delta"
  /// How far categories depend on the version, its bias taken out; 0...1.
  ///
  /// - Source: Bergsma 2013, "A bias-correction for Cramér's V"; bounds of Cohen 1988.
  case cramersV = "cramers_v"
  /// The distance of two shares, in radians; -π...π.
  ///
  /// - Source: Cohen 1988, "Statistical power analysis", with its bounds.
  case cohensH = "cohens_h"
  /// The difference by the greater of the two values; -1...1. Its bounds are stemma's own.
  case relative

  /// From where on an effect is small, moderate and large.
  public var bounds: (small: Double, moderate: Double, large: Double) {
    switch self {
    case .cliffsDelta: (0.147, 0.33, 0.474)
    case .cramersV: (0.1, 0.3, 0.5)
    case .cohensH: (0.2, 0.5, 0.8)
    case .relative: (0.1, 0.25, 0.5)
    }
  }

  /// - Parameter chance: what two samples of one and the same may well show; an effect that is no
  ///   greater is none.
  public func word(_ effect: Double, chance: Double) -> EffectWord {
    let size = abs(effect)
    guard size > chance else { return .same }
    let bounds = bounds
    return size >= bounds.large
      ? .large : size >= bounds.moderate ? .moderate : size >= bounds.small ? .small : .same
  }

  /// What one in a thousand pairs of samples of the same shows at least: a normal number's bound.
  static let rareDeviations = 3.29
}
