public import StemmaRecord

/// Whether a version's statistics are what was expected of them.
public struct ExpectationCheck: Sendable {
  public enum State: String, Sendable {
    case met
    case failed
    /// There is no such statistic, or it has no such measure.
    case unmeasured
    /// It takes another version to compare with, and there is none.
    case unchecked
  }

  public let expectation: Expectation
  public let state: State
  /// Nil where nothing was measured.
  public let value: Double?
  /// Where it is unmeasured: the statistics that have such a measure.
  public let measured: [String]

  /// - Parameters:
  ///   - before: the version that it is compared with; nil where there is none.
  ///   - after: the version that is to be as expected.
  public static func all(
    _ expectations: [Expectation], before: VersionSummary?, after: VersionSummary
  ) -> [ExpectationCheck] {
    guard !expectations.isEmpty else { return [] }
    let own = SummaryComparison(after, after)
    let compared = before.map { SummaryComparison($0, after) }
    return expectations.map { expectation in
      guard expectation.measure.isComparing else {
        return ExpectationCheck(expectation, own)
      }
      guard let compared else {
        return ExpectationCheck(expectation: expectation, state: .unchecked, value: nil)
      }
      return ExpectationCheck(expectation, compared)
    }
  }

  private init(_ expectation: Expectation, _ comparison: SummaryComparison) {
    let statistic = comparison.statistics.first {
      $0.name.hasSameBytes(as: expectation.statistic)
    }
    let value = statistic.flatMap { Self.value(expectation.measure, of: $0) }
    let state = value.map { expectation.holds($0) ? State.met : .failed } ?? .unmeasured
    let measured = comparison.statistics.filter { Self.value(expectation.measure, of: $0) != nil }
    self.init(
      expectation: expectation, state: state, value: value,
      measured: state == .unmeasured ? measured.map(\.name) : [])
  }

  private init(
    expectation: Expectation, state: State, value: Double?, measured: [String] = []
  ) {
    self.expectation = expectation
    self.state = state
    self.value = value
    self.measured = measured
  }

  private static func value(_ measure: Expectation.Measure, of statistic: Statistic) -> Double? {
    switch measure {
    case .value: statistic.after
    case .difference: statistic.difference
    case .effect: statistic.effect.map(abs)
    case .js: statistic.jensenShannon
    case .psi: statistic.stabilityIndex
    case .wasserstein: statistic.wasserstein
    }
  }

  /// Whether it stands in the way: what was never measured does.
  public var isFailed: Bool { state == .failed || state == .unmeasured }
}
