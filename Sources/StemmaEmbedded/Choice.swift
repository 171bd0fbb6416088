import StemmaRecord

/// Draws among scored things by temperature and top-p, with whole numbers only.
struct Choice {
  /// In millionths.
  let temperature: Int
  /// In millionths.
  let topP: Int

  /// This many points make half the weight at temperature 1.
  private static let pointsPerHalving = 120

  init(_ sampling: Sampling) {
    temperature = max(0, sampling.temperature?.count ?? 700_000)
    topP = min(1_000_000, max(1, sampling.topP?.count ?? 1_000_000))
  }

  /// The first `count` of an order drawn without replacement; by rank at temperature 0.
  ///
  /// - Parameter scores: points, the highest first.
  func order(_ scores: [Int], count: Int, draws: inout Draws) -> [Int] {
    var left = Array(scores.indices)
    guard temperature > 0 else { return Array(left.prefix(count)) }
    var drawn: [Int] = []
    while drawn.count < count, let first = left.first {
      let best = scores[first]
      var weights = left.map { weight(below: best - scores[$0]) }
      cut(&weights)
      let total = weights.reduce(0, +)
      var point = draws.below(total)
      var place = 0
      while point >= weights[place] {
        point -= weights[place]
        place += 1
      }
      drawn.append(left.remove(at: place))
    }
    return drawn
  }

  /// 2 to the power of -points / (halving × temperature), in units of 2^-32, at least 1.
  func weight(below points: Int) -> UInt64 {
    let scale = 65_536 * 1_000_000
    let exponent = points * scale / (Self.pointsPerHalving * temperature)
    let whole = exponent >> 16
    guard whole < 32 else { return 1 }
    var weight: UInt64 = 1 << 32
    for (place, factor) in Self.roots.enumerated() where (exponent >> (15 - place)) & 1 == 1 {
      weight = (weight * factor) >> 32
    }
    return max(1, weight >> UInt64(whole))
  }

  /// Keeps the shortest run from the top that holds the wanted share; the rest get nothing.
  func cut(_ weights: inout [UInt64]) {
    guard topP < 1_000_000 else { return }
    let total = weights.reduce(0, +)
    var sum: UInt64 = 0
    for index in weights.indices {
      if sum * 1_000_000 >= total * UInt64(topP) { weights[index] = 0 }
      sum += weights[index]
    }
  }

  /// 2 to the power of -1/2, -1/4, -1/8 and so on, in units of 2^-32.
  private static let roots: [UInt64] = [
    3_037_000_500, 3_611_622_603, 3_938_502_376, 4_112_874_773, 4_202_935_003, 4_248_701_965,
    4_271_771_996, 4_283_353_945, 4_289_156_690, 4_292_061_010, 4_293_513_907, 4_294_240_540,
    4_294_603_903, 4_294_785_595, 4_294_876_445, 4_294_921_870,
  ]
}
