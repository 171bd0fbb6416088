import StemmaRecord
import Testing

@Suite("Philox and draws")
struct PhiloxTests {
  struct Known: Sendable {
    let counter: SIMD4<UInt32>
    let key: SIMD2<UInt32>
    let block: SIMD4<UInt32>
  }

  static let known = [
    Known(
      counter: SIMD4(repeating: 0), key: SIMD2(repeating: 0),
      block: SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)),
    Known(
      counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max),
      block: SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)),
    Known(
      counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
      key: SIMD2(0xA409_3822, 0x299F_31D0),
      block: SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)),
  ]

  @Test("the published known answers come out", arguments: known)
  func knownAnswers(_ known: Known) {
    #expect(Philox.block(counter: known.counter, key: known.key) == known.block)
  }

  private static let item = ItemKey(["input": "notes.md", "strategy": "extraction"])

  private func first(
    _ count: Int = 4, seed: UInt64 = 7, item: ItemKey = item, slot: Int = 0, candidate: Int = 0,
    attempt: Int = 0
  ) -> [UInt32] {
    var draws = Draws(seed: seed, item: item, slot: slot, candidate: candidate, attempt: attempt)
    return (0..<count).map { _ in draws.next() }
  }

  @Test("draws are a pure function of their place, whatever was drawn elsewhere in between")
  func independentOfOrder() {
    var left = Draws(seed: 7, item: Self.item, slot: 0)
    var right = Draws(seed: 7, item: Self.item, slot: 1)
    var mixedLeft: [UInt32] = []
    var mixedRight: [UInt32] = []
    for turn in 0..<40 {
      mixedLeft.append(left.next())
      if turn.isMultiple(of: 3) { mixedRight.append(right.next()) }
    }
    #expect(mixedLeft == first(40))
    #expect(mixedRight == first(mixedRight.count, slot: 1))
  }

  @Test("the first draws of a place never change: a golden value")
  func golden() {
    #expect(first(4, seed: 42) == [0xEF60_2798, 0xAD1B_14CD, 0x6084_EB6D, 0x808D_59A5])
  }

  @Test("seed, item, slot, candidate and attempt each lead to another stream")
  func eachPartMatters() {
    let streams = [
      first(), first(seed: 8), first(seed: 7 + 1 << 32),
      first(item: ItemKey(["input": "notes.md", "strategy": "expansion"])), first(slot: 1),
      first(candidate: 1), first(attempt: 1), first(slot: 1, attempt: 1),
      first(candidate: 1, attempt: 1),
    ]
    #expect(Set(streams).count == streams.count)
  }

  @Test("no two of 200,000 places have the same stream")
  func noCollisions() {
    var seen: Set<UInt64> = []
    var places = 0
    for slot in 0..<1250 {
      for candidate in 0..<16 {
        for attempt in 0..<10 {
          var draws = Draws(
            seed: 7, item: Self.item, slot: slot, candidate: candidate, attempt: attempt)
          seen.insert(UInt64(draws.next()) << 32 | UInt64(draws.next()))
          places += 1
        }
      }
    }
    #expect(seen.count == places)
  }

  @Test(
    "below stays below its bound", arguments: [1, 2, 3, 10, 1 << 32, 1 << 63 + 1, .max] as [UInt64])
  func bounds(bound: UInt64) {
    var draws = Draws(seed: 3, item: Self.item, slot: 0)
    for _ in 0..<200 { #expect(draws.below(bound) < bound) }
  }

  @Test("below one is zero, and below two both come up")
  func smallBounds() {
    var draws = Draws(seed: 3, item: Self.item, slot: 0)
    #expect(draws.below(1) == 0)
    #expect(Set((0..<64).map { _ in draws.below(2) }) == [0, 1])
  }

  @Test("below is even: chi-square over a fixed seed", arguments: [2, 3, 7, 10, 100] as [UInt64])
  func unbiased(bound: UInt64) {
    var draws = Draws(seed: 11, item: Self.item, slot: 0)
    let rounds = 200 * Int(bound)
    var seen = [Int](repeating: 0, count: Int(bound))
    for _ in 0..<rounds { seen[Int(draws.below(bound))] += 1 }
    let chiSquare = seen.reduce(0.0) { $0 + Double(($1 - 200) * ($1 - 200)) / 200 }
    let freedom = Double(bound - 1)
    // Beyond four standard deviations of chi-square's own distribution, on either side.
    #expect(chiSquare < freedom + 4 * (2 * freedom).squareRoot() + 8)
    if bound == 100 { #expect(chiSquare > freedom - 4 * (2 * freedom).squareRoot()) }
  }

  @Test("below rejects what would favour low numbers: two thirds of 2^64 come out evenly")
  func unbiasedForLargeBounds() {
    var draws = Draws(seed: 11, item: Self.item, slot: 0)
    let bound = UInt64.max / 3 * 2
    // Without rejection a multiply-shift gives the lower half of such a bound as often; a plain
    // remainder would give the lower half two times in three.
    let low = (0..<4000).count { _ in draws.below(bound) < bound / 2 }
    #expect((1850...2150).contains(low))
  }
}
