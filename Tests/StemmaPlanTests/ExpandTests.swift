import StemmaRecord
import StemmaTask
import Testing

@testable import StemmaExperiment

@Suite("What a manifest expands")
struct ExpandTests {
  private func axis(_ name: String, _ count: Int) -> Expand.Axis {
    let keys = (0..<count).map { "\(name)\($0)" }
    return Expand.Axis(name: name, keys: keys, shown: keys)
  }

  private func expand(_ sizes: [Int], combinations: Int? = nil, samples: Int? = nil) -> Expand {
    Expand(
      axes: sizes.enumerated().map { axis("a\($0.offset)", $0.element) },
      combinations: combinations, samplesPerPrompt: samples)
  }

  @Test("all combinations are there, each once, the last axis fastest")
  func all() {
    let all = expand([2, 1, 3]).expansions(seed: 1)
    #expect(Set(all).count == 6)
    #expect(all.map { "\($0["a0"] ?? "") \($0["a2"] ?? "")" }.first == "a00 a20")
    #expect(all.map { $0["a2"] ?? "" } == ["a20", "a21", "a22", "a20", "a21", "a22"])
    #expect(expand([]).expansions(seed: 1) == [.none])
  }

  @Test("so many are drawn, none twice, and more keep those that fewer drew", arguments: 0..<100)
  func drawn(number: Int) {
    var draws = Draws(seed: UInt64(number), item: ItemKey(["test": "expand"]), slot: 0)
    let sizes = (0...draws.below(4)).map { _ in 1 + Int(draws.below(12)) }
    let seed = UInt64(draws.below(1_000))
    let total = sizes.reduce(1, *)
    let count = 1 + Int(draws.below(UInt64(min(total + 3, 400))))
    let some = expand(sizes, combinations: count).expansions(seed: seed)
    #expect(some.count == min(count, total) && Set(some).count == some.count)
    #expect(some == expand(sizes, combinations: count).expansions(seed: seed))
    let more = expand(sizes, combinations: count + 5).expansions(seed: seed)
    #expect(Set(more).isSuperset(of: some))
    let all = expand(sizes).expansions(seed: seed)
    #expect(all.filter(Set(some).contains) == some)
  }

  @Test("of more combinations than can be counted some are drawn, of every value")
  func huge() {
    let sizes = [Int](repeating: 10, count: 40)
    let huge = expand(sizes, combinations: 500)
    #expect(huge.total == .max && huge.taken == 500)
    let drawn = huge.expansions(seed: 3)
    #expect(Set(drawn).count == 500)
    for axis in huge.axes { #expect(Set(drawn.compactMap { $0[axis.name] }).count == 10) }
    #expect(Set(expand(sizes, combinations: 500).expansions(seed: 4)) != Set(drawn))
  }

  private func manifest(_ expand: Expand?, count: Int? = nil) -> Manifest {
    var manifest = StemmaPlanTests.manifest(count: count, strategy: "both")
    manifest.expand = expand
    return manifest
  }

  @Test("where nothing is expanded, keys and origins are as they always were")
  func nothing() {
    let subject = Subject.section(sections([100])[0])
    let item = PlanItem(subject: subject, strategy: "extraction")
    var parts = subject.keyParts
    parts["strategy"] = "extraction"
    #expect(item.key == ItemKey(parts))
    #expect(item.origin(slot: 0).json["expansion"] == nil)
    let empty = manifest(Expand(axes: [], combinations: nil, samplesPerPrompt: 2))
    #expect(
      planner(empty, [100]).items.map(\.key) == planner(manifest(nil), [100]).items.map(\.key))
  }

  @Test("each subject, strategy and combination is an item of its own, known in the record")
  func items() throws {
    let items = planner(manifest(expand([2, 2])), [100, 50]).items
    #expect(items.count == 2 * 2 * 4 && Set(items.map(\.key)).count == 16)
    let origin = items[1].origin(slot: 3)
    #expect(origin.json["expansion"] == ["a0": "a00", "a1": "a11"])
    #expect(Origin(json: origin.json) == origin)
    // A further value leaves the others' keys alone.
    let more = Set(planner(manifest(expand([2, 3])), [100, 50]).items.map(\.key))
    #expect(more.isSuperset(of: items.map(\.key)))
  }

