import StemmaRecord
import StemmaStatistics

/// Compared statistics as the templates show them.
struct StatisticsView {
  let names: (before: String, after: String)
  let comparison: SummaryComparison
  let summaries: (before: VersionSummary, after: VersionSummary)
  /// At most so many rows; those with the least effects are left out.
  let rowLimit: Int

  static let distributionLimit = 6
  static let categoryLimit = 3

  var table: Values {
    let all = comparison.statistics
    var kept = Set(all.indices)
    if all.count > rowLimit {
      let ranked = all.indices.sorted { rank(all[$0], $0) < rank(all[$1], $1) }
      kept = Set(ranked.prefix(rowLimit))
    }
    let left = all.count - kept.count
    let note =
      "The word is the effect's: with many records every difference is significant. An effect that "
      + "chance alone shows once in a thousand times is the same."
      + (left > 0 ? " \(Shown.count(left, "statistic")) with the least effects not shown." : "")
    return [
      "tableNote": note, "before": names.before, "after": names.after,
      "rows": all.indices.filter(kept.contains).map { row(all[$0]) },
    ]
  }

  private func row(_ statistic: Statistic) -> Values {
    var values: Values = [
      "name": Shown.beginning(statistic.name, 60),
      "old": Shown.value(statistic.before, statistic.kind),
      "new": Shown.value(statistic.after, statistic.kind),
      "difference": (statistic.difference > 0 ? "+" : "")
        + Shown.value(statistic.difference, statistic.kind), "effect": "",
    ]
    if let effect = statistic.effect, let measure = statistic.measure {
      values["effect"] = "\(measure.title) \(Statistic.decimal(effect, places: 2))"
    }
    if let word = statistic.word { values["word"] = word.rawValue }
    return values
  }

  /// Least for what differs most; sizes that are not compared are kept before what is the same.
  private func rank(_ statistic: Statistic, _ place: Int) -> (Int, Double, Int) {
    let words = EffectWord.allCases
    let word = statistic.word.flatMap { words.firstIndex(of: $0) }
    return (-(word ?? 1), -abs(statistic.effect ?? 0), place)
  }

  /// Charts of what differs most, those that differ as much in the report's order.
  var pictures: Values? {
    var values = charts(isPair: true)
    let shown = ["distributions", "categories"].map { (values[$0] as? [Values])?.count ?? 0 }
    guard shown.contains(where: { $0 > 0 }) else { return nil }
    let all = [Statistic.Kind.distribution, .category].map { kind in
      comparison.statistics.count { $0.kind == kind && isPictured($0) }
    }
    values["note"] =
      "Shares of records, those that differ most first: \(shown[0]) of "
      + "\(Shown.count(all[0], "distribution")), \(shown[1]) of \(Shown.number(all[1])) categories."
    return values
  }

  /// - Parameter isPair: whether both versions are drawn; else the first alone.
  func charts(isPair: Bool) -> Values {
    let ranked = comparison.statistics.enumerated()
      .sorted { rank($0.element, $0.offset) < rank($1.element, $1.offset) }.map(\.element)
      .filter(isPictured)
    let limits = isPair ? (Self.distributionLimit, Self.categoryLimit) : (Int.max, Int.max)
    let distributions = ranked.filter { $0.kind == .distribution }.prefix(limits.0)
    let categories = ranked.filter { $0.kind == .category }.prefix(limits.1)
    return [
      "distributions": distributions.compactMap { statistic in
        DistributionShape(statistic.name, summaries.before, summaries.after).map {
          StatisticCharts.distribution(statistic, $0, isPair: isPair)
        }
      },
      "categories": categories.map {
        StatisticCharts.category(
          $0, totals: (total($0.name, summaries.before), total($0.name, summaries.after)),
          isPair: isPair)
      },
    ]
  }

  private func isPictured(_ statistic: Statistic) -> Bool {
    statistic.kind == .distribution || (statistic.kind == .category && statistic.parts.count > 1)
  }

  private func total(_ name: String, _ summary: VersionSummary) -> Int {
    let prefix = "openings."
    if name.hasPrefix(prefix), let openings = summary.openings[String(name.dropFirst(prefix.count))]
    {
      return openings.texts
    }
    return summary.categories[name]?.total ?? 0
  }

  /// Whether it matters, in a sentence or two.
  var verdict: String {
    var counts: [EffectWord: Int] = [:]
    for word in comparison.statistics.compactMap(\.word) { counts[word, default: 0] += 1 }
    let words = EffectWord.allCases.reversed().compactMap { word in
      counts[word].map { "\($0) \(word == .same ? "the same" : word.rawValue)" }
    }
    let most = comparison.statistics.enumerated()
      .min { rank($0.element, $0.offset) < rank($1.element, $1.offset) }?.element
    guard let most, let word = most.word, word > .same, let effect = most.effect,
      let measure = most.measure
    else { return "No: no statistic differs by a small effect. \(words.joined(separator: ", "))." }
    let size = "\(measure.title) \(Statistic.decimal(effect, places: 2))"
    let answer = word == .small ? "A little" : "Yes"
    return
      "\(answer): the greatest effect is \(word.rawValue), of \(Shown.beginning(most.name, 60)) "
      + "(\(size)). Of \(Shown.count(counts.values.reduce(0, +), "statistic")): "
      + "\(words.joined(separator: ", "))."
  }
}
