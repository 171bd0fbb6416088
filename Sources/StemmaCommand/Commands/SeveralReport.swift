import StemmaRecord
import StemmaStatistics

/// Several versions' statistics beside each other, each held against the first.
struct SeveralReport {
  private let names: [String]
  private let rows: [Row]

  private struct Row {
    let name: String
    let kind: Statistic.Kind
    /// One a version; nil where it has no such statistic, or is none.
    let values: [Double?]
    /// One a version but the first; nil where the two cannot be compared.
    let compared: [Statistic?]
  }

  /// - Parameter versions: nil in place of a version that could not be made; where the first is one,
  ///   the others are held against the first that there is.
  init(_ versions: [(name: String, summary: VersionSummary?)]) {
    names = versions.map(\.name)
    guard let base = versions.lazy.compactMap(\.summary).first else {
      rows = []
      return
    }
    let own = versions.map { version in
      version.summary.map { SummaryComparison($0, $0).statistics } ?? []
    }
    let compared = versions.dropFirst().map { version in
      version.summary.map { SummaryComparison(base, $0).statistics } ?? []
    }
    func find(_ name: String, _ statistics: [Statistic]) -> Statistic? {
      statistics.first { $0.name.hasSameBytes(as: name) }
    }
    var rows: [Row] = []
    for statistic in own.joined()
    where !rows.contains(where: { $0.name.hasSameBytes(as: statistic.name) }) {
      rows.append(
        Row(
          name: statistic.name, kind: statistic.kind,
          values: own.map { find(statistic.name, $0)?.after },
          compared: compared.map { find(statistic.name, $0) }))
    }
    self.rows = rows
  }

  // MARK: JSON

  /// One member a statistic; effects and words are those against the first version.
  var json: JSONValue {
    .array(
      rows.map { row in
        [
          "effects": .array(
            row.compared.map { $0?.effect.map(StatisticsReport.number) ?? .null }),
          "kind": .string(row.kind.rawValue), "name": .string(row.name),
          "values": .array(row.values.map { $0.map(StatisticsReport.number) ?? .null }),
          "words": .array(row.compared.map { $0?.word.map { .string($0.rawValue) } ?? .null }),
        ]
      })
  }

  // MARK: Lines

  /// - Parameter isPicturing: whether lines end in how their values go from version to version.
  func lines(isPicturing: Bool) -> [String] {
    var table = [[""] + names]
    for row in rows {
      let words = [nil] + row.compared.map { $0?.word }
      table.append(
        [Terminal.visible(row.name)]
          + zip(row.values, words).map { value, word in
            guard let value else { return "-" }
            let text = StatisticsReport.value(value, row.kind)
            guard let word, word != .same else { return text }
            return "\(text) (\(word.rawValue))"
          })
    }
    let lines = TextTable.lines(table, left: [0])
    return isPicturing
      ? Sparkline.beside(lines, rows.map { Sparkline.course($0.values) }) : lines
  }
}
