/// Spreads a number over places by their weights, in whole pieces.
enum Allocation {
  /// Largest remainders, with a ceiling a place; what a full place cannot take goes to the others.
  ///
  /// - Parameters:
  ///   - total: how many pieces there are.
  ///   - weights: not negative; places of equal weight are served in their order.
  ///   - ceilings: how many each place can take, as many as there are weights.
  /// - Returns: as many numbers as there are weights; their sum is `total`, or less where the
  ///   ceilings leave no more.
  static func spread(_ total: Int, over weights: [Int], ceilings: [Int]) -> [Int] {
    precondition(weights.count == ceilings.count, "every place has a weight and a ceiling")
    var given = [Int](repeating: 0, count: weights.count)
    var rest = total
    var open = weights.indices.filter { weights[$0] > 0 && ceilings[$0] > 0 }
    while rest > 0 && !open.isEmpty {
      let shares = remainders(rest, open.map { weights[$0] })
      for (place, share) in zip(open, shares) {
        let taken = min(share, ceilings[place] - given[place])
        given[place] += taken
        rest -= taken
      }
      open.removeAll { given[$0] == ceilings[$0] }
    }
    return given
  }

  /// Whole shares that add up to `total`.
  private static func remainders(_ total: Int, _ weights: [Int]) -> [Int] {
    let sum = UInt64(weights.reduce(0, +))
    var shares: [Int] = []
    var left: [(place: Int, remainder: UInt64)] = []
    for (place, weight) in weights.enumerated() {
      let product = UInt64(total).multipliedFullWidth(by: UInt64(weight))
      let (share, remainder) = sum.dividingFullWidth(product)
      shares.append(Int(share))
      left.append((place, remainder))
    }
    left.sort { ($1.remainder, $0.place) < ($0.remainder, $1.place) }
    for (place, _) in left.prefix(total - shares.reduce(0, +)) { shares[place] += 1 }
    return shares
  }
}
