import StemmaRecord
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaExperiment

@Suite("the planner")
struct PlannerTests {
  @Test("without count and per_section ten records are wanted")
  func standard() {
    var planner = planner(manifest(), [100, 100])
    #expect(planner.wanted == 10)
    #expect(planner.firstRound().map(\.slots) == [0..<5, 0..<5])
  }

  @Test("per_section is asked of every section, whatever its length")
  func perSection() {
    var planner = planner(manifest(perSection: 3), [10, 1000])
    #expect(planner.wanted == nil)
    #expect(planner.firstRound().map(\.slots) == [0..<3, 0..<3])
    #expect(planner.slotCount == 6)
  }

  @Test("with both strategies the larger half goes to extraction")
  func both() {
    var planner = planner(manifest(perSection: 3, strategy: "both"), [10, 10])
    #expect(
      planner.items.map(\.strategy) == ["extraction", "expansion", "extraction", "expansion"])
    let askings = planner.firstRound()
    #expect(askings.map(\.item) == [0, 1, 2, 3])
    #expect(askings.map(\.slots) == [0..<2, 0..<1, 0..<2, 0..<1])
  }

  @Test("count is spread by the sections' lengths")
  func count() {
    var planner = planner(manifest(count: 10), [700, 200, 100])
    #expect(planner.firstRound().map(\.slots.count) == [7, 2, 1])
  }

  @Test("per_section is a ceiling under count; what a full section cannot take others get")
  func countAndCeiling() {
    var planner = planner(manifest(count: 10, perSection: 4), [700, 200, 100])
    #expect(planner.firstRound().map(\.slots.count) == [4, 4, 2])
    var small = StemmaPlanTests.planner(manifest(count: 10, perSection: 2), [700, 200])
    #expect(small.firstRound().slotCount == 4)
    #expect(small.nextRound(after: [], kept: 4).isEmpty)
  }

  @Test("no sections, no askings")
  func empty() {
    var planner = planner(manifest(count: 10), [])
    #expect(planner.firstRound().isEmpty)
    #expect(planner.nextRound(after: [], kept: 0).isEmpty)
  }

  @Test("a prompt asks for ten slots at most, and names its first slot's place in the plan")
  func prompts() {
    var planner = planner(manifest(perSection: 23), [50, 50])
    let askings = planner.firstRound()
    #expect(askings.map(\.slots) == [0..<10, 10..<20, 20..<23, 0..<10, 10..<20, 20..<23])
    #expect(askings.map(\.place) == [1, 11, 21, 24, 34, 44])
  }

  @Test("a dropped slot is asked again up to max_attempts", arguments: [1, 2, 5])
  func retries(maxAttempts: Int) {
    var planner = planner(manifest(perSection: 2, maxAttempts: maxAttempts), [50])
    var askings = planner.firstRound()
    var attempts: [Int] = []
    while !askings.isEmpty {
      #expect(askings.map(\.slots) == [0..<2] && askings.map(\.place) == [1])
      attempts += askings.map(\.attempt)
      askings = planner.nextRound(after: askings.flatMap { $0.open(missing: false) }, kept: 0)
    }
    #expect(attempts == Array(0..<maxAttempts))
  }

  @Test("only open slots are asked again, neighbours together, each with its own place")
  func retriedSlots() {
    var planner = planner(manifest(perSection: 9), [50])
    let open = planner.firstRound()[0].open(missing: false).filter {
      ![0, 3, 4].contains($0.ordinal)
    }
    let again = planner.nextRound(after: open, kept: 3)
    #expect(again.map(\.slots) == [1..<3, 5..<9])
    #expect(again.map(\.place) == [2, 6])
    #expect(again.map(\.attempt) == [1, 1])
  }

  @Test("what a pure teacher has nothing for is not asked again; another teacher is asked")
  func missing() {
    for isPure in [true, false] {
      var planner = planner(manifest(perSection: 2), [50], missingIsFinal: isPure)
      let open = planner.firstRound().flatMap { $0.open(missing: true) }
      #expect(planner.nextRound(after: open, kept: 0).isEmpty == isPure)
    }
  }

  @Test("what could not be read is asked for again only where the manifest says so")
  func unparsable() {
    for wish in [Rejection.standard, [.unparsable], []] {
      var manifest = manifest(perSection: 2)
      manifest.askAgain = wish
      var planner = planner(manifest, [50], missingIsFinal: false)
      let open = planner.firstRound()[0].slots.map { ordinal in
        OpenSlot(
          item: 0, ordinal: ordinal, attempt: 0, place: ordinal + 1, isMissing: false,
          rejections: [.unparsable])
      }
      let again = planner.nextRound(after: open, kept: 0)
      #expect(again.isEmpty == !wish.contains(.unparsable))
    }
  }

  @Test("answers that could not be had or read cost a section its slots, and at last its place")
  func accidents() {
    var planner = planner(manifest(count: 2, maxAttempts: 3), [50], missingIsFinal: false)
    var askings = planner.firstRound()
    var slots: [Range<Int>] = []
    while !askings.isEmpty {
      slots += askings.map(\.slots)
      let open = askings.flatMap { asking in
        asking.slots.map {
          OpenSlot(
            item: 0, ordinal: $0, attempt: 0, place: $0 + 1, isMissing: false, rejections: [])
        }
      }
      askings = planner.nextRound(after: open, kept: 0)
    }
    #expect(slots == [0..<2, 2..<4])
  }

  @Test("what an exhausted section does not give, the others are asked for")
  func growth() {
    var planner = planner(manifest(count: 6), [100, 100, 100])
    let first = planner.firstRound()
    #expect(first.map(\.slots) == [0..<2, 0..<2, 0..<2])
    let second = planner.nextRound(after: first[0].open(missing: true), kept: 4)
    #expect(second.map(\.item) == [1, 2])
    #expect(second.map(\.slots) == [2..<3, 2..<3])
    #expect(second.map(\.place) == [7, 8])
    #expect(planner.nextRound(after: [], kept: 6).isEmpty)
  }

  @Test("a section whose slots were dropped for good is asked for no further ones")
  func droppedForGood() {
    var planner = planner(manifest(count: 4, maxAttempts: 1), [100, 100])
    let first = planner.firstRound()
    let second = planner.nextRound(after: first[0].open(missing: false), kept: 2)
    #expect(second.map(\.item) == [1])
    #expect(second.map(\.slots) == [2..<4])
    #expect(planner.nextRound(after: second[0].open(missing: false), kept: 2).isEmpty)
  }

  @Test("what an exhausted strategy does not give, the section's other one is asked for")
  func heir() {
    var planner = planner(manifest(count: 4, strategy: "both"), [100])
    let first = planner.firstRound()
    #expect(first.map(\.slots) == [0..<2, 0..<2])
    let second = planner.nextRound(after: first[0].open(missing: true), kept: 2)
    #expect(second.map(\.item) == [1])
    #expect(second.map(\.slots) == [2..<4])
    #expect(planner.nextRound(after: second[0].open(missing: true), kept: 2).isEmpty)
  }

  @Test("the plan always comes to its end, and nothing is asked twice", arguments: 1...400)
  func terminates(seed: Int) {
    var dice = Dice(UInt64(seed))
    let lengths = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
      Int.random(in: 1...500, using: &dice)
    }
    let manifest = manifest(
      count: Bool.random(using: &dice) ? Int.random(in: 1...60, using: &dice) : nil,
      perSection: Bool.random(using: &dice) ? Int.random(in: 1...30, using: &dice) : nil,
      strategy: ["extraction", "expansion", "both"].randomElement(using: &dice) ?? "both",
      maxAttempts: Int.random(in: 1...4, using: &dice))
    let isPure = Bool.random(using: &dice)
    var planner = planner(manifest, lengths, missingIsFinal: isPure)
    var run = Simulation(planner.items.count, manifest, isPure: isPure)
    let missing = [0, 50, 100].randomElement(using: &dice) ?? 50
    let chances = (0..<planner.items.count).map { _ in Int.random(in: 0...10, using: &dice) }
    var askings = planner.firstRound()
    while !askings.isEmpty && run.rounds < 500 {
      let open = run.answer(askings, chances: chances, missing: missing, &dice)
      askings = planner.nextRound(after: open, kept: run.kept)
    }
    #expect(run.problems.isEmpty, "seed \(seed)")
    #expect(run.rounds < 500, "seed \(seed): no end")
    #expect(run.places == Set(1...max(1, planner.slotCount)), "seed \(seed)")
    let perSection = planner.items.count / lengths.count
    let asked = lengths.indices.map { section in
      (0..<perSection).reduce(0) { $0 + run.slots[section * perSection + $1].count }
    }
    if let ceiling = manifest.perSection {
      #expect(asked.allSatisfy { $0 <= ceiling }, "seed \(seed)")
    }
    guard let wanted = planner.wanted else { return }
    #expect(run.kept <= wanted, "seed \(seed)")
    guard run.kept < wanted else { return }
    for section in lengths.indices where asked[section] < manifest.perSection ?? .max {
      let items = section * perSection..<(section + 1) * perSection
      #expect(items.allSatisfy(run.exhausted.contains), "seed \(seed): gave up early")
    }
  }
}

