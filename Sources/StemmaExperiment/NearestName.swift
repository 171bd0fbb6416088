/// Finds the valid name that a misspelt one was probably meant to be.
public enum NearestName {
  /// - Returns: the nearest of `names`, the first of equally near ones; nil where none is near.
  public static func of(_ text: String, among names: [String]) -> String? {
    let wanted = folded(text)
    guard (1...64).contains(wanted.count) else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = folded(name)
      let distance = distance(wanted, candidate)
      let tolerated = max(1, min(candidate.count, wanted.count) / 3)
      guard distance <= tolerated, distance < best?.distance ?? .max else { continue }
      best = (name, distance)
    }
    return best?.name
  }

  /// Lower case, without what parts words: `topP`, `top-p` and `top_p` are one.
  private static func folded(_ text: String) -> [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars.prefix(80) where scalar != "_" && scalar != "-" {
      let isUpper = ("A"..."Z").contains(scalar)
      out.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
    }
    return out
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  ///
  /// - Source: Damerau 1964; the restricted form, in which no part is edited twice.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var row = [i + 1]
      for (j, b) in right.enumerated() {
        var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a == b ? 0 : 1))
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
          cost = min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      before = previous
      previous = row
    }
    return previous[right.count]
  }
}
