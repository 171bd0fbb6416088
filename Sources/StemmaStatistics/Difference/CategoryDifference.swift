import StemmaRecord

/// How two versions' categories differ.
struct CategoryDifference {
  private let first: CategoryCounts
  private let second: CategoryCounts
  /// Both sides' counts by value; what is too rare for a test is taken together.
  private let pooled: [(before: Int, after: Int)]
  /// The commonest first.
  let parts: [Statistic.Part]

  /// A test wants so many expected on either side.
  private static let leastExpected = 5.0
  /// A share that is nothing would make the index endless.
  private static let leastShare = 0.000_1

  /// - Parameters: each of at least one value.
  init(_ first: CategoryCounts, _ second: CategoryCounts) {
    self.first = first
    self.second = second
    var parts = first.counts.map {
      Statistic.Part(value: $0.value, before: $0.count, after: second[$0.value])
    }
    for (value, count) in second.counts where first[value] == 0 {
      parts.append(Statistic.Part(value: value, before: 0, after: count))
    }
    parts.sort { left, right in
      let (one, other) = (left.before + left.after, right.before + right.after)
      return one != other
        ? one > other : left.value.precedesByBytes(right.value)
    }
    self.parts = parts
    let lesser = Double(min(first.total, second.total))
    let records = Double(first.total + second.total)
    var pooled: [(before: Int, after: Int)] = []
    var rest = (before: 0, after: 0)
    for part in parts {
      if Double(part.before + part.after) * lesser / records >= Self.leastExpected {
        pooled.append((part.before, part.after))
      } else {
        rest.before += part.before
        rest.after += part.after
      }
    }
    if rest.before + rest.after > 0 { pooled.append(rest) }
    // Where all are rare, together they would tell nothing.
    let all = parts.map { ($0.before, $0.after) }.filter { $0 + $1 > 0 }
    self.pooled = pooled.count > 1 || lesser == 0 ? pooled : all
  }

  private var all: Double { Double(first.total + second.total) }

  private var chiSquared: Double {
    let shares = (Double(first.total) / all, Double(second.total) / all)
    return pooled.reduce(0) { sum, row in
      let both = Double(row.before + row.after)
      let (left, right) = (both * shares.0, both * shares.1)
      let (one, other) = (Double(row.before) - left, Double(row.after) - right)
      return sum + one * one / left + other * other / right
    }
  }

  private var freedom: Int { pooled.count - 1 }

  /// The bias taken out of φ², and of the number of versions.
  private var cramersSquare: (bias: Double, scale: Double) {
    (Double(freedom) / (all - 1), 1 - 1 / (all - 1))
  }

  var cramersV: Double {
    guard freedom > 0, all > 2 else { return 0 }
    let (bias, scale) = cramersSquare
    // Of as many categories as are left once the bias is out, two versions count.
    let categories = Double(freedom) - Double(freedom) * Double(freedom) / (all - 1)
    let least = min(categories, scale)
    guard least > 0 else { return 0 }
    return min(1, (max(0, chiSquared / all - bias) / least).squareRoot())
  }

  /// What one in a thousand pairs of samples of the same categories shows.
  ///
  /// - Source: Wilson, Hilferty 1931, "The distribution of chi-square".
  var chanceV: Double {
    guard freedom > 0, all > 2 else { return 0 }
    let (bias, scale) = cramersSquare
    let degrees = Double(freedom)
    let root = 1 - 2 / (9 * degrees) + 3.09 * (2 / (9 * degrees)).squareRoot()
    let rare = degrees * root * root * root
    return min(1, (max(0, rare / all - bias) / scale).squareRoot())
  }

  /// Nil where there is only one category.
  var test: Statistic.Test? {
    guard freedom > 0 else { return nil }
    let probability = ExactMath.chiSquaredTail(chiSquared, freedom: freedom)
    return Statistic.Test(
      name: "chi_squared", statistic: Statistic.rounded(chiSquared),
      probability: Statistic.rounded(probability), corrected: 1)
  }

  var jensenShannon: Double { Self.jensenShannon(parts.map { ($0.before, $0.after) }) }

  var stabilityIndex: Double { Self.stabilityIndex(parts.map { ($0.before, $0.after) }) }

  /// - Source: Lin 1991, "Divergence measures based on the Shannon entropy".
  static func jensenShannon(_ rows: [(Int, Int)]) -> Double {
    let totals = rows.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    var sum = 0.0
    for row in rows {
      let one = Double(row.0) / Double(totals.0)
      let other = Double(row.1) / Double(totals.1)
      let middle = (one + other) / 2
      if one > 0 { sum += one * ExactMath.log2(one / middle) }
      if other > 0 { sum += other * ExactMath.log2(other / middle) }
    }
    return max(0, sum / 2).squareRoot()
  }

  static func stabilityIndex(_ rows: [(Int, Int)]) -> Double {
    let totals = rows.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    return rows.reduce(0) { sum, row in
      let one = max(leastShare, Double(row.0) / Double(totals.0))
      let other = max(leastShare, Double(row.1) / Double(totals.1))
      return sum + (other - one) * ExactMath.ln(other / one)
    }
  }
}
