import StemmaRecord
import StemmaText

/// What changed between two texts, word by word.
public struct WordDifference: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case same
    case removed
    case added
  }

  /// Neighbouring words of one kind, with the spaces after them.
  public struct Part: Hashable, Sendable {
    public let kind: Kind
    public let text: String
  }

  /// In the texts' order, what was removed before what was added in its place. Those that are the same
  /// and removed make the first text, those that are the same and added the second.
  public let parts: [Part]

  /// Texts that differ in more words than this are shown one after the other.
  private static let editLimit = 2000

  public init(_ first: String, _ second: String) {
    let (before, after) = (Self.words(first), Self.words(second))
    var start = 0
    while start < min(before.count, after.count), before[start].hasSameBytes(as: after[start]) {
      start += 1
    }
    var end = 0
    while end < min(before.count, after.count) - start,
      before[before.count - 1 - end].hasSameBytes(as: after[after.count - 1 - end])
    {
      end += 1
    }
    let old = Array(before[start..<before.count - end])
    let new = Array(after[start..<after.count - end])
    var builder = Builder()
    builder.add(.same, before[..<start])
    let common = Self.common(old, new) ?? []
    var (left, right) = (0, 0)
    for (one, other) in common + [(old.count, new.count)] {
      builder.add(.removed, old[left..<one])
      builder.add(.added, new[right..<other])
      if one < old.count { builder.add(.same, old[one...one]) }
      (left, right) = (one + 1, other + 1)
    }
    builder.add(.same, before[(before.count - end)...])
    parts = builder.parts
  }

  /// Words, each with the white space behind it; what is written without spaces, character by character.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var isAfterSpace = false
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if isAfterSpace && !isSpace || !word.isEmpty && UnspacedWriting.isUnspaced(scalar) {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
      word.append(scalar)
      isAfterSpace = isSpace
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  /// The pairs of a longest common part, by their places; nil where more than the limit differs.
  ///
  /// - Source: Myers 1986, "An O(ND) difference algorithm and its variations".
  private static func common(_ old: [String], _ new: [String]) -> [(Int, Int)]? {
    // Numbers are compared faster than texts.
    var numbers: [TextKey: Int32] = [:]
    func number(_ word: String) -> Int32 {
      let next = Int32(numbers.count)
      let found = numbers[TextKey(word), default: next]
      if found == next { numbers[TextKey(word)] = next }
      return found
    }
    let (left, right) = (old.map(number), new.map(number))
    let most = min(left.count + right.count, editLimit)
    // The furthest place on each diagonal, before each step.
    var furthest = [Int](repeating: 0, count: 2 * most + 3)
    var trail: [[Int]] = []
    for edits in 0...most {
      trail.append(Array(furthest[(most + 1 - edits)...(most + 1 + edits)]))
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let place = most + 1 + diagonal
        let isDown =
          diagonal == -edits || (diagonal != edits && furthest[place - 1] < furthest[place + 1])
        var x = isDown ? furthest[place + 1] : furthest[place - 1] + 1
        var y = x - diagonal
        while x < left.count, y < right.count, left[x] == right[y] {
          x += 1
          y += 1
        }
        furthest[place] = x
        if x >= left.count && y >= right.count {
          return walk(back: trail, from: (left.count, right.count))
        }
      }
    }
    return nil
  }

  private static func walk(back trail: [[Int]], from end: (Int, Int)) -> [(Int, Int)] {
    var (x, y) = end
    var pairs: [(Int, Int)] = []
    for edits in stride(from: trail.count - 1, through: 0, by: -1) {
      let before = trail[edits]
      func furthest(_ diagonal: Int) -> Int { before[diagonal + edits] }
      let diagonal = x - y
      let (startX, startY): (Int, Int)
      if edits == 0 {
        (startX, startY) = (0, 0)
      } else {
        // A diagonal at the edge of what the step before had reached only its inner neighbour.
        let isDown =
          diagonal == -edits
          || (diagonal != edits && furthest(diagonal - 1) < furthest(diagonal + 1))
        let previous = isDown ? diagonal + 1 : diagonal - 1
        startX = furthest(previous)
        startY = startX - previous
      }
      let run = edits == 0 ? 0 : 1
      while x > startX && y > startY, x - startX + y - startY > run {
        x -= 1
        y -= 1
        pairs.append((x, y))
      }
      (x, y) = (startX, startY)
    }
    return pairs.reversed()
  }

  private struct Builder {
    private(set) var parts: [Part] = []

    mutating func add(_ kind: Kind, _ words: ArraySlice<String>) {
      guard !words.isEmpty else { return }
      let text = words.joined()
      if let last = parts.last, last.kind == kind {
        parts[parts.count - 1] = Part(kind: kind, text: last.text + text)
      } else {
        parts.append(Part(kind: kind, text: text))
      }
    }
  }
}
