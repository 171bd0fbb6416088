import StemmaRecord
import StemmaTask
import Testing

@testable import StemmaExperiment

@Suite("What a manifest mixes")
struct MixTests {
  /// So many values a number, with these weights.
  static func mix(_ weights: [[Int]]) -> Mix {
    Mix(
      weights.enumerated().map { number, weights in
        Mix.Axis(
          name: "axis\(number)",
          values: weights.enumerated().map { Mix.Value(name: "v\($0.offset)", weight: $0.element) })
      })
  }

  static func manifest(
    _ mix: Mix?, count: Int? = nil, perSection: Int? = nil, batch: Int? = nil, seed: UInt64 = 0
  ) -> Manifest {
    var manifest = StemmaPlanTests.manifest(
      count: count, perSection: perSection, strategy: "both")
    manifest.mix = mix
    manifest.batch = batch
    manifest.sampling.seed = seed
    return manifest
  }

  /// A plan driven to its end.
  struct Driven {
    var planner: Planner
    var rounds: [[Asking]] = []
    var kept = 0
    /// Of kept slots, by item and ordinal, the places of their values.
    var values: [[Int]: [Int]] = [:]

    /// - Parameter keeps: whether a slot is filled: its asking, its ordinal.
    init(_ planner: Planner, keeps: (Asking, Int) -> Bool = { _, _ in true }) {
      self.planner = planner
      var askings = self.planner.firstRound()
      while !askings.isEmpty {
        rounds.append(askings)
        var open: [OpenSlot] = []
        for asking in askings {
          for (offset, slot) in asking.slots.enumerated() {
            if keeps(asking, slot) {
              kept += 1
              values[[asking.item, slot]] = asking.mix
            } else {
              open.append(
                OpenSlot(
                  item: asking.item, ordinal: slot, attempt: asking.attempt,
                  place: asking.place + offset, isMissing: false, mix: asking.mix))
            }
          }
        }
        askings = self.planner.nextRound(after: open, kept: kept)
      }
    }
  }

  /// Whether each value has its share to within one record.
  private func isMet(_ mix: Mix, _ driven: Driven) -> Bool {
    zip(mix.axes, driven.planner.balance).enumerated().allSatisfy { number, pair in
      let sum = pair.0.values.reduce(0) { $0 + $1.weight }
      return zip(pair.0.values, pair.1.values).enumerated().allSatisfy { place, values in
        let counted = driven.values.values.count { $0[number] == place }
        return values.1.kept == counted
          && abs(counted * sum - values.0.weight * driven.kept) < sum
      }
    }
  }

  private func random(_ number: Int) -> (mix: Mix, count: Int, lengths: [Int], draws: Draws) {
    var draws = Draws(seed: UInt64(number), item: ItemKey(["test": "mix"]), slot: 0)
    let weights = (0...draws.below(4)).map { _ in
      (0...draws.below(6)).map { _ in 1 + Int(draws.below(20)) }
    }
    let count = 1 + Int(draws.below(300))
    let lengths = (0..<(20 + Int(draws.below(40)))).map { _ in 50 + Int(draws.below(900)) }
    return (Self.mix(weights), count, lengths, draws)
  }

