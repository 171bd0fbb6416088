import StemmaStatistics
import StemmaTesting
import Testing

@Suite("Differences by word")
struct WordDifferenceTests {
  private func marked(_ first: String, _ second: String) -> String {
    WordDifference(first, second).parts.map { part in
      switch part.kind {
      case .same: part.text
      case .removed: "[\(part.text)]"
      case .added: "{\(part.text)}"
      }
    }.joined()
  }

  @Test(
    "are as small as they can be",
    arguments: [
      ("", "", ""), ("a b c", "a b c", "a b c"), ("", "a b", "{a b}"), ("a b", "", "[a b]"),
      ("the cat sat", "the dog sat", "the [cat ]{dog }sat"),
      ("a b c d", "a c d e", "a [b ]c [d]{d e}"),
      ("one two three", "zero one two", "{zero }one [two three]{two}"),
      ("e\u{301} a", "\u{E9} a", "[e\u{301} ]{\u{E9} }a"),
    ])
  func small(first: String, second: String, wanted: String) {
    #expect(marked(first, second) == wanted)
  }

  @Test("hold both texts whole", arguments: 0..<60 as Range<UInt64>)
  func whole(seed: UInt64) {
    var dice = Dice(seed)
    func text() -> String {
      let count = Int.random(in: 0...Int(seed), using: &dice)
      return (0..<count).map { _ in
        "\(["a", "b", "c\n", " d"].randomElement(using: &dice) ?? "") "
      }.joined()
    }
    let (first, second) = (text(), text())
    let parts = WordDifference(first, second).parts
    func joined(without kind: WordDifference.Kind) -> String {
      parts.filter { $0.kind != kind }.map(\.text).joined()
    }
    #expect(joined(without: .added) == first, "seed \(seed)")
    #expect(joined(without: .removed) == second, "seed \(seed)")
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.kind != $1.kind })
  }

  @Test("texts that have nothing in common stand one after the other, however long")
  func strangers() {
    let first = (0..<3000).map { "a\($0)" }.joined(separator: " ")
    let second = (0..<3000).map { "b\($0)" }.joined(separator: " ")
    #expect(WordDifference(first, second).parts.map(\.kind) == [.removed, .added])
  }
}
