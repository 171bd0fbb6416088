/// How long a stretch of words keeps its variety.
enum LexicalDiversity {
  /// In millionths.
  private static let threshold = 720_000

  /// The measure of textual lexical diversity: the mean length of stretches whose type-token ratio
  /// stays above 0.72, read forwards and backwards.
  ///
  /// - Returns: thousandths of a word; nil without words.
  /// - Source: McCarthy, Jarvis 2010, "MTLD, vocd-D, and HD-D".
  static func mtld(_ words: [UInt64]) -> Int? {
    guard !words.isEmpty else { return nil }
    let both = once(words) + once(words.reversed())
    return Int((both / 2 * 1000).rounded())
  }

  private static func once(_ words: some Sequence<UInt64>) -> Double {
    var seen = Set<UInt64>()
    var (length, all) = (0, 0)
    var factors = 0.0
    for word in words {
      seen.insert(word)
      length += 1
      all += 1
      if seen.count * 1_000_000 <= length * threshold {
        factors += 1
        seen.removeAll(keepingCapacity: true)
        length = 0
      }
    }
    if length > 0 {
      let ratio = Double(seen.count) / Double(length)
      factors += (1 - ratio) / (1 - Double(threshold) / 1_000_000)
    }
    return factors == 0 ? Double(all) : Double(all) / factors
  }
}
