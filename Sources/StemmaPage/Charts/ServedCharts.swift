import StemmaStatistics

extension StatisticCharts {
  /// One statistic over a dataset's versions.
  static func line(_ line: PageBlock.Line) -> Values {
    let values = line.points.map(\.value)
    let numbers = line.points.map(\.number)
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    let (first, last) = (numbers.first ?? 0, numbers.last ?? 0)
    let places = line.points.map { point in
      (
        last > first ? 8 + 304 * Double(point.number - first) / Double(last - first) : 160,
        most > least ? 86 - 72 * (point.value - least) / (most - least) : 50
      )
    }
    let steps = places.enumerated().map { place, point in
      "\(place == 0 ? "M" : "L")\(Shown.place(point.0)) \(Shown.place(point.1))"
    }
    let latest = Shown.value(values.last ?? 0, line.kind)
    let told = line.points.map { "@\($0.number) \(Shown.value($0.value, line.kind))" }
    return [
      "name": line.name, "told": "now \(latest)", "outline": steps.joined(),
      "dots": places.map { ["dotX": Shown.place($0.0), "dotY": Shown.place($0.1)] as Values },
      "least": "@\(first)", "most": last > first ? "@\(last)" : "",
      "alternative": "\(line.name) by version: \(told.joined(separator: ", ")).",
    ]
  }

  /// Numbers as bars from the same beginning.
  static func funnel(_ caption: String, _ bars: [PageBlock.Bar]) -> Values {
    let most = Double(max(1, bars.map(\.count).max() ?? 1))
    let rows = bars.enumerated().map { place, bar -> Values in
      let top = Double(place) * 20 + 4
      let width = Double(bar.count) / most * 300
      return [
        "barLabel": Shown.beginning(bar.label, 42), "top": Shown.place(top),
        "labelPlace": Shown.place(top + 10.5), "barWidth": Shown.place(width),
        "numberPlace": Shown.place(250 + width + 6), "number": Shown.number(bar.count),
      ]
    }
    let words = bars.map { "\($0.label) \(Shown.number($0.count))" }
    return [
      "funnelName": caption, "bars": rows, "height": "\(bars.count * 20 + 6)",
      "alternative": "\(caption): \(words.joined(separator: ", ")).",
    ]
  }
}

extension StatisticsView {
  /// Charts of one version by itself.
  static func own(_ summary: VersionSummary) -> Values {
    let view = StatisticsView(
      names: ("", ""), comparison: SummaryComparison(summary, summary),
      summaries: (summary, summary), rowLimit: 0)
    return view.charts(isPair: false)
  }
}
