import StemmaExperiment
import StemmaRecord
import StemmaStore
import Testing

@testable import StemmaRun

@Suite("production")
struct ProductionTests {
  @Test("a teacher that gives what is asked fills every slot")
  func plain() async throws {
    let made = try await Made(
      manifest(perSection: 2, strategy: "both"), sections(5), ScriptedTeacher(wanted))
    #expect(made.counts.slots == 10 && made.counts.kept == 10 && made.counts.rounds == 1)
    #expect(made.counts.outcomes == ["kept": 10])
    #expect(made.result.barrenSubjects == 0 && made.result.wanted == nil)
    #expect(try made.addsUp())
    let records = try made.entries(made.result.roots.records)
    #expect(records[0].json["origin"]?["slot"] == 0)
    #expect(try made.entries(made.result.roots.transcript).isEmpty)
    let traces = try made.entries(made.result.roots.traces)
    #expect(traces.map(\.key) == records.map(\.key))
    let prompt = try #require(traces[0].json["prompt"]?.string.flatMap(ObjectID.init(_:)))
    #expect(try made.sink.json(of: prompt, .prompt)["messages"] != nil)
  }

  @Test("parts beyond the slots are surplus, and are kept in the ledger")
  func tooMany() async throws {
    let made = try await Made(
      manifest(perSection: 2), sections(3), ScriptedTeacher { pairs(4, $0) })
    #expect(made.counts.outcomes == ["kept": 6, "surplus": 6])
    #expect(made.counts.asked == 12 && made.counts.candidates == 12)
    #expect(try made.addsUp())
  }

  @Test("a slot without a part is missing; a pure teacher is not asked again")
  func tooFew() async throws {
    let made = try await Made(
      manifest(perSection: 2, maxAttempts: 3), sections(3), ScriptedTeacher { pairs(1, $0) })
    #expect(made.counts.outcomes == ["kept": 3, "missing": 3])
    #expect(made.counts.rounds == 1)
    #expect(try made.addsUp())
  }

  @Test("a teacher that is not pure is asked again for what was missing")
  func askedAgain() async throws {
    let teacher = ScriptedTeacher(isPure: false) { pairs($0.key.attempt == 0 ? 1 : 9, $0) }
    let made = try await Made(manifest(perSection: 3, maxAttempts: 3), sections(2), teacher)
    #expect(made.counts.outcomes == ["kept": 6, "missing": 4, "surplus": 14])
    #expect(made.counts.rounds == 2 && made.counts.slots == 6)
    #expect(try made.addsUp())
  }

  @Test(
    "an answer that cannot be used counts for each of its slots, and is kept as it came",
    arguments: ["unparsable", "truncated", "refused"])
  func useless(word: String) async throws {
    let all = sections(3)
    let bad = all[1].digest
    let teacher = ScriptedTeacher { prompt in
      guard prompt.context.subject.name == bad else { return wanted(prompt) }
      return switch word {
      case "truncated": Answer(text: wanted(prompt).text, finishReason: .length)
      case "refused": Answer(text: "I would rather not.", finishReason: .refusal)
      default: Answer(text: "Here you are: {")
      }
    }
    let made = try await Made(manifest(perSection: 2), all, teacher)
    #expect(made.counts.outcomes == ["kept": 4, word: 2])
    #expect(made.result.barrenSubjects == 1)
    #expect(try made.addsUp())
    let ledger = try made.entries(made.result.roots.ledger)
    #expect(ledger.allSatisfy { $0.json["raw"]?.string?.isEmpty == false })
    #expect(ledger.allSatisfy { $0.json["outcome"] == .string(word) })
  }

  @Test("an answer of another form is unparsable, whatever it is")
  func forms() async throws {
    for text in [
      "", "null", "[]", #"{"pairs":{}}"#, #"{"pairs":[1]}"#, #"{"pairs":[{}]"#, "\u{FEFF}{}",
      #"{"pairs":[],"pairs":[]}"#,
    ] {
      let made = try await Made(
        manifest(perSection: 1), sections(1), ScriptedTeacher { _ in Answer(text: text) })
      #expect(made.counts.outcomes == ["unparsable": 1], "\(text)")
    }
  }

