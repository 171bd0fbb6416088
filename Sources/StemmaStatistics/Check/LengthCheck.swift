/// The lengths of one role's texts, and the longest and the shortest of them.
struct LengthCheck: Sendable {
  private static let limit = 8
  private static let fewTexts = 20
  /// Shorter than this nothing is too long; from a middle of `least` on, texts can be too short.
  private static let free = 400
  private static let least = 80
  private static let factor = 10

  private(set) var histogram = Histogram()
  private var longest: [(number: UInt32, scalars: Int)] = []
  private var shortest: [(number: UInt32, scalars: Int)] = []

  mutating func add(_ scalars: Int, _ number: UInt32) {
    histogram.add(scalars)
    Self.keep((number, scalars), in: &longest) { $0.scalars > $1.scalars }
    Self.keep((number, scalars), in: &shortest) { $0.scalars < $1.scalars }
  }

  private static func keep(
    _ new: (number: UInt32, scalars: Int), in list: inout [(number: UInt32, scalars: Int)],
    _ precedes: ((number: UInt32, scalars: Int), (number: UInt32, scalars: Int)) -> Bool
  ) {
    if list.count >= limit, let last = list.last, !precedes(new, last) { return }
    list.insert(new, at: list.firstIndex { precedes(new, $0) } ?? list.endIndex)
    if list.count > limit { list.removeLast() }
  }

  /// Ten times as long as the middle one, or a tenth.
  var outliers: (count: Int, median: Int, examples: [(number: UInt32, scalars: Int)]) {
    guard histogram.count >= Self.fewTexts else { return (0, 0, []) }
    var left = histogram.count / 2
    var median = 0
    for (bucket, count) in histogram.filled {
      median = Int(Histogram.middle(of: bucket))
      left -= count
      if left < 0 { break }
    }
    let most = max(Self.free, median * Self.factor)
    let least = median >= Self.least ? median / Self.factor : 0
    let count = histogram.filled.reduce(0) { sum, entry in
      let middle = Int(Histogram.middle(of: entry.bucket))
      return middle > most || middle < least ? sum + entry.count : sum
    }
    let examples = longest.filter { $0.scalars > most } + shortest.filter { $0.scalars < least }
    return (count, median, examples)
  }
}
