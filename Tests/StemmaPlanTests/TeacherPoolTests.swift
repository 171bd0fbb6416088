import StemmaRecord
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaExperiment

@Suite("a pool of teachers")
struct TeacherPoolTests {
  private static func item(_ number: Int) -> ItemKey { ItemKey(["section": .integer(number)]) }

  private static func pool(_ weights: [Int]) -> TeacherPool {
    TeacherPool(
      weights.enumerated().map { TeacherPool.Member(name: "t\($0.offset)", weight: $0.element) })
  }

  @Test("after any number of an item's slots each share is met within one", arguments: 1...60)
  func shares(seed: UInt64) {
    var dice = Dice(seed)
    let weights = (0..<Int.random(in: 2...9, using: &dice)).map { _ in
      Int.random(in: 1...(seed % 2 == 0 ? 5 : 100), using: &dice)
    }
    let pool = Self.pool(weights)
    let whole = weights.reduce(0, +)
    for number in 0..<12 {
      var given = weights.map { _ in 0 }
      for slot in 0..<2 * whole + 3 {
        given[pool.member(of: Self.item(number), slot: slot, seed: seed)] += 1
        for (count, weight) in zip(given, weights) {
          // Less than one, in whole numbers.
          #expect(abs(count * whole - (slot + 1) * weight) < whole, "\(weights) at \(slot)")
        }
      }
    }
  }

  @Test("over items of one slot the shares are those of the weights")
  func firsts() {
    let pool = Self.pool([1, 2, 5])
    var given = [0, 0, 0]
    for number in 0..<8_000 { given[pool.member(of: Self.item(number), slot: 0, seed: 3)] += 1 }
    // Five standard deviations of a drawn share of 8,000.
    for (count, wanted) in zip(given, [1_000, 2_000, 5_000]) { #expect(abs(count - wanted) < 220) }
  }

  @Test("whom a slot falls to hangs on item, slot, seed and shares, and on nothing else")
  func pure() {
    let pool = Self.pool([3, 1])
    let turned = TeacherPool([.init(name: "t1", weight: 10), .init(name: "t0", weight: 30)])
    var differing = 0
    for number in 0..<200 {
      let item = Self.item(number)
      for slot in 0..<9 {
        let member = pool.member(of: item, slot: slot, seed: 1)
        #expect(turned.member(of: item, slot: slot, seed: 1) == member)
        if pool.member(of: item, slot: slot, seed: 2) != member { differing += 1 }
      }
      for place in 0..<2 {
        let slot = pool.slot(of: place, in: item, seed: 1)
        #expect(pool.member(of: item, slot: slot, seed: 1) == place)
      }
      let runs = pool.runs(4..<9, of: item, seed: 1)
      #expect(runs.flatMap { Array($0) } == Array(4..<9))
      for run in runs {
        #expect(Set(run.map { pool.member(of: item, slot: $0, seed: 1) }).count == 1)
      }
    }
    #expect(differing > 0)
  }

  private func planner(_ lengths: [Int], inserted: Bool = false) -> Planner {
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["a.md"], teachers: [],
      pool: Self.pool([2, 1]), perSection: 7, strategy: "both", catalogue: catalogue)
    var all = sections(lengths)
    if inserted {
      all.insert(
        Section(input: "a.md", headingPath: ["New"], text: "yyy", occurrence: 0, line: 1), at: 1)
    }
    return Planner(
      manifest, subjects: all.map(Subject.section), task: QuestionAnswering(),
      missingIsFinal: false)
  }

  @Test("a prompt is one teacher's, at first and when it is asked again; all slots are asked for")
  func prompts() {
    let pool = Self.pool([2, 1])
    var planner = planner([10, 20, 30])
    let first = planner.firstRound()
    #expect(first.slotCount == 21)
    let again = planner.nextRound(after: first.flatMap { $0.open(missing: false) }, kept: 0)
    #expect(again.slotCount == 21 && again.allSatisfy { $0.attempt == 1 })
    for asking in first + again {
      let item = planner.items[asking.item].key
      #expect(Set(asking.slots.map { pool.member(of: item, slot: $0, seed: 0) }).count == 1)
    }
  }

  @Test("a section put in between leaves the teachers of all others as they were")
  func inserted() {
    func slots(_ planner: Planner) -> Set<String> {
      var planner = planner
      return Set(
        planner.firstRound().map { asking in "\(planner.items[asking.item].key) \(asking.slots)" })
    }
    let before = slots(planner([10, 20, 30]))
    let after = slots(planner([10, 20, 30], inserted: true))
    #expect(before.isSubset(of: after) && after.count > before.count)
  }
}