  @Test("a row of another form never becomes a record, whatever the filters")
  func otherForms() async throws {
    let teacher = ScriptedTeacher(isPure: false) { prompt in
      prompt.key.attempt == 0
        ? Answer(text: #"{"pairs":[{"answer":"So.","question":7},{"answer":"A","question":"Q"}]}"#)
        : wanted(prompt)
    }
    var plan = manifest(perSection: 2, maxAttempts: 2)
    let once = try await Made(plan, sections(1), teacher)
    #expect(once.counts.outcomes == ["kept": 1, "unparsable": 1])
    let entry = try #require(try once.entries(once.result.roots.ledger).first?.json)
    #expect(entry["reason"] == "/question: type")
    #expect(entry["raw"] == #"{"answer":"So.","question":7}"#)
    plan.askAgain = [.unparsable]
    let twice = try await Made(plan, sections(1), teacher)
    #expect(twice.counts.outcomes == ["kept": 2, "unparsable": 1])
    #expect(try once.addsUp() && twice.addsUp())
  }

  @Test("a teacher is told the limits of the filter length in the schema of its answer")
  func lengths() async throws {
    let filters = [
      FilterChoice(
        name: "length", parameters: ["question_min": .integer(3), "answer_max": .integer(99)])
    ]
    let teacher = ScriptedTeacher { prompt in
      let fields = prompt.schema?["properties"]?["pairs"]?["items"]?["properties"]
      try #require(fields?["question"]?["minLength"] == 3)
      try #require(fields?["answer"]?["maxLength"] == 99)
      try #require(prompt.messages.contains { $0.content.contains(#""maxLength":99"#) })
      return wanted(prompt)
    }
    let made = try await Made(manifest(perSection: 1, filters: filters), sections(2), teacher)
    #expect(made.counts.kept == 2)
  }

  @Test("of several candidates the first good one is kept, the others are surplus")
  func candidates() async throws {
    let made = try await Made(
      manifest(perSection: 2, candidates: 3), sections(2), ScriptedTeacher(wanted))
    #expect(made.counts.outcomes == ["kept": 4, "surplus": 8])
    #expect(try made.entries(made.result.roots.traces).allSatisfy { $0.json["candidate"] == 0 })
    let filtered = try await Made(
      manifest(
        perSection: 1, candidates: 3, filters: [FilterChoice(name: "schema", parameters: [:])]),
      sections(2),
      ScriptedTeacher { prompt in
        prompt.key.candidate == 0
          ? Answer(text: #"{"pairs":[{"question":"Why is that so?"}]}"#) : wanted(prompt)
      })
    #expect(
      filtered.counts.outcomes == ["kept": 2, "surplus": 2, "dropped.schema.missing-field": 2])
    #expect(
      try filtered.entries(filtered.result.roots.traces).allSatisfy { $0.json["candidate"] == 1 })
    #expect(try made.addsUp() && filtered.addsUp())
  }

