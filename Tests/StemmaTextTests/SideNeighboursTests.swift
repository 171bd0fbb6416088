import StemmaRecord
import Testing

@testable import StemmaText

@Suite("held-out sketches near a training one")
struct SideNeighboursTests {
  /// A text of so many words, of which `changed` are not those of the same `number`.
  private static func text(_ number: Int, words: Int = 60, changed: Int = 0) -> String {
    (0..<words).map { word in
      word < changed ? "other\(number)x\(word)" : "word\(number)x\(word)"
    }.joined(separator: " ")
  }

  private static func pairs(
    _ texts: [(text: String, isHeldOut: Bool)], threshold: Int = 800_000
  ) -> [SideNeighbours.Pair] {
    var neighbours = SideNeighbours(threshold: Millionths(count: threshold))
    for (text, isHeldOut) in texts { neighbours.add(MinHash(of: text), isHeldOut: isHeldOut) }
    return neighbours.pairs()
  }

  @Test("a copy is found whichever comes first, and named with the training text")
  func symmetry() {
    for isHeldOutFirst in [true, false] {
      let found = Self.pairs([
        (Self.text(1), isHeldOutFirst), (Self.text(2), true), (Self.text(3), false),
        (Self.text(1), !isHeldOutFirst),
      ])
      #expect(found.count == 1)
      #expect(found.first?.heldOut == (isHeldOutFirst ? 0 : 3))
      #expect(found.first?.training == (isHeldOutFirst ? 3 : 0))
      #expect(found.first?.similarity == 1_000_000)
    }
  }

  @Test("what is near is found, what is not is not, and two of one side never are")
  func threshold() {
    let found = Self.pairs([
      (Self.text(1), false), (Self.text(1, changed: 2), true), (Self.text(2), false),
      (Self.text(2, changed: 30), true), (Self.text(3), true), (Self.text(3), true),
      (Self.text(4), false), (Self.text(4), false),
    ])
    #expect(found.map(\.heldOut) == [1])
    #expect(found.first.map { (800_000...1_000_000).contains($0.similarity) } == true)
  }

  @Test("the same texts are found in whatever order they come")
  func order() {
    var texts: [(text: String, isHeldOut: Bool)] = []
    for number in 0..<300 {
      texts.append((Self.text(number), number.isMultiple(of: 2)))
      texts.append((Self.text(number, changed: number % 12), !number.isMultiple(of: 3)))
    }
    let found = Set(Self.pairs(texts).map { texts[$0.heldOut].text })
    #expect(found.count > 50)
    let reversed = Array(texts.reversed())
    #expect(Set(Self.pairs(reversed).map { reversed[$0.heldOut].text }) == found)
    let apart = texts.filter(\.isHeldOut) + texts.filter { !$0.isHeldOut }
    #expect(Set(Self.pairs(apart).map { apart[$0.heldOut].text }) == found)
  }

  @Test("nearly all that every pair's comparison finds is found, and nothing else")
  func againstAll() {
    var texts: [(text: String, isHeldOut: Bool)] = []
    for number in 0..<200 {
      texts.append((Self.text(number), false))
      texts.append((Self.text(number, changed: number % 10), true))
    }
    let sketches = texts.map { CompactSketch(MinHash(of: $0.text)) }
    let wanted = Set(
      texts.indices.filter { place in
        texts[place].isHeldOut
          && texts.indices.contains {
            !texts[$0].isHeldOut && sketches[$0].similarity(to: sketches[place]) >= 800_000
          }
      })
    let found = Set(Self.pairs(texts).map(\.heldOut))
    #expect(found.isSubset(of: wanted))
    #expect(found.count * 100 >= wanted.count * 95)
  }

  @Test("very many copies of one text cost no more than as many texts")
  func copies() {
    let sketch = MinHash(of: "one and the same text here")
    var neighbours = SideNeighbours(threshold: Millionths(count: 800_000))
    for number in 0..<20_000 { neighbours.add(sketch, isHeldOut: number.isMultiple(of: 10)) }
    let found = neighbours.pairs()
    #expect(found.count == 2000)
    #expect(found.allSatisfy { $0.training == 1 })
  }

  @Test("without one of the two sides nothing is found")
  func oneSide() {
    for isHeldOut in [true, false] {
      #expect(Self.pairs((0..<5).map { _ in ("the same text", isHeldOut) }).isEmpty)
    }
    #expect(Self.pairs([]).isEmpty)
  }
}
