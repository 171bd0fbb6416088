import StemmaRecord

/// Draws of one wording among a few, by temperature and top-p: weighed once for many draws.
struct WordingTable {
  /// So many points lie between one wording and the next.
  private static let pointsPerRank = 60
  private static let mostWordings = 4

  /// By the number of wordings, running sums of their weights in units of 2^-29.
  private let sums: [[UInt64]]
  private let isCold: Bool

  init(_ choice: Choice) {
    isCold = choice.temperature == 0
    guard !isCold else {
      sums = []
      return
    }
    sums = (0...Self.mostWordings).map { count in
      var weights = (0..<count).map { choice.weight(below: $0 * Self.pointsPerRank) }
      choice.cut(&weights)
      var sum: UInt64 = 0
      return weights.map {
        sum += $0 >> 3
        return sum
      }
    }
  }

  /// - Parameters:
  ///   - word: 32 drawn bits.
  ///   - count: 1 to 4.
  func place(_ word: UInt32, of count: Int) -> Int {
    guard !isCold, count > 1, let total = sums[count].last else { return 0 }
    let point = (UInt64(word) * total) >> 32
    return sums[count].firstIndex { point < $0 } ?? 0
  }
}
