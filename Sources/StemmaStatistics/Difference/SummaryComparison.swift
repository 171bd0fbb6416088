import StemmaRecord

/// How two versions' statistics differ: each with an effect's size, a test where one is sound, and a
/// word. The word is the effect's; with many records everything is significant.
public struct SummaryComparison: Sendable {
  /// In an order of their own: sizes, lengths and scores, categories, repetition, variety.
  public let statistics: [Statistic]
  /// What only one of the two has, such as the lengths of a field that the other one lacks, or a field
  /// that has too many values in the other one to be a category.
  public let lone: [LoneStatistic]

  private static let partLimit = 32
  private static let shapeSpans = 12
  /// Values of these are kept in millionths.
  private static let scaled = ["value.", "score."]

  public init(_ first: VersionSummary, _ second: VersionSummary) {
    let statistics = Self.compared(first, second)
    self.statistics = statistics
    let common = Set(statistics.map { TextKey($0.name) })
    lone = [(first, LoneStatistic.Side.before), (second, .after)].flatMap { summary, side in
      Self.compared(summary, summary).filter { !common.contains(TextKey($0.name)) }
        .map { LoneStatistic(name: $0.name, kind: $0.kind, side: side, value: $0.after) }
    }
  }

  private static func compared(_ first: VersionSummary, _ second: VersionSummary) -> [Statistic] {
    var statistics = [Self.count("records", first.records, second.records)]
    for name in Self.common(first.distributions, second.distributions) {
      guard let before = first.distributions[name], let after = second.distributions[name],
        before.count > 0, after.count > 0
      else { continue }
      statistics.append(Self.distribution(name, before, after))
    }
    for name in Self.common(first.categories, second.categories) {
      guard let before = first.categories[name], let after = second.categories[name],
        before.total > 0, after.total > 0
      else { continue }
      statistics.append(Self.category(name, before, after))
    }
    for field in Self.common(first.openings, second.openings) {
      guard let before = first.openingCounts(field), let after = second.openingCounts(field),
        before.total > 0, after.total > 0
      else { continue }
      var statistic = Self.category("openings.\(field)", before, after)
      statistic.sampled = min(RecordSample.limit, first.records, second.records)
      statistics.append(statistic)
    }
    statistics += Self.shares(first, second)
    statistics += VarietyDifference(first, second).statistics
    statistics += SpendingDifference(first.spending, second.spending).statistics
    Statistic.correct(&statistics)
    return statistics
  }

  private static func common<Value>(
    _ first: ByName<Value>, _ second: ByName<Value>
  ) -> [String] {
    first.names.filter { second[$0] != nil }
  }

  static func count(_ name: String, _ before: Int, _ after: Int) -> Statistic {
    var statistic = Statistic(name, .count, Double(before), Double(after))
    statistic.set(.relative, relative(Double(before), Double(after)), chance: 0)
    return statistic
  }

  static func relative(_ before: Double, _ after: Double) -> Double {
    let greater = max(abs(before), abs(after))
    return greater == 0 ? 0 : (after - before) / greater
  }

  /// How many of a distribution's whole numbers are one of what it measures.
  static func scale(of name: String) -> Double {
    scaled.contains { name.hasPrefix($0) } ? 1_000_000 : 1
  }

  private static func distribution(
    _ name: String, _ before: Histogram, _ after: Histogram
  ) -> Statistic {
    let scale = scale(of: name)
    var statistic = Statistic(name, .distribution, before.mean / scale, after.mean / scale)
    let difference = DistributionDifference(before, after)
    statistic.set(.cliffsDelta, difference.cliffsDelta, chance: difference.chanceDelta)
    statistic.test = difference.kolmogorovSmirnov
    statistic.jensenShannon = Statistic.rounded(difference.jensenShannon)
    statistic.stabilityIndex = Statistic.rounded(difference.stabilityIndex)
    statistic.wasserstein = difference.wasserstein.map(Statistic.rounded)
    statistic.cohensD = difference.cohensD.map(Statistic.rounded)
    statistic.shape = difference.shape(shapeSpans)
    return statistic
  }

  private static func category(
    _ name: String, _ before: CategoryCounts, _ after: CategoryCounts
  ) -> Statistic {
    var statistic = Statistic(
      name, .category, Double(before.kindCount), Double(after.kindCount))
    let difference = CategoryDifference(before, after)
    statistic.set(.cramersV, difference.cramersV, chance: difference.chanceV)
    statistic.test = difference.test
    statistic.jensenShannon = Statistic.rounded(difference.jensenShannon)
    statistic.stabilityIndex = Statistic.rounded(difference.stabilityIndex)
    statistic.parts = Array(difference.parts.prefix(partLimit))
    return statistic
  }

  private static func shares(_ first: VersionSummary, _ second: VersionSummary) -> [Statistic] {
    var contamination: Statistic?
    if let before = first.contamination, let after = second.contamination,
      before.against.hasSameBytes(as: after.against)
    {
      contamination = share(
        "contamination", before.found, before.records, after.found, after.records)
    }
    return [
      contamination,
      share(
        "exact_duplicates", first.duplicates.exact, first.duplicates.records,
        second.duplicates.exact, second.duplicates.records),
      share(
        "near_duplicates", first.duplicates.near, first.duplicates.records,
        second.duplicates.near, second.duplicates.records),
      share("repetition", first.repeatedRuns, first.runs[3], second.repeatedRuns, second.runs[3]),
    ].compactMap { $0 }
  }

  /// - Returns: nil where there is nothing to be a part of.
  private static func share(
    _ name: String, _ before: Int, _ beforeAll: Int, _ after: Int, _ afterAll: Int
  ) -> Statistic? {
    guard beforeAll > 0, afterAll > 0 else { return nil }
    return .share(
      name, Double(before) / Double(beforeAll), Double(after) / Double(afterAll),
      spread: (1 / Double(beforeAll) + 1 / Double(afterAll)).squareRoot())
  }
}
