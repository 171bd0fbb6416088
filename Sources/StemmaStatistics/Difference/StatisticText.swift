extension EffectMeasure {
  /// As people call it.
  public var title: String {
    switch self {
    case .cliffsDelta: "Cliff's delta"
    case .cramersV: "Cramér's V"
    case .cohensH: "Cohen's h"
    case .relative: "relative"
    }
  }
}

extension Statistic {
  /// A value of a statistic of this kind, as people read it.
  public static func text(of value: Double, _ kind: Kind) -> String {
    switch kind {
    case .count, .category: decimal(value, places: 0)
    case .share: decimal(value * 100, places: 2) + " %"
    case .distribution, .measure:
      decimal(value, places: abs(value) >= 100 ? 1 : abs(value) >= 1 ? 2 : 4)
    }
  }

  /// - Returns: with so many digits after the point.
  public static func decimal(_ value: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    guard let scaled = Int(exactly: (value * Double(scale)).rounded()) else { return "\(value)" }
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let sign = scaled < 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    let digits = String(rest)
    let zeros = String(repeating: "0", count: places - digits.count)
    return "\(sign)\(whole).\(zeros)\(digits)"
  }
}
