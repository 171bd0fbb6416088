/// Finds pairs of word sets that are alike, without weighing each set against each other.
///
/// Two sets that share a third of their words share one of the rarer two thirds of either: only
/// sets that meet there are weighed (the prefix filter of Chaudhuri, Ganti and Kaushik 2006, "A
/// primitive operator for similarity joins in data cleaning").
struct LikePairs {
  /// Sets that share fewer of their words than this, in hundredths, are strangers.
  private static let leastLikeness = 30

  private let old: [[Int32]]
  private let new: [[Int32]]

  /// - Parameters: each set's words as sorted numbers.
  init(_ old: [[Int32]], _ new: [[Int32]]) {
    self.old = old
    self.new = new
  }

  /// - Returns: every pair that is alike enough, with its likeness in hundredths, rounded down.
  func all() -> [(likeness: Int, old: Int, new: Int)] {
    var frequency: [Int32: Int] = [:]
    for words in old { for word in words { frequency[word, default: 0] += 1 } }
    for words in new { for word in words { frequency[word, default: 0] += 1 } }
    func rare(_ words: [Int32]) -> ArraySlice<Int32> {
      let ordered = words.sorted { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
      // Of a set alike enough at least so many words are shared, rounded up.
      let shared = (words.count * Self.leastLikeness + 99) / 100
      return ordered.prefix(words.count - shared + 1)
    }
    var holders: [Int32: [Int]] = [:]
    for (index, words) in new.enumerated() {
      for word in rare(words) { holders[word, default: []].append(index) }
    }
    var pairs: [(likeness: Int, old: Int, new: Int)] = []
    var seen = [Int](repeating: -1, count: new.count)
    for (left, words) in old.enumerated() {
      for word in rare(words) {
        for right in holders[word] ?? [] where seen[right] != left {
          seen[right] = left
          let likeness = Self.likeness(words, new[right])
          if likeness >= Self.leastLikeness { pairs.append((likeness, left, right)) }
        }
      }
    }
    return pairs
  }

  private static func likeness(_ left: [Int32], _ right: [Int32]) -> Int {
    var (a, b, common) = (0, 0, 0)
    while a < left.count && b < right.count {
      if left[a] == right[b] {
        common += 1
        a += 1
        b += 1
      } else if left[a] < right[b] {
        a += 1
      } else {
        b += 1
      }
    }
    return common * 100 / max(1, left.count + right.count - common)
  }
}
