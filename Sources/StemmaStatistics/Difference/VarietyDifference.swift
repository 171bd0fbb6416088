/// How far the variety of two versions' texts differs, measured on as many sampled records of each.
struct VarietyDifference {
  private let first: VersionSummary
  private let second: VersionSummary
  private let levels: (before: DiversityLevel, after: DiversityLevel)?

  init(_ first: VersionSummary, _ second: VersionSummary) {
    self.first = first
    self.second = second
    levels =
      first.levels.reversed().lazy.compactMap { level in
        second.levels.first { $0.records == level.records }.map { (level, $0) }
      }.first
  }

  var statistics: [Statistic] {
    var statistics: [Statistic] = []
    if first.runs[0] > 0, second.runs[0] > 0 {
      statistics.append(SummaryComparison.count("words", first.runs[0], second.runs[0]))
      statistics.append(
        Statistic("vocabulary", .count, Double(first.distinct[0]), Double(second.distinct[0])))
    }
    for length in 0..<4 where first.runs[length] > 0 && second.runs[length] > 0 {
      statistics.append(
        measured(
          "distinct_\(length + 1)", whole: { Self.ratio($0.distinct[length], $0.runs[length]) }
        ) { Self.ratio($0.distinct[length], $0.runs[length]) })
    }
    guard let levels, levels.before.words > 0, levels.after.words > 0 else { return statistics }
    statistics.append(measured("type_token_ratio") { Self.ratio($0.distinct[0], $0.words) })
    statistics.append(measured("entropy") { Double($0.entropyMillibits) / 1000 })
    statistics.append(
      measured("compression_ratio") { Self.ratio($0.sizeBytes, $0.compressedBytes) })
    statistics.append(similarity(levels))
    if let before = first.mtldMilli, let after = second.mtldMilli {
      var statistic = Statistic("mtld", .measure, Double(before) / 1000, Double(after) / 1000)
      set(&statistic, Double(before), Double(after), levels.before.records)
      statistics.append(statistic)
    }
    return statistics
  }

  /// - Parameters:
  ///   - whole: the value of a whole version; where nil that of the sampled records is told.
  ///   - value: of sampled records.
  private func measured(
    _ name: String, whole: ((VersionSummary) -> Double)? = nil,
    _ value: (DiversityLevel) -> Double
  ) -> Statistic {
    let sampled = levels.map { (value($0.before), value($0.after)) }
    var statistic = Statistic(
      name, .measure, whole.map { $0(first) } ?? sampled?.0 ?? 0,
      whole.map { $0(second) } ?? sampled?.1 ?? 0)
    if let sampled, let records = levels?.before.records {
      set(&statistic, sampled.0, sampled.1, records)
    }
    return statistic
  }

  /// What two samples of as many records may well show by chance: two records' worth of spread.
  private func set(_ statistic: inout Statistic, _ before: Double, _ after: Double, _ records: Int)
  {
    statistic.set(
      .relative, SummaryComparison.relative(before, after),
      chance: min(1, 2 * (2 / Double(records)).squareRoot()))
    statistic.sampled = records
  }

  /// The mean similarity of two records, as a share of their runs of three words.
  private func similarity(
    _ levels: (before: DiversityLevel, after: DiversityLevel)
  ) -> Statistic {
    func mean(_ level: DiversityLevel) -> Double {
      let pairs = level.records * (level.records - 1) / 2
      return Self.ratio(level.equalLanes, pairs * 128)
    }
    let (before, after) = (mean(levels.before), mean(levels.after))
    var statistic = Statistic.share(
      "self_similarity", before, after,
      spread: (2 / Double(levels.before.records)).squareRoot())
    statistic.sampled = levels.before.records
    return statistic
  }

  private static func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
