import StemmaStatistics

/// Pictures of statistics: what the templates `distribution` and `category` name.
enum StatisticCharts {
  private static let left = 4.0
  private static let width = 312.0
  private static let ground = 94.0
  private static let height = 86.0
  private static let barLimit = 6
  private static let barWidth = 118.0

  /// Both versions' histograms, the first as an area and the second as an outline over it.
  ///
  /// - Parameter isPair: whether both are drawn; else the first alone.
  static func distribution(
    _ statistic: Statistic, _ shape: DistributionShape, isPair: Bool = true
  ) -> Values {
    let most = max(shape.before.max() ?? 0, shape.after.max() ?? 0)
    func steps(_ shares: [Double]) -> String {
      var path = "M\(Shown.place(left)) \(Shown.place(ground))"
      for (place, share) in shares.enumerated() {
        let step = width / Double(shares.count)
        let (from, to) = (left + step * Double(place), left + step * Double(place + 1))
        let top = ground - (most > 0 ? share / most * height : 0)
        path += "L\(Shown.place(from)) \(Shown.place(top))L\(Shown.place(to)) \(Shown.place(top))"
      }
      return path + "L\(Shown.place(left + width)) \(Shown.place(ground))"
    }
    let mean = Shown.value(statistic.before, .distribution)
    let words =
      isPair
      ? told("mean \(mean) → \(Shown.value(statistic.after, .distribution))", statistic)
      : "mean \(mean)"
    return [
      "name": statistic.name, "told": words, "isPair": isPair,
      "area": steps(shape.before) + "z", "outline": steps(shape.after),
      "least": end(shape.least), "middle": end((shape.least + shape.most) / 2),
      "most": end(shape.most) + (shape.isCut ? " and above" : ""),
      "alternative": "\(isPair ? "Histograms of both versions" : "Histogram"): "
        + "\(statistic.name), \(words).",
    ]
  }

  /// An axis's end, short.
  private static func end(_ value: Double) -> String {
    Int(exactly: value).map(Shown.number) ?? Shown.value(value, .distribution)
  }

  /// The commonest values, a pair of bars each.
  static func category(
    _ statistic: Statistic, totals: (before: Int, after: Int), isPair: Bool = true
  ) -> Values {
    let parts = statistic.parts.prefix(barLimit)
    func share(_ part: Int, of whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }
    let most =
      parts.map {
        max(share($0.before, of: totals.before), share($0.after, of: totals.after))
      }.max() ?? 0
    var bars: [Values] = []
    var alternatives: [String] = []
    for (place, part) in parts.enumerated() {
      let shares = (share(part.before, of: totals.before), share(part.after, of: totals.after))
      let top = Double(place) * 22 + 4
      let words =
        isPair ? "\(percent(shares.0)) → \(percent(shares.1))" : percent(shares.0)
      bars.append([
        "label": Shown.beginning(part.value.isEmpty ? "(empty)" : part.value, 17),
        "top": Shown.place(top),
        "bottom": Shown.place(top + 8), "labelPlace": Shown.place(top + 11),
        "oldWidth": Shown.place(most > 0 ? shares.0 / most * barWidth : 0),
        "newWidth": Shown.place(most > 0 ? shares.1 / most * barWidth : 0), "shares": words,
      ])
      alternatives.append("\(part.value) \(words)")
    }
    let rest = max(Int(statistic.before), Int(statistic.after)) - parts.count
    let kinds = rest > 0 ? "\(parts.count) commonest of \(Shown.number(rest + parts.count))" : ""
    return [
      "name": statistic.name, "told": isPair ? told(kinds, statistic) : kinds, "bars": bars,
      "isPair": isPair,
      "height": "\(parts.count * 22 + 4)",
      "alternative":
        "Shares of \(statistic.name)\(isPair ? " in both versions" : ""): "
        + "\(alternatives.joined(separator: "; ")).",
    ]
  }

  private static func told(_ words: String, _ statistic: Statistic) -> String {
    [words, statistic.word?.rawValue ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func percent(_ share: Double) -> String {
    Statistic.decimal(share * 100, places: share > 0 && share < 0.1 ? 1 : 0) + " %"
  }
}
