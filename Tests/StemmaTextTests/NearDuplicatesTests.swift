import StemmaRecord
import Testing

@testable import StemmaText

@Suite("Sketches and near duplicates")
struct NearDuplicatesTests {
  /// Seeded pairs of texts whose similarity is spread over a range.
  private struct Pairs {
    var draws: Draws

    init(seed: UInt64) { draws = Draws(seed: seed, item: ItemKey(["test": "pairs"]), slot: 0) }

    mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }

    mutating func words(_ count: Int) -> [String] {
      (0..<count).map { _ in "word\(below(5_000))" }
    }

    /// A text and one made of it by changing up to `limit` places.
    mutating func next(limit: Int) -> (Shingles, Shingles) {
      let text = words(60 + below(120))
      var other = text
      for _ in 0..<below(limit + 1) {
        let place = below(other.count)
        switch below(3) {
        case 0: other[place] = "other\(below(5_000))"
        case 1: other.remove(at: place)
        default: other.insert("other\(below(5_000))", at: place)
        }
      }
      return (shingles(text), shingles(other))
    }

    func shingles(_ words: [String]) -> Shingles {
      Shingles(of: NormalForm(words.joined(separator: " ")))
    }
  }

  private func shingles(_ text: String) -> Shingles { Shingles(of: NormalForm(text)) }

  private func sketch(_ shingles: Shingles) -> CompactSketch {
    CompactSketch(MinHash(of: shingles))
  }

  @Test("shingles are runs of three words; a shorter text is one of its own")
  func shingleCounts() {
    for (text, count) in [("", 1), ("a", 1), ("a b", 1), ("a b c", 1), ("a b c d", 2)] {
      #expect(shingles(text).hashes.count == count, "\(text)")
    }
    #expect(Set(["", "a", "b", "a b", "b a", "ab", "a b c", "abc"].map(shingles)).count == 8)
    #expect(shingles("a b c a b c").hashes.first == shingles("a b c a b c").hashes.last)
  }

  @Test(
    "exact similarity is the share of common shingles",
    arguments: [
      ("a b c d", "a b c d", 1_000_000), ("a b c d", "A, b c D!", 1_000_000),
      ("a b c d", "a b c e", 333_333), ("a b c d", "e f g", 0), ("a b c a b c", "a b c", 333_333),
    ])
  func jaccard(one: String, other: String, similarity: Int) {
    #expect(shingles(one).jaccard(with: shingles(other)) == similarity)
    #expect(shingles(other).jaccard(with: shingles(one)) == similarity)
  }

  @Test("the hashes of this revision are these")
  func golden() {
    let text = "The bridge was built of grey stone, and carried many carts."
    #expect(shingles(text).hashes.first == 14_559_335_103_899_767_926)
    let sketch = MinHash(of: text)
    #expect(sketch.lanes.count == 128)
    let sum = sketch.lanes.reduce(into: 0 as UInt64) { $0 = $0 &* 31 &+ UInt64($1) }
    #expect(sum == 16_685_438_258_419_397_541)
    // Whoever changes these numbers raises the revisions.
    #expect(Shingles.revision == 2 && MinHash.revision == 2 && NearDuplicates.revision == 2)
  }

  @Test("estimates are unbiased, and err no more than their doc comments say")
  func estimates() {
    var pairs = Pairs(seed: 11)
    var errors: [Double] = []
    var compactErrors: [Double] = []
    for _ in 0..<400 {
      let (one, other) = pairs.next(limit: 40)
      let exact = one.jaccard(with: other)
      let (left, right) = (MinHash(of: one), MinHash(of: other))
      errors.append(Double(left.similarity(to: right) - exact))
      let compact = CompactSketch(left).similarity(to: CompactSketch(right))
      compactErrors.append(Double(compact - exact))
    }
    for (errors, limit) in [(errors, 34_000.0), (compactErrors, 36_000.0)] {
      let mean = errors.reduce(0, +) / Double(errors.count)
      let square = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
      #expect(abs(mean) < 7_000)
      #expect(square.squareRoot() < limit)
    }
  }

  @Test("equal texts have similarity one, unrelated ones almost none")
  func extremes() {
    var pairs = Pairs(seed: 5)
    for _ in 0..<50 {
      let one = MinHash(of: pairs.shingles(pairs.words(80)))
      let other = MinHash(of: pairs.shingles(pairs.words(80)))
      #expect(one.similarity(to: one) == 1_000_000)
      #expect(CompactSketch(one).similarity(to: CompactSketch(one)) == 1_000_000)
      #expect(one.similarity(to: other) < 30_000)
      #expect(CompactSketch(one).similarity(to: CompactSketch(other)) < 130_000)
    }
  }

  @Test(
    "of pairs at or above the threshold at least 95 % are compared",
    arguments: [500_000, 600_000, 700_000, 800_000, 900_000, 950_000])
  func comparison(threshold: Int) {
    let shape = Bands(threshold: Millionths(count: threshold))
    var pairs = Pairs(seed: UInt64(threshold))
    var count = 0
    var compared = 0
    while count < 400 {
      let (one, other) = pairs.next(limit: 30)
      // Near the threshold, where it is hardest.
      guard (threshold...(threshold + 60_000)).contains(one.jaccard(with: other)) else { continue }
      count += 1
      if shape.areCompared(sketch(one), sketch(other)) { compared += 1 }
    }
    #expect(compared >= 380)
  }

  @Test("asked for 0.8, at least 95 % of the pairs at 0.85 are found", arguments: 1...4)
  func recall(seed: UInt64) {
    let empty = NearDuplicates(threshold: Millionths(count: 800_000))
    var pairs = Pairs(seed: seed)
    var found = (near: 0, far: 0)
    var count = (near: 0, far: 0)
    while count.near < 200 {
      let (one, other) = pairs.next(limit: 16)
      let exact = one.jaccard(with: other)
      let isNear = (840_000...860_000).contains(exact)
      guard isNear || exact < 700_000 && count.far < 200 else { continue }
      var index = empty
      index.insert(sketch(one))
      let isFound = index.nearest(to: sketch(other)) != nil
      if isNear { count.near += 1 } else { count.far += 1 }
      if isFound && isNear { found.near += 1 }
      if isFound && !isNear { found.far += 1 }
    }
    #expect(found.near >= 190, "seed \(seed)")
    #expect(found.far <= 4, "seed \(seed)")
  }

  @Test(
    "bands are few, and rows as many as the threshold lets them be",
    arguments: [
      (100_000, 1, 22), (500_000, 3, 23), (800_000, 6, 11), (850_000, 6, 8), (900_000, 9, 7),
      (990_000, 36, 3), (1_000_000, 128, 1),
    ])
  func bands(threshold: Int, rows: Int, bands: Int) {
    let shape = Bands(threshold: Millionths(count: threshold))
    #expect(shape.rowCount == rows)
    #expect(shape.bandCount == bands)
  }

  @Test("the index finds what comparing with every sketch finds, as far as bands agree")
  func againstBruteForce() throws {
    var pairs = Pairs(seed: 3)
    var index = NearDuplicates(threshold: Millionths(count: 700_000))
    let shape = Bands(threshold: index.threshold)
    var kept: [CompactSketch] = []
    var hits = 0
    for _ in 0..<300 {
      let (one, other) = pairs.next(limit: 12)
      for sketch in [sketch(one), sketch(other)] {
        let wanted = kept.indices.map { number in
          (number, kept[number].similarity(to: sketch))
        }.filter { $0.1 >= 700_000 && shape.areCompared(kept[$0.0], sketch) }
        let best = wanted.max { ($0.1, -$0.0) < ($1.1, -$1.0) }
        let found = index.nearest(to: sketch)
        #expect(found?.number == best?.0)
        #expect(found?.similarity == best?.1)
        if found != nil { hits += 1 }
        #expect(index.first(equalTo: sketch) { _ in true } == kept.firstIndex(of: sketch))
        #expect(index.first(equalTo: sketch) { $0 > 9_999 } == nil)
        #expect(index.insert(sketch) == kept.count)
        kept.append(sketch)
      }
    }
    #expect(index.count == 600)
    #expect(hits > 200)
  }

  @Test("of equally similar sketches the first is found")
  func ties() {
    var index = NearDuplicates(threshold: Millionths(count: 900_000))
    let sketch = sketch(shingles("the same words again and again and again"))
    #expect(index.nearest(to: sketch) == nil)
    for _ in 0..<200 { index.insert(sketch) }
    #expect(index.nearest(to: sketch)?.number == 0)
    #expect(index.first(equalTo: sketch) { $0 >= 150 } == 150)
  }

  @Test("a band holds so many of one key at most, the first; all others are found as ever")
  func crowded() {
    let limit = 16
    var bounded = BandTables(bandCount: 2, mostAlike: limit)
    var draws = Draws(seed: 3, item: ItemKey(["test": "bands"]), slot: 0)
    let others = (0..<500).map { _ in UInt64(draws.next()) << 32 | UInt64(draws.next()) }
    func key(_ number: Int, _ band: Int) -> UInt64 {
      // Every other number has the same key in the first band.
      number % 2 == 0 && band == 0 ? 1 << 40 : others[number / 2] &+ UInt64(band)
    }
    for _ in 0..<1000 { bounded.append(key) }
    var alike: [Int] = []
    bounded.forEach(0, 1 << 40) { if $0 % 2 == 0 { alike.append($0) } }
    #expect(alike.sorted().first == 0 && alike.count <= limit && alike.count > limit / 2)
    for number in stride(from: 1, to: 1000, by: 2) {
      var isFound = false
      bounded.forEach(0, key(number, 0)) { if $0 == number { isFound = true } }
      #expect(isFound, "\(number)")
    }
    for number in 0..<1000 {
      var isFound = false
      bounded.forEach(1, key(number, 1)) { if $0 == number { isFound = true } }
      #expect(isFound, "\(number)")
    }
  }
}