  @Test("samples_per_prompt is what each combination gives of each subject and strategy")
  func samples() {
    var planner = planner(manifest(expand([3, 2], samples: 4)), [100, 400, 7])
    #expect(planner.wanted == nil)
    var slots: [Int: Int] = [:]
    for asking in planner.firstRound() { slots[asking.item, default: 0] += asking.slots.count }
    #expect(slots.count == 3 * 2 * 6 && slots.values.allSatisfy { $0 == 4 })
    #expect(planner.mostSlots == 3 * 2 * 6 * 4)
  }

  @Test(
    "a number of records is spread over a subject's combinations as evenly as can be",
    arguments: [1, 7, 40, 90])
  func spread(count: Int) {
    var planner = planner(manifest(expand([5]), count: count), [100])
    var slots = [Int](repeating: 0, count: planner.items.count)
    for asking in planner.firstRound() { slots[asking.item] += asking.slots.count }
    #expect(slots.reduce(0, +) == count)
    for strategy in [slots.prefix(5), slots.suffix(5)] {
      #expect((strategy.max() ?? 0) - (strategy.min() ?? 0) <= 1)
    }
  }

  private func messages(_ template: String, _ expand: Expand, slots: Range<Int> = 0..<2)
    throws -> [[Message]]
  {
    let manifest = manifest(expand)
    let template = try Template.read(Array(template.utf8), file: "t.json", for: manifest)
    let planner = Planner(
      manifest, subjects: sections([60]).map(Subject.section), task: QuestionAnswering(),
      missingIsFinal: true, prompts: template.promptCount)
    let renderer = PromptRenderer(manifest, task: QuestionAnswering(), template: template)
    return planner.items.map {
      renderer.prompt(
        for: Asking(item: 0, slots: slots, attempt: 0, place: 1), of: $0, candidate: 0
      ).messages
    }
  }

  @Test("a prompt says an item's values where its text asks for them, and else at its end")
  func prompts() throws {
    let languages = Expand(
      axes: [
        Expand.Axis(name: "language", keys: ["de"], shown: ["German"]), axis("reading_level", 1),
      ], combinations: nil, samplesPerPrompt: nil)
    let placed = try messages(
      #"{"name": "t", "userPrompt": "{count} in {{language}} ({{language_code}}): {{reading_level}}"}"#,
      languages)
    #expect(placed[0][0].content == "2 in German (de): reading_level0")
    let unplaced = try messages(#"{"name": "t", "userPrompt": "{count} {{language}}"}"#, languages)
    #expect(unplaced[0][0].content == "2 German\n\nReading level: reading_level0")
  }

  @Test("several prompts are one more axis, and count among the combinations")
  func several() throws {
    let text = #"{"name": "t", "userPrompt": ["A {count}", "B {count}", "C {count} {{a0}}"]}"#
    let all = try messages(text, expand([2]))
    #expect(
      all.prefix(3).map { $0[0].content } == ["A 2\n\nA0: a00", "B 2\n\nA0: a00", "C 2 a00"])
    #expect(all.count == 2 * 2 * 3)
    let template = try Template.read(Array(text.utf8), file: "t.json")
    #expect(Template(json: template.json) == template && template.promptCount == 3)
    #expect(manifest(expand([2])).expanded(prompts: 3)?.total == 6)
  }

  @Test("of several system prompts each prompt gets one, by weight, the same each time")
  func systems() throws {
    let text = #"{"name": "t", "systemPrompt": {"Brief.": 3, "Kind.": 1}, "userPrompt": "{count}"}"#
    var counts: [String: Int] = [:]
    for start in 0..<400 {
      let all = try messages(text, expand([]), slots: start..<start + 1)
      #expect(try messages(text, expand([]), slots: start..<start + 1) == all)
      #expect(all[0].map(\.role) == ["system", "user"])
      counts[all[0][0].content, default: 0] += 1
    }
    // Four standard deviations about 300 of 400.
    #expect((265...335).contains(counts["Brief."] ?? 0) && counts.values.reduce(0, +) == 400)
    let template = try Template.read(Array(text.utf8), file: "t.json")
    #expect(Template(json: template.json) == template)
  }
}
