/// How two histograms differ; what lies in one bucket is taken as equal.
struct DistributionDifference {
  private let first: Histogram
  private let second: Histogram
  /// Both sides' counts, by bucket.
  private let rows: [(bucket: Int, before: Int, after: Int)]

  /// - Parameters: each of at least one number.
  init(_ first: Histogram, _ second: Histogram) {
    self.first = first
    self.second = second
    var rows: [(bucket: Int, before: Int, after: Int)] = []
    let (left, right) = (first.filled, second.filled)
    var (a, b) = (0, 0)
    while a < left.count || b < right.count {
      let bucket = min(
        a < left.count ? left[a].bucket : Int.max, b < right.count ? right[b].bucket : Int.max)
      var row = (bucket: bucket, before: 0, after: 0)
      if a < left.count, left[a].bucket == bucket {
        row.before = left[a].count
        a += 1
      }
      if b < right.count, right[b].bucket == bucket {
        row.after = right[b].count
        b += 1
      }
      rows.append(row)
    }
    self.rows = rows
  }

  private var sizes: (Double, Double) { (Double(first.count), Double(second.count)) }

  var cliffsDelta: Double {
    var (below, above, seen) = (0.0, 0.0, 0)
    var later = second.count
    for row in rows {
      later -= row.after
      above += Double(row.before) * Double(later)
      below += Double(row.after) * Double(first.count - seen - row.before)
      seen += row.before
    }
    return (above - below) / sizes.0 / sizes.1
  }

  /// What one in a thousand pairs of samples of one distribution shows.
  var chanceDelta: Double {
    let (n, m) = sizes
    return min(1, EffectMeasure.rareDeviations * ((n + m + 1) / (3 * n * m)).squareRoot())
  }

  var kolmogorovSmirnov: Statistic.Test {
    var (before, after) = (0, 0)
    var distance = 0.0
    for row in rows {
      before += row.before
      after += row.after
      distance = max(distance, abs(Double(before) / sizes.0 - Double(after) / sizes.1))
    }
    let probability = ExactMath.kolmogorovTail(distance, first.count, second.count)
    return Statistic.Test(
      name: "kolmogorov_smirnov", statistic: Statistic.rounded(distance),
      probability: Statistic.rounded(probability), corrected: 1)
  }

  /// The standard deviation of both samples, each around its own mean.
  private var deviation: Double {
    let (n, m) = sizes
    guard n + m > 2 else { return 0 }
    return ((n * first.variance + m * second.variance) / (n + m - 2)).squareRoot()
  }

  /// Nil where all numbers of each side are the same.
  var cohensD: Double? { deviation > 0 ? (second.mean - first.mean) / deviation : nil }

  /// Nil where all numbers of each side are the same, but not those of both.
  var wasserstein: Double? {
    guard deviation > 0 else { return first.mean == second.mean ? 0 : nil }
    var (before, after) = (0, 0)
    var sum = 0.0
    for (row, next) in zip(rows, rows.dropFirst()) {
      before += row.before
      after += row.after
      let gap = Histogram.middle(of: next.bucket) - Histogram.middle(of: row.bucket)
      sum += abs(Double(before) / sizes.0 - Double(after) / sizes.1) * gap
    }
    return sum / deviation
  }

  var jensenShannon: Double {
    CategoryDifference.jensenShannon(rows.map { ($0.before, $0.after) })
  }

  /// Over spans that each hold a tenth of the first version, and one on either side for what lies beyond
  /// all of its numbers.
  var stabilityIndex: Double {
    var spans: [(Int, Int)] = []
    var open = (before: 0, after: 0)
    var seen = 0
    for row in rows {
      if row.before > 0, seen == 0, open.after > 0 {
        spans.append(open)
        open = (0, 0)
      }
      open.before += row.before
      open.after += row.after
      seen += row.before
      let tenths = spans.count { $0.0 > 0 } + 1
      if open.before > 0, seen * 10 >= first.count * tenths {
        spans.append(open)
        open = (0, 0)
      }
    }
    if open.before + open.after > 0 { spans.append(open) }
    return CategoryDifference.stabilityIndex(spans)
  }

  /// Counts in so many equal spans from the least number to the greatest of both.
  func shape(_ spans: Int) -> (before: [Int], after: [Int]) {
    var shape = (
      before: [Int](repeating: 0, count: spans), after: [Int](repeating: 0, count: spans)
    )
    let least = Double(min(first.least, second.least))
    let width = Double(max(first.most, second.most)) - least
    for row in rows {
      let place = width > 0 ? (Histogram.middle(of: row.bucket) - least) / width : 0
      let span = min(spans - 1, max(0, Int(place * Double(spans))))
      shape.before[span] += row.before
      shape.after[span] += row.after
    }
    return shape
  }
}
