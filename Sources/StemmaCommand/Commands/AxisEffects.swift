import StemmaRecord
import StemmaStatistics

/// What one axis of a sweep did: each statistic's effect from its first value to its last, all else
/// being equal, averaged over all else.
struct AxisEffects {
  let axis: SweepAxis
  /// By word, the greatest first, then by name; those that are the same are left out.
  let effects: [(name: String, effect: Double, word: EffectWord)]

  /// - Parameters:
  ///   - place: the axis among those of the grid.
  ///   - summaries: one a cell of the grid; nil where nothing was made.
  init(_ axis: SweepAxis, at place: Int, _ grid: [[Int]], _ summaries: [VersionSummary?]) {
    self.axis = axis
    var found = ByName<(statistic: Statistic, sum: Double, chance: Double, count: Int)>()
    for (cell, choice) in grid.enumerated() where choice[place] == 0 {
      var last = choice
      last[place] = axis.values.count - 1
      guard let other = grid.firstIndex(of: last), other != cell, let before = summaries[cell],
        let after = summaries[other]
      else { continue }
      for statistic in SummaryComparison(before, after).statistics {
        guard let effect = statistic.effect else { continue }
        var known = found[statistic.name] ?? (statistic, 0, 0, 0)
        known.sum += effect
        known.chance += statistic.chance ?? 0
        known.count += 1
        found[statistic.name] = known
      }
    }
    effects = found.compactMap { name, known in
      let (mean, chance) = (known.sum / Double(known.count), known.chance / Double(known.count))
      guard let word = known.statistic.measure?.word(mean, chance: chance), word != .same
      else { return nil }
      return (name, mean, word)
    }.sorted { left, right in
      left.word != right.word ? left.word > right.word : TextKey(left.name) < TextKey(right.name)
    }
  }

  var json: JSONValue {
    [
      "effects": .array(
        effects.map {
          [
            "effect": StatisticsReport.number(($0.effect * 1_000_000).rounded() / 1_000_000),
            "name": .string($0.name), "word": .string($0.word.rawValue),
          ]
        }), "field": .string(axis.field), "values": .texts(axis.values),
    ]
  }

  var line: String {
    let ends = "\(axis.values.first ?? "") to \(axis.values.last ?? "")"
    let words = effects.map { effect in
      let sign = effect.effect > 0 ? "+" : ""
      return "\(effect.name) \(sign)\(Statistic.decimal(effect.effect, places: 2)) "
        + "(\(effect.word.rawValue))"
    }
    return "axis    \(Terminal.visible("\(axis.field), \(ends)")): "
      + Terminal.visible(words.isEmpty ? "no effect reaches small" : words.joined(separator: ", "))
  }
}
