import StemmaRecord
import StemmaStatistics

/// Several versions' statistics beside each other, each held against the first.
struct SeveralReport {
  private let names: [String]
  private let rows: [Row]

  private struct Row {
    let name: String
    let kind: Statistic.Kind
    /// One a version.
    let values: [Double]
    /// One a version but the first.
    let compared: [Statistic]
  }

  /// - Parameter versions: two at least.
  init(_ versions: [(name: String, summary: VersionSummary)]) {
    names = versions.map(\.name)
    let own = versions.map { SummaryComparison($0.summary, $0.summary).statistics }
    let compared = versions.dropFirst().map {
      SummaryComparison(versions[0].summary, $0.summary).statistics
    }
    func find(_ name: String, _ statistics: [Statistic]) -> Statistic? {
      statistics.first { $0.name.hasSameBytes(as: name) }
    }
    rows = own[0].compactMap { first in
      let values = own.compactMap { find(first.name, $0)?.after }
      let others = compared.compactMap { find(first.name, $0) }
      // What not all of them have stands beside nothing.
      guard values.count == versions.count, others.count == versions.count - 1 else { return nil }
      return Row(name: first.name, kind: first.kind, values: values, compared: others)
    }
  }

  // MARK: JSON

  /// One member a statistic; effects and words are those against the first version.
  var json: JSONValue {
    .array(
      rows.map { row in
        [
          "effects": .array(
            row.compared.map { $0.effect.map(StatisticsReport.number) ?? .null }),
          "kind": .string(row.kind.rawValue), "name": .string(row.name),
          "values": .array(row.values.map(StatisticsReport.number)),
          "words": .array(row.compared.map { $0.word.map { .string($0.rawValue) } ?? .null }),
        ]
      })
  }

  // MARK: Lines

  var lines: [String] {
    var table = [[""] + names]
    for row in rows {
      let words = [nil] + row.compared.map(\.word)
      table.append(
        [Terminal.visible(row.name)]
          + zip(row.values, words).map { value, word in
            let text = StatisticsReport.value(value, row.kind)
            guard let word, word != .same else { return text }
            return "\(text) (\(word.rawValue))"
          })
    }
    return TextTable.lines(table, left: [0])
  }
}