  @Test("what the filters drop is asked again, with its reason in the ledger")
  func filters() async throws {
    let teacher = ScriptedTeacher { prompt in
      prompt.key.attempt < 2
        ? Answer(text: #"{"pairs":[{"answer":" ","question":"Why is that so?"}]}"#) : wanted(prompt)
    }
    let schema = [FilterChoice(name: "schema", parameters: [:])]
    let made = try await Made(
      manifest(perSection: 1, maxAttempts: 3, filters: schema), sections(4), teacher)
    #expect(made.counts.outcomes == ["kept": 4, "dropped.schema.empty-text": 8])
    #expect(made.counts.rounds == 3 && made.counts.slots == 4)
    let verdicts = try made.entries(made.result.roots.ledger).map {
      $0.json["verdicts"]?.array?.count
    }
    #expect(verdicts.allSatisfy { $0 == 1 })
    #expect(try made.addsUp())
    let given = try await Made(
      manifest(perSection: 1, maxAttempts: 2, filters: schema), sections(4), teacher)
    #expect(given.counts.kept == 0 && given.result.barrenSubjects == 4)
  }

  @Test("duplicates are dropped in plan order: the first stays")
  func duplicates() async throws {
    let made = try await Made(
      manifest(perSection: 1, filters: [FilterChoice(name: "duplicates", parameters: [:])]),
      sections(6),
      ScriptedTeacher { _ in
        Answer(text: #"{"pairs":[{"answer":"Because it is so.","question":"Why is that so?"}]}"#)
      }, width: 4)
    #expect(made.counts.kept == 1)
    let record = try made.entries(made.result.roots.records)[0]
    #expect(record.json["origin"]?["section"] == .string(sections(6)[0].digest))
    let verdicts = try made.entries(made.result.roots.ledger).compactMap {
      $0.json["verdicts"]?.array?.last?["other"]?.string
    }
    #expect(verdicts == [String](repeating: record.key, count: 5))
  }

  @Test("a count that some sections cannot fill is filled from the others")
  func growth() async throws {
    let barren = Set(sections(6).prefix(2).map(\.digest))
    let teacher = ScriptedTeacher { prompt in
      barren.contains(prompt.context.subject.name) ? pairs(0, prompt) : wanted(prompt)
    }
    let made = try await Made(manifest(count: 12), sections(6), teacher)
    #expect(made.counts.kept == 12 && made.counts.rounds == 2)
    #expect(made.result.barrenSubjects == 2)
    #expect(try made.addsUp())
  }

  @Test("the outcome is the same at any width and whatever the order of arrival", arguments: 1...3)
  func width(seed: Int) async throws {
    let teacher = ScriptedTeacher(isPure: false) { prompt in
      // Only the time it takes is left to chance.
      if Bool.random() { try await Task.sleep(for: .microseconds(Int.random(in: 0...400))) }
      var draws = Draws(
        seed: UInt64(seed), item: prompt.key.item, slot: prompt.key.slots.lowerBound,
        candidate: prompt.key.candidate, attempt: prompt.key.attempt)
      switch draws.below(6) {
      case 0: return Answer(text: "no")
      case 1: return pairs(0, prompt)
      case 2: return Answer(text: "", finishReason: .refusal)
      case 3: return pairs(prompt.key.slots.count + 1, prompt)
      default: return wanted(prompt)
      }
    }
    let manifest = manifest(
      count: 150, strategy: "both", candidates: 2, maxAttempts: 3, filters: nil)
    var made: [Made] = []
    for width in [1, 2, 8] {
      var last = (round: 0, judged: 0)
      made.append(
        try await Made(manifest, sections(100), teacher, width: width) { progress in
          #expect((progress.round, progress.judged) > last, "seed \(seed)")
          last = (progress.round, progress.judged)
        })
    }
    for other in made {
      #expect(other.result.roots == made[0].result.roots, "seed \(seed)")
      #expect(other.counts == made[0].counts, "seed \(seed)")
      #expect(try other.addsUp(), "seed \(seed)")
    }
    #expect(made[0].counts.outcomes.count >= 4, "seed \(seed)")
  }

  @Test("a teacher's error ends the production with it")
  func failure() async throws {
    let teacher = ScriptedTeacher { prompt in
      guard prompt.context.subject.line < 40 else { throw RunError.duplicateInput("test") }
      return wanted(prompt)
    }
    await #expect(throws: RunError.duplicateInput("test")) {
      _ = try await Made(manifest(perSection: 1), sections(50), teacher, width: 3)
    }
  }

  @Test("a teacher is asked no more side by side than the width allows", arguments: [1, 3])
  func bounded(width: Int) async throws {
    let gauge = Gauge()
    let teacher = ScriptedTeacher { prompt in
      await gauge.enter()
      await Task.yield()
      await gauge.leave()
      return wanted(prompt)
    }
    let made = try await Made(manifest(perSection: 1), sections(300), teacher, width: width)
    #expect(made.counts.kept == 300)
    #expect(await gauge.most <= width)
  }
}

private actor Gauge {
  private var now = 0
  private(set) var most = 0

  func enter() {
    now += 1
    most = max(most, now)
  }

  func leave() { now -= 1 }
}
