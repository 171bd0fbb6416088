import StemmaExperiment
import StemmaRecord

/// How far a mix is met, in words.
enum MixReport {
  /// The value that lacks the most, as `12 short of tone formal`; nil where none lacks anything.
  static func lacking(_ balance: [MixBalance]) -> String? {
    let all = balance.flatMap { axis in axis.values.map { (axis: axis.axis, value: $0) } }
    guard let most = all.map(\.value.short).max(), most > 0,
      let first = all.first(where: { $0.value.short == most })
    else { return nil }
    return "\(most) short of \(first.axis) \(Terminal.visible(first.value.name))"
  }

  /// A line an axis: what was kept of each value, and how many were wanted where that is another number.
  static func lines(_ balance: [MixBalance]) -> [String] {
    balance.map { axis in
      "\(axis.axis): "
        + axis.values.map { value in
          "\(value.kept) \(Terminal.visible(value.name))"
            + (value.kept == value.wanted ? "" : " of \(value.wanted)")
        }.joined(separator: ", ")
    }
  }

  /// What a version's run kept of it; empty without one.
  static func balance(_ execution: JSONObject) -> [MixBalance] {
    (execution["mix"]?.array ?? []).compactMap(MixBalance.init(json:))
  }

  /// The values of one slot, as `tone formal, length short`.
  static func words(_ mix: Expansion) -> String {
    mix.values.members.map { axis, value in
      "\(axis) \(Terminal.visible(value.string ?? ""))"
    }.joined(separator: ", ")
  }
}
