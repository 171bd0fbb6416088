import StemmaRecord
import Testing

@testable import StemmaExperiment

@Suite("A sample of a plan")
struct SampleTests {
  private func manifest(
    _ sample: Int?, count: Int? = 200, mix: Mix? = MixTests.mix([[1, 2], [1, 1, 1]]),
    batch: Int? = nil
  ) -> Manifest {
    var manifest = MixTests.manifest(mix, count: count, batch: batch)
    manifest.sample = sample
    return manifest
  }

  private let lengths = (0..<30).map { 100 + $0 }

  @Test("asks some of the plan's first questions, as they are, and nothing after them")
  func subset() {
    var whole = planner(manifest(nil), lengths)
    let first = whole.firstRound()
    for mix in [nil, MixTests.mix([[1, 2], [1, 1, 1]])] {
      var whole = planner(manifest(nil, mix: mix), lengths)
      let first = whole.firstRound()
      for sample in [1, 10, 33] {
        var planner = planner(manifest(sample, mix: mix), lengths, missingIsFinal: false)
        let asked = planner.firstRound()
        #expect(first.filter(asked.contains) == asked)
        #expect(planner.slotCount == asked.slotCount && planner.wholeSlotCount == 200)
        #expect((sample..<sample + 10).contains(asked.slotCount))
        #expect(planner.wanted == nil && planner.mostSlots == asked.slotCount)
        let open = asked.flatMap { $0.open(missing: false) }
        #expect(planner.nextRound(after: open, kept: 0).isEmpty)
      }
    }
    var all = planner(manifest(1_000), lengths)
    #expect(all.firstRound() == first)
  }

  @Test("a larger one has all of a smaller one, whatever a batch holds")
  func nested() {
    var before: [Asking] = []
    for sample in [1, 5, 20, 60, 150] {
      var planner = planner(manifest(sample, batch: 7), lengths)
      let asked = planner.firstRound()
      #expect(before.allSatisfy(asked.contains))
      #expect(asked.count > before.count)
      before = asked
    }
  }

  @Test("of a plan that is steered, it begins with what no steering changes")
  func steered() {
    for sample in [1, 8, 20] {
      var whole = planner(manifest(nil, batch: 30), lengths)
      var planner = planner(manifest(sample, batch: 30), lengths)
      let first = whole.firstRound()
      #expect(planner.firstRound().allSatisfy(first.contains), "\(sample)")
    }
    #expect(manifest(9, batch: 30).sampleRevision == 2 && manifest(9).sampleRevision == 1)
    #expect(manifest(9, mix: nil, batch: 30).sampleRevision == 1)
    #expect(manifest(nil, batch: 30).sampleRevision == nil)
  }

  @Test("is spread over strategies and combinations in turn")
  func spread() {
    var manifest = manifest(12, count: nil, mix: nil)
    let axes = [3, 2].enumerated().map { number, size in
      let keys = (0..<size).map { "a\(number)\($0)" }
      return Expand.Axis(name: "a\(number)", keys: keys, shown: keys)
    }
    manifest.expand = Expand(axes: axes, combinations: nil, samplesPerPrompt: 1)
    var planner = planner(manifest, lengths)
    let items = planner.firstRound().map { planner.items[$0.item] }
    #expect(items.count == 12)
    #expect(Set(items.map { "\($0.strategy) \($0.expansion.values)" }).count == 12)
    #expect(Set(items.map(\.subject.line)).count > 6)
  }
}

@Suite("Usual sizes")
struct UsualSizeTests {
  @Test(
    "a number of records is said to be usual for what it is usual for",
    arguments: [
      (1, "fewer than usual for simple tasks (100 to 500)"),
      (99, "fewer than usual for simple tasks (100 to 500)"),
      (100, "usual for simple tasks (100 to 500)"),
      (
        500,
        "usual for simple tasks (100 to 500), and for tasks of medium difficulty (500 to 2000)"
      ),
      (
        1_500,
        "usual for tasks of medium difficulty (500 to 2000), and for adaptation to a domain (1000 to 5000)"
      ),
      (6_000, "usual for complex tasks (2000 to 10000)"),
      (10_001, "more than usual for complex tasks (2000 to 10000)"),
    ])
  func advice(count: Int, wanted: String) {
    #expect(UsualSize.advice(for: count) == wanted)
  }
}
