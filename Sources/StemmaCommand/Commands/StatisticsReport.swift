import StemmaRecord
import StemmaStatistics

/// Compared statistics as JSON and as lines.
struct StatisticsReport {
  let summaries: (before: VersionSummary, after: VersionSummary)
  let comparison: SummaryComparison
  let checks: [ExpectationCheck]

  // MARK: JSON

  var json: JSONValue { .array(comparison.statistics.map { .object(Self.json($0)) }) }

  /// What only one of the versions has.
  var loneJSON: JSONValue {
    .array(
      comparison.lone.map {
        [
          "kind": .string($0.kind.rawValue), "name": .string($0.name),
          "side": .string($0.side.rawValue), "value": Self.number($0.value),
        ]
      })
  }

  /// What could not be measured.
  var leftOutJSON: JSONValue {
    func json(_ all: ByName<VersionSummary.LeftOut>, _ side: LoneStatistic.Side) -> [JSONValue] {
      all.map {
        [
          "name": .string($0.name), "reason": .string($0.value.rawValue),
          "side": .string(side.rawValue),
        ]
      }
    }
    return .array(
      json(summaries.before.leftOut, .before) + json(summaries.after.leftOut, .after))
  }

  private static func json(_ statistic: Statistic) -> JSONObject {
    var object: JSONObject = [
      "after": number(statistic.after), "before": number(statistic.before),
      "difference": number(statistic.difference),
      "effect": statistic.effect.map(number) ?? .null, "kind": .string(statistic.kind.rawValue),
      "name": .string(statistic.name),
      "word": statistic.word.map { .string($0.rawValue) } ?? .null,
    ]
    object["chance"] = statistic.chance.map(number)
    object["cohensD"] = statistic.cohensD.map(number)
    object["jensenShannon"] = statistic.jensenShannon.map(number)
    object["measure"] = statistic.measure.map { .string($0.rawValue) }
    object["sampled"] = statistic.sampled.map { .integer($0) }
    object["stabilityIndex"] = statistic.stabilityIndex.map(number)
    object["wasserstein"] = statistic.wasserstein.map(number)
    object["test"] = statistic.test.map { test in
      [
        "corrected": number(test.corrected), "name": .string(test.name),
        "probability": number(test.probability), "statistic": number(test.statistic),
      ]
    }
    guard statistic.kind == .category else { return object }
    object["values"] = .array(
      statistic.parts.map {
        ["after": .integer($0.after), "before": .integer($0.before), "value": .string($0.value)]
      })
    return object
  }

  static func number(_ value: Double) -> JSONValue {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }

  // MARK: Lines

  /// - Parameter isPicturing: whether lines, as far as they say more so, end in bars.
  func lines(isPicturing: Bool) -> [String] {
    var rows = [["", "before", "after", "difference", "effect", ""]]
    for statistic in comparison.statistics {
      rows.append([
        Terminal.visible(statistic.name), Self.value(statistic.before, statistic.kind),
        Self.value(statistic.after, statistic.kind),
        (statistic.difference > 0 ? "+" : "")
          + Self.value(statistic.difference, statistic.kind),
        Self.effect(statistic), statistic.word?.rawValue ?? "",
      ])
    }
    let lines = TextTable.lines(rows, left: [0, 4, 5])
    return isPicturing
      ? Sparkline.beside(lines, comparison.statistics.map(Self.picture)) : lines
  }

  /// What stands in only one of the versions, and what is not measured at all.
  func remarks(_ names: (before: String, after: String)) -> [String] {
    let lone = comparison.lone.map { lone in
      let name = lone.side == .before ? names.before : names.after
      let value = Self.value(lone.value, lone.kind)
      return "only in   \(name): \(Terminal.visible(lone.name)) \(value)"
    }
    return lone + Self.remarks(summaries.before.leftOut, names.before)
      + Self.remarks(summaries.after.leftOut, names.after)
  }

  private static func remarks(
    _ leftOut: ByName<VersionSummary.LeftOut>, _ version: String
  ) -> [String] {
    leftOut.map { name, reason in
      switch reason {
      case .tooLarge:
        "left out  \(version): \(Terminal.visible(name)), of numbers of 2^33 or more"
      case .tooMany: "left out  \(version): \(name) by more than 256 names, but the first of them"
      }
    }
  }

  private static func effect(_ statistic: Statistic) -> String {
    guard let effect = statistic.effect, let measure = statistic.measure else { return "" }
    return "\(measure.title) \(Statistic.decimal(effect, places: 2))"
  }

  static func value(_ value: Double, _ kind: Statistic.Kind) -> String {
    Statistic.text(of: value, kind)
  }

  /// How the numbers are spread, then and now; or how large the commonest values' shares are.
  private static func picture(_ statistic: Statistic) -> String {
    if statistic.kind == .distribution {
      return Self.pair(statistic.shape.before, statistic.shape.after)
    }
    guard statistic.kind == .category, statistic.parts.count > 1 else { return "" }
    let parts = statistic.parts.prefix(12)
    return Self.pair(parts.map(\.before), parts.map(\.after))
  }

  private static func pair(_ before: [Int], _ after: [Int]) -> String {
    "\(Sparkline.bars(before)) → \(Sparkline.bars(after))"
  }
}
