import StemmaRecord

/// How what two versions' answers took of their teachers differs.
struct SpendingDifference {
  private let first: TeacherSpending?
  private let second: TeacherSpending?

  /// - Parameter first: nil where nothing is known of it, as of a pure teacher.
  init(_ first: TeacherSpending?, _ second: TeacherSpending?) {
    self.first = first
    self.second = second
  }

  /// Sums of all teachers; where there are several in both, those of each besides.
  var statistics: [Statistic] {
    guard let first, let second else { return [] }
    var statistics = Self.statistics("", first.whole, second.whole)
    let names = first.teachers.keys.filter { !$0.isEmpty && second.teachers[$0] != nil }
    for name in names.sorted(by: { $0.precedesByBytes($1) }) {
      guard let before = first.teachers[name], let after = second.teachers[name] else { continue }
      statistics += Self.statistics("teacher.\(name).", before, after)
    }
    return statistics
  }

  private static func statistics(
    _ prefix: String, _ before: TeacherSpending.Share, _ after: TeacherSpending.Share
  ) -> [Statistic] {
    var statistics = [
      SummaryComparison.count(
        "\(prefix)prompt_tokens", before.promptTokens, after.promptTokens),
      SummaryComparison.count(
        "\(prefix)completion_tokens", before.completionTokens, after.completionTokens),
    ]
    if let then = before.cost, let now = after.cost {
      let dollars = [then, now].map { Double($0.picodollars) / 1_000_000_000_000 }
      var statistic = Statistic("\(prefix)cost", .measure, dollars[0], dollars[1])
      statistic.set(.relative, SummaryComparison.relative(dollars[0], dollars[1]), chance: 0)
      statistics.append(statistic)
    }
    return statistics
  }
}