/// Teachers and filters by dice, with a book of what was asked.
private struct Simulation {
  private(set) var rounds = 0
  private(set) var kept = 0
  /// By item, the ordinals asked for.
  private(set) var slots: [Set<Int>]
  private(set) var places: Set<Int> = []
  private(set) var exhausted: Set<Int> = []
  private(set) var problems: [String] = []
  private var asked: Set<[Int]> = []
  private let manifest: Manifest
  private let isPure: Bool

  init(_ items: Int, _ manifest: Manifest, isPure: Bool) {
    slots = Array(repeating: [], count: items)
    self.manifest = manifest
    self.isPure = isPure
  }

  mutating func answer(
    _ askings: [Asking], chances: [Int], missing: Int, _ dice: inout Dice
  ) -> [OpenSlot] {
    rounds += 1
    var open: [OpenSlot] = []
    for asking in askings {
      if asking.attempt >= manifest.maxAttempts { problems.append("attempt \(asking.attempt)") }
      if !(1...10).contains(asking.slots.count) { problems.append("\(asking.slots)") }
      for slot in asking.open(missing: false) {
        if !asked.insert([slot.item, slot.ordinal, slot.attempt]).inserted {
          problems.append("asked twice: \(slot)")
        }
        slots[slot.item].insert(slot.ordinal)
        if !places.insert(slot.place).inserted && slot.attempt == 0 {
          problems.append("two slots in one place: \(slot)")
        }
        if Int.random(in: 0..<10, using: &dice) < chances[slot.item] {
          kept += 1
          continue
        }
        let isMissing = Int.random(in: 0..<100, using: &dice) < missing
        open.append(
          OpenSlot(
            item: slot.item, ordinal: slot.ordinal, attempt: slot.attempt, place: slot.place,
            isMissing: isMissing))
        if isMissing && isPure || slot.attempt + 1 == manifest.maxAttempts {
          exhausted.insert(slot.item)
        }
      }
    }
    return open
  }
}