  @Test("every axis is met to within one record, in batches or not", arguments: 0..<100)
  func met(number: Int) {
    var (mix, count, lengths, draws) = random(number)
    for batch in [nil, 1 + Int(draws.below(80))] {
      let manifest = Self.manifest(mix, count: count, batch: batch, seed: UInt64(number))
      let driven = Driven(planner(manifest, lengths))
      #expect(driven.kept == count && isMet(mix, driven))
      #expect(driven.planner.balance.allSatisfy { $0.values.allSatisfy { $0.short == 0 } })
      if let batch { #expect(driven.rounds.allSatisfy { $0.slotCount <= batch }) }
      let whole = Driven(planner(Self.manifest(mix, count: count, seed: UInt64(number)), lengths))
      #expect(driven.values == whole.values, "what nothing was dropped of is as it was planned")
    }
  }

  @Test("and so it is where records are dropped at random, or what is lacking is told")
  func rejections() {
    var reached = 0
    for number in 0..<100 {
      var (mix, count, lengths, draws) = random(number)
      let batch = number % 2 == 0 ? nil : 1 + Int(draws.below(60))
      let driven = Driven(
        planner(
          Self.manifest(mix, count: count, batch: batch), lengths, missingIsFinal: false)
      ) { _, _ in draws.below(10) > 2 }
      if driven.kept == count {
        reached += 1
        #expect(isMet(mix, driven), "\(number)")
      }
      for axis in driven.planner.balance {
        #expect(axis.values.allSatisfy { $0.kept <= $0.wanted })
        #expect(axis.values.reduce(0) { $0 + $1.short } == count - driven.kept)
      }
    }
    #expect(reached > 60)
  }

  @Test("a teacher that neglects a value still ends balanced", arguments: [nil, 7, 20])
  func neglected(batch: Int?) {
    let mix = Self.mix([[1, 1, 2], [3, 1]])
    var draws = Draws(seed: 5, item: ItemKey(["test": "neglect"]), slot: 0)
    let driven = Driven(
      planner(
        Self.manifest(mix, count: 60, batch: batch), [Int](repeating: 100, count: 40),
        missingIsFinal: false)
    ) { asking, _ in asking.mix[0] > 0 || draws.below(2) == 0 }
    #expect(driven.kept == 60 && isMet(mix, driven))
    #expect(driven.rounds.count > 1)
  }

  @Test(
    "a value that cannot be had at all is short, and the others are whole",
    arguments: [nil, 10, 33])
  func impossible(batch: Int?) {
    let mix = Self.mix([[1, 1, 2]])
    let driven = Driven(
      planner(
        Self.manifest(mix, count: 80, batch: batch), [Int](repeating: 100, count: 12),
        missingIsFinal: false)
    ) { asking, _ in asking.mix[0] != 1 }
    #expect(driven.planner.balance[0].values.map(\.kept) == [20, 0, 40])
    #expect(driven.planner.balance[0].values.map(\.short) == [0, 20, 0])
  }

  @Test("without a number wanted, an open slot's value moves to another one that is still open")
  func ceiling() {
    // A third of what is asked for with one value is dropped, and no slot is asked for again.
    let mix = Self.mix([[1, 1]])
    var manifest = Self.manifest(mix, perSection: 4, batch: 10)
    manifest.maxAttempts = 1
    let driven = Driven(planner(manifest, [Int](repeating: 100, count: 30))) { asking, slot in
      asking.mix[0] == 1 || (asking.item / 2 + slot) % 3 != 0
    }
    let kept = driven.planner.balance[0].values.map(\.kept)
    #expect(kept.reduce(0, +) < 120)
    #expect(abs(kept[0] - kept[1]) < (120 - kept.reduce(0, +)) / 2, "\(kept)")
  }

  @Test("axes have nothing to do with one another, nor with sections")
  func crossed() {
    let mix = Self.mix([[1, 1], [1, 1]])
    let driven = Driven(
      planner(Self.manifest(mix, count: 1_000), [Int](repeating: 100, count: 10)))
    var pairs: [[Int]: Int] = [:]
    for values in driven.values.values { pairs[values, default: 0] += 1 }
    // Four standard deviations about 250 of 1000.
    #expect(pairs.count == 4 && pairs.values.allSatisfy { (218...282).contains($0) })
    for item in driven.planner.items.indices {
      let mine = driven.values.filter { $0.key[0] == item }
      let first = mine.count { $0.value[0] == 0 }
      #expect(mine.count == 50 && (11...39).contains(first), "\(item): \(first)")
    }
  }

  @Test("a section more leaves all ids alone, and moves the values of few slots")
  func inserted() {
    let mix = Self.mix([[1, 1, 1], [1, 4]])
    let lengths = [Int](repeating: 100, count: 40)
    func values(_ sections: [Section]) -> [RecordID: [Int]] {
      let planner = Planner(
        Self.manifest(mix, perSection: 3), subjects: sections.map(Subject.section),
        task: QuestionAnswering(), missingIsFinal: true)
      let driven = Driven(planner)
      return Dictionary(
        uniqueKeysWithValues: driven.values.map {
          (RecordID(item: driven.planner.items[$0.key[0]].key, ordinal: $0.key[1]), $0.value)
        })
    }
    let all = sections(lengths)
    let whole = values(all)
    let less = values(Array(all[..<17] + all[18...]))
    #expect(less.count == 117 && whole.count == 120)
    #expect(Set(less.keys).isSubset(of: whole.keys))
    // At each of the three places where rows are cut, no more than came.
    #expect(less.count { whole[$0.key] != $0.value } <= 9)
    #expect(less.contains { whole[$0.key] == $0.value })
  }

  @Test("a prompt is for records of one combination, and no longer than others")
  func prompts() {
    let mix = Self.mix([[1, 1]])
    let driven = Driven(
      planner(Self.manifest(mix, count: 90), [100, 300]))
    #expect(driven.rounds[0].allSatisfy { $0.mix.count == 1 && $0.slots.count <= 10 })
    #expect(driven.rounds[0].contains { $0.slots.count > 1 })
    // The same slots, in the same order, as without a mix.
    func slots(_ askings: [Asking]) -> [[Int]] {
      askings.flatMap { asking in
        asking.slots.enumerated().map { [asking.item, $0.element, asking.place + $0.offset] }
      }
    }
    var plain = planner(Self.manifest(nil, count: 90), [100, 300])
    #expect(slots(driven.rounds[0]) == slots(plain.firstRound()))
  }

  private func message(
    _ template: String, _ mix: Mix?, at places: [Int], _ expand: Expand? = nil
  ) throws -> [String] {
    var manifest = Self.manifest(mix)
    manifest.expand = expand
    let template = try Template.read(Array(template.utf8), file: "t.json", for: manifest)
    let planner = planner(manifest, [60])
    return PromptRenderer(manifest, task: QuestionAnswering(), template: template).prompt(
      for: Asking(item: 0, slots: 0..<1, attempt: 0, place: 1, mix: places),
      of: planner.items[0], candidate: 0
    ).messages.map(\.content)
  }

  private let tone = Mix([
    Mix.Axis(
      name: "reading_level",
      values: [
        Mix.Value(name: "A1", instruction: "Use {count} short words."), Mix.Value(name: "C2"),
      ]),
    Mix.Axis(name: "tone", values: [Mix.Value(name: "formal")]),
  ])

  @Test("a prompt says a record's values where its text asks for them, and else at its end")
  func said() throws {
    let formal =
      "Tone: formal. Write formally and politely, in whole sentences and without contractions."
    let plain = #"{"name": "t", "userPrompt": "{count} of it"}"#
    let placed = #"{"name": "t", "systemPrompt": "So: {mix}", "userPrompt": "{count} of it"}"#
    #expect(
      try message(plain, tone, at: [1, 0]) == ["1 of it\n\nReading level: C2.\n\(formal)"])
    #expect(
      try message(placed, tone, at: [0, 0])
        == ["So: Reading level: A1. Use {count} short words.\n\(formal)", "1 of it"])
    let topic = Expand(
      axes: [Expand.Axis(name: "topic", keys: ["ice"], shown: ["ice"])], combinations: nil,
      samplesPerPrompt: nil)
    #expect(
      try message(plain, tone, at: [1, 0], topic)
        == ["1 of it\n\nTopic: ice\n\nReading level: C2.\n\(formal)"])
    // Without a mix all is as it was.
    #expect(try message(plain, nil, at: []) == ["1 of it"])
    #expect(try message(placed, nil, at: []) == ["So: ", "1 of it"])
  }

  @Test("what takes the most words bounds what a prompt costs")
  func longest() throws {
    let lengths = try [[0, 0], [1, 0]].map {
      try message(#"{"name": "t", "userPrompt": "{count}"}"#, tone, at: $0)[0].utf8.count
    }
    #expect(tone.longest == [0, 0] && lengths[0] > lengths[1])
  }

  @Test("what ships has words for each of its values, and knows numbers of turns")
  func catalogue() {
    for axis in MixCatalogue.names {
      for value in MixCatalogue.values(of: axis) {
        #expect(MixCatalogue.instruction(axis, value)?.isEmpty == false)
      }
    }
    #expect(MixCatalogue.instruction("turns", "1") == MixCatalogue.instruction("turns", "single"))
    #expect(MixCatalogue.instruction("turns", "3")?.contains("3 exchanges") == true)
    for value in ["0", "21", "03", "+3", "three"] {
      #expect(MixCatalogue.instruction("turns", value) == nil, "\(value)")
    }
    #expect(MixCatalogue.instruction("tone", "3") == nil)
  }
}
