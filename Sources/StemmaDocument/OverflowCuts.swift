import StemmaRecord

/// Cuts what was joined and has become too long for one section.
///
/// The best place to cut is one before a heading, then one between paragraphs, then one between items,
/// then one after a colon, last one after a heading; among equals, the one before the unit with the
/// smallest hash. Halves that are still too long are
/// cut again. A greedy cut from the front would move with every insertion; this one stays, as the
/// shape of a treap does.
enum OverflowCuts {
  private struct Key {
    let rank: Int
    let hash: UInt64

    func precedes(_ other: Key) -> Bool {
      rank != other.rank ? rank < other.rank : hash < other.hash
    }
  }

  /// - Returns: ranges that cover `units` in order, each of at most `limit` scalars or of one unit.
  static func pieces(_ units: [Unit], limit: Int) -> [Range<Int>] {
    // Joints count two scalars each, whatever they are.
    var ends = [0]
    for unit in units { ends.append((ends.last ?? 0) + unit.length + 2) }
    func isTooLong(_ range: Range<Int>) -> Bool {
      range.count > 1 && ends[range.upperBound] - ends[range.lowerBound] - 2 > limit
    }
    guard !units.isEmpty else { return [] }
    guard isTooLong(0..<units.count) else { return [0..<units.count] }
    let tree = CutTree(units)
    var pieces: [Range<Int>] = []
    var waiting: [(range: Range<Int>, cut: Int)] = [(0..<units.count, tree.root)]
    while let (range, cut) = waiting.popLast() {
      if isTooLong(range) {
        waiting.append((cut..<range.upperBound, tree.right[cut]))
        waiting.append((range.lowerBound..<cut, tree.left[cut]))
      } else {
        pieces.append(range)
      }
    }
    return pieces
  }

  /// The places to cut as a binary tree, best place on top; made in linear time (Vuillemin 1980, "A
  /// unifying look at data structures").
  private struct CutTree {
    var root = 0
    var left: [Int]
    var right: [Int]

    init(_ units: [Unit]) {
      left = Array(repeating: 0, count: units.count)
      right = left
      let keys = units.indices.map { OverflowCuts.key(units, before: $0) }
      var spine: [Int] = []
      for place in 1..<units.count {
        var below = 0
        while let last = spine.last, keys[place].precedes(keys[last]) {
          below = last
          spine.removeLast()
        }
        left[place] = below
        if let last = spine.last { right[last] = place } else { root = place }
        spine.append(place)
      }
    }
  }

  private static func key(_ units: [Unit], before place: Int) -> Key {
    guard place > 0 else { return Key(rank: 0, hash: 0) }
    return Key(
      rank: rank(of: units[place], after: units[place - 1]),
      hash: ObjectID(of: .text, units[place].text.utf8).prefix64)
  }

  private static func rank(of unit: Unit, after last: Unit) -> Int {
    if last.kind == .heading { return 4 }
    if unit.kind == .heading { return 0 }
    return last.text.utf8.last == UInt8(ascii: ":") ? 3 : unit.continues ? 2 : 1
  }
}
