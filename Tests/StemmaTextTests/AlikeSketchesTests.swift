import StemmaRecord
import Testing

@testable import StemmaText

@Suite("Counting sketches that are alike")
struct AlikeSketchesTests {
  /// Texts alone, texts said again, and texts a few words away from others.
  private static func sketches(seed: UInt64, count: Int) -> [CompactSketch] {
    var draws = Draws(seed: seed, item: ItemKey(["test": "alike"]), slot: 0)
    var texts: [[String]] = []
    while texts.count < count {
      let kind = draws.below(4)
      var text = (0..<80).map { _ in "word\(draws.below(3_000))" }
      if kind < 2, !texts.isEmpty {
        text = texts[Int(draws.below(UInt64(texts.count)))]
        if kind == 1 { for _ in 0..<draws.below(6) { text[Int(draws.below(80))] = "other" } }
      }
      texts.append(text)
    }
    return texts.map { CompactSketch(MinHash(of: $0.joined(separator: " "))) }
  }

  @Test(
    "counted are those that equal another one, or agree in a band and reach the threshold",
    arguments: [500_000, 900_000, 1_000_000], [1 as UInt64, 2, 3])
  func againstEveryPair(threshold: Int, seed: UInt64) {
    let threshold = Millionths(count: threshold)
    let bands = Bands(threshold: threshold)
    let sketches = Self.sketches(seed: seed, count: 300)
    func isAlike(_ one: CompactSketch, _ other: CompactSketch) -> Bool {
      one == other
        || one.similarity(to: other) >= threshold.count && bands.areCompared(one, other)
    }
    let alike = sketches.indices.filter { one in
      sketches.indices.contains { $0 != one && isAlike(sketches[one], sketches[$0]) }
    }
    #expect(alike.count > 100 && alike.count < 300)
    let counter = AlikeSketches(threshold: threshold)
    #expect(counter.count(sketches) == alike.count)
    #expect(counter.count(sketches.reversed()) == alike.count)
  }

  @Test("of none and of one, none is alike; of two equal ones both")
  func few() {
    let counter = AlikeSketches(threshold: Millionths(count: 900_000))
    let sketch = CompactSketch(MinHash(of: "the bridge was built of stone"))
    #expect([[], [sketch], [sketch, sketch]].map(counter.count) == [0, 0, 2])
  }
}
