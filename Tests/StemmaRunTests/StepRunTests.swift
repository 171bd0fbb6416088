import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs in which records are made part by part")
struct StepRunTests {
  private static func teachers(_ own: Bool = false) -> [NamedTeacher] {
    let live = ["a", "b", "c"].map {
      NamedTeacher(name: $0, .live(TeacherChoice(provider: "openai", model: "m")))
    }
    return live + (own ? [NamedTeacher(name: "own", .own("embedded"))] : [])
  }

  private static func pool(_ members: [String: Int]) -> TeacherPool {
    TeacherPool(members.map { TeacherPool.Member(name: $0.key, weight: $0.value) })
  }

  /// Questions by one of two teachers, answers by one of two.
  private static func answers(
    filters: [FilterChoice] = [], candidates: Int = 2, seed: UInt64 = 7, maxAttempts: Int = 2
  ) -> Manifest {
    Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"], teachers: teachers(),
      pool: pool(["a": 2, "b": 1]), pools: [.answer: pool(["b": 1, "c": 2])],
      sampling: Sampling(seed: seed, maxTokens: 400), perSection: 4, strategy: "both",
      candidates: candidates, maxAttempts: maxAttempts,
      askAgain: [.dropped, .missing, .unparsable], filters: filters, catalogue: Offer.catalogue)
  }

  private static let preferences = Manifest(
    dataset: "coffee", task: "preference", documents: ["*.md"], teachers: teachers(),
    pool: pool(["a": 1]), pools: [.chosen: pool(["b": 1]), .rejected: pool(["b": 1, "c": 1])],
    sampling: Sampling(seed: 3), perSection: 4, strategy: "both", candidates: 2, maxAttempts: 2,
    filters: [FilterChoice(name: "schema", parameters: [:])], catalogue: Offer.catalogue)

  /// Prompts that one of two makes harder.
  private static let evolved = Manifest(
    dataset: "coffee", task: "preference", documents: ["*.md"], teachers: teachers(),
    pool: pool(["a": 1]), pools: [.evolve: pool(["b": 1, "c": 2]), .chosen: pool(["c": 1])],
    sampling: Sampling(seed: 5), perSection: 4, strategy: "both", candidates: 2, maxAttempts: 2,
    askAgain: [.missing, .unparsable], filters: [], catalogue: Offer.catalogue)

  private static let all = [answers(), preferences, evolved].map { manifest in
    RatedRuns(
      manifest: manifest,
      service: { FakeService(order: $0, limit: $1, answer: StepService.any) }, stops: 1...60)
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws {
    for runs in Self.all { try await runs.expectSame(at: width) }
  }

  @Test("stopped at any question, it goes on and asks nothing twice", arguments: [1, 2, 3, 4])
  func resumed(seed: UInt64) async throws {
    for runs in Self.all { try await runs.expectResumed(seed: seed) }
  }

  @Test("stopped at each of its first questions, it goes on to the same receipt")
  func everywhere() async throws {
    let manifest = Self.answers(candidates: 1)
    let calm = try Workspace()
    let whole = try await RatedRuns.run(
      try calm.create(), FakeService(answer: StepService.any), manifest)
    for count in 0..<24 {
      let work = try Workspace()
      let store = try work.create()
      let stopped = FakeService(
        limit: (count, .exhausted(reason: "Enough.")), answer: StepService.any)
      await #expect(throws: RunError.self) {
        _ = try await RatedRuns.run(store, stopped, manifest, width: 1 + count % 3)
      }
      let rest = FakeService(answer: StepService.any)
      let outcome = try await RatedRuns.run(store, rest, manifest)
      #expect(outcome.report.receipt == whole.report.receipt, "after \(count)")
      #expect(Set(rest.bodies).isDisjoint(with: stopped.bodies.prefix(stopped.answeredCount)))
    }
  }

  @Test("made again from its transcript, and nobody is asked; asked again, it says the same")
  func replay() async throws {
    for runs in Self.all { try await runs.expectReplayed() }
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(answer: StepService.any)
    let outcome = try await RatedRuns.run(store, service, Self.preferences)
    let silent = FakeService(answer: StepService.any)
    let again = try await LiveRepetition(store, width: 5, teachers: silent.teachers)
      .run(outcome.publication.version, attest: nil)
    #expect(again.count(.same) == outcome.report.receipt.counts.kept)
    #expect(silent.count == service.count)
  }

  /// What became of a run: its receipt's parts, as JSON.
  private struct Scene {
    let work: Workspace
    let store: Store
    let receipt: Receipt
    let service = FakeService(answer: StepService.any)

    init(_ manifest: Manifest) async throws {
      work = try Workspace()
      store = try work.create()
      receipt = try await RatedRuns.run(store, service, manifest).report.receipt
    }

    func entries(_ root: ObjectID) throws -> [JSONValue] {
      var entries: [JSONValue] = []
      try SequenceReader(root, from: store).forEach { _, entry in
        if let json = entry.json() { entries.append(json) }
        return true
      }
      return entries
    }
  }

  @Test("each answer goes to its own question, whatever its service leaves out or turns around")
  func matched() async throws {
    let scene = try await Scene(Self.answers())
    let rows = try scene.entries(scene.receipt.roots.records).compactMap { $0["row"] }
    #expect(rows.count > 20)
    for row in rows {
      let (question, answer) = (row["question"]?.string ?? "?", row["answer"]?.string ?? "")
      #expect(answer.hasSuffix("to «\(question)»."))
    }
    let pairs = try await Scene(Self.preferences)
    for row in try pairs.entries(pairs.receipt.roots.records).compactMap({ $0["row"] }) {
      let prompt = row["prompt"]?.string ?? "?"
      for field in ["chosen", "rejected"] {
        #expect(row[field]?.string?.hasSuffix("to «\(prompt)».") == true)
      }
      #expect(row["chosen"] != row["rejected"])
    }
  }

  @Test("a prompt that was made harder is what is answered, and the row keeps what it was")
  func harder() async throws {
    let scene = try await Scene(Self.evolved)
    let rows = try scene.entries(scene.receipt.roots.records).compactMap { $0["row"] }
    #expect(rows.count > 8)
    for row in rows {
      let (prompt, first) = (row["prompt"]?.string ?? "?", row["original_prompt"]?.string ?? "?")
      #expect(prompt.hasSuffix("to «\(first)»."))
      for field in ["chosen", "rejected"] {
        #expect(row[field]?.string?.hasSuffix("to «\(prompt)».") == true)
      }
    }
    for trace in try scene.entries(scene.receipt.roots.traces) {
      let steps = (trace["before"]?.array ?? []) + [trace]
      #expect(
        steps.map { $0["role"]?.string } == ["question", "evolve", "chosen", "rejected"])
      // Who asks answers where nobody else is named.
      let teachers = steps.map { $0["teacher"]?.string ?? "?" }
      #expect(["b", "c"].contains(teachers[1]))
      #expect([teachers[0], teachers[2], teachers[3]] == ["a", "c", "a"])
    }
    let faults = try scene.entries(scene.receipt.roots.ledger).filter {
      $0["reason"] == "its prompt is the one that was to be made harder"
    }
    #expect(!faults.isEmpty && faults.allSatisfy { $0["outcome"] == "unparsable" })
  }

  @Test("traces and ledger name every prompt, whose it was and in which role; the store keeps all")
  func told() async throws {
    let scene = try await Scene(Self.answers())
    let traces = try scene.entries(scene.receipt.roots.traces)
    #expect(!traces.isEmpty)
    for trace in traces {
      #expect(trace["role"] == "answer" && ["b", "c"].contains(trace["teacher"]?.string))
      let before = try #require(trace["before"]?.array)
      #expect(before.map { $0["role"] } == ["question"])
      #expect(["a", "b"].contains(before[0]["teacher"]?.string))
      for named in [trace] + before {
        let id = try #require(named["prompt"]?.string.flatMap(ObjectID.init(_:)))
        _ = try scene.store.json(of: id, .prompt)
      }
    }
    let drops = try scene.entries(scene.receipt.roots.ledger)
    #expect(Set(drops.map { $0["role"] }) == ["question", "answer"])
    for outcome in ["failed", "missing", "refused", "truncated", "unparsable"] {
      #expect(Set(drops.filter { $0["outcome"] == .string(outcome) }.map { $0["role"] }).count == 2)
    }
    let counts = scene.receipt.counts
    #expect(counts.asked == counts.kept + drops.count)
    #expect(try scene.store.verify().damages.isEmpty)
    let records = try scene.store.records(of: scene.receipt)
    let leaf = try #require(try records.leaves().first)
    let first = try #require(try records.records(of: leaf.id).first)
    let trace = try #require(try RecordTrace(first.id, of: scene.receipt, in: scene.store))
    #expect(trace.steps.map(\.role) == ["question", "answer"])
    #expect(trace.steps.last?.promptID == trace.promptID)
  }

  @Test("another teacher for answers asks no question again, and the questions are the same")
  func reused() async throws {
    let scene = try await Scene(Self.answers(candidates: 1, maxAttempts: 1))
    var manifest = Self.answers(candidates: 1, maxAttempts: 1)
    manifest.setLive("c", to: TeacherChoice(provider: "openai", model: "other"))
    let other = FakeService(model: "other", answer: StepService.any)
    let same = FakeService(answer: StepService.any)
    let teachers = LiveTeachers { $0.model == "other" ? other : same }
    let report = try await MissReport(
      manifest, template: nil, inputs: liveRequest(manifest, sections: 12).inputs,
      store: scene.store, teachers: teachers)
    #expect(Set(report.misses.filter { $0.cause != .failed }.map(\.role)) == [.answer])
    #expect(report.served > 0)
    let outcome = try await Runner(scene.store, teachers: teachers)
      .run(liveRequest(manifest, sections: 12), waiting: nil)
    let asked = other.bodies.map { String(decoding: $0, as: UTF8.self) }
    #expect(!asked.isEmpty && !asked.contains { $0.contains("without answers") })
    let failures = scene.receipt.counts.outcomes
    #expect(!failures.isEmpty && outcome.report.asking?.reusedOfVersions ?? 0 > 0)
  }

  @Test("what is known of later steps is counted before a run; recorded, it costs nothing")
  func forecast() async throws {
    var manifest = Self.answers(maxAttempts: 1)
    let price = TokenPrice(
      input: Millionths(count: 1_000_000), output: Millionths(count: 2_000_000))
    for name in ["a", "b", "c"] {
      manifest.setLive(name, to: TeacherChoice(provider: "openai", model: "m", price: price))
    }
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(answer: StepService.full)
    let request = liveRequest(manifest, sections: 12)
    func forecast() async throws -> SpendingForecast {
      try #require(
        try await SpendingForecast(
          manifest, template: nil, inputs: request.inputs, store: store,
          teachers: service.teachers))
    }
    let before = try await forecast()
    let preview = try PlanPreview(
      manifest, template: nil, inputs: request.inputs, store: nil, sampleCount: 2)
    #expect(before.questions == preview.prompts && before.recorded == 0)
    #expect(preview.samples.map(\.context.role) == [.question, .answer])
    #expect(
      preview.samples[1].messages.last?.content.contains(#"[{"id":1,"question":"…"}"#) == true)
    // How long the questions will be, nobody knows.
    #expect(before.worst == nil && before.isBounded && before.expected ?? .zero > .zero)
    let outcome = try await RatedRuns.run(store, service, manifest)
    #expect(service.count == before.questions)
    let after = try await forecast()
    #expect(after.isAllRecorded && after.recorded == after.questions && after.expected == .zero)
    #expect(outcome.report.receipt.counts.kept == preview.slots)
  }

  @Test("a budget is kept to in every step; the run goes on with a larger one")
  func budget() async throws {
    func manifest(_ dollars: Int) -> Manifest {
      var manifest = Self.answers(maxAttempts: 1)
      manifest.budget = Millionths(count: dollars)
      let price = TokenPrice(
        input: Millionths(count: 1_000_000), output: Millionths(count: 2_000_000))
      for name in ["a", "b", "c"] {
        manifest.setLive(name, to: TeacherChoice(provider: "openai", model: "m", price: price))
      }
      return manifest
    }
    let work = try Workspace()
    let store = try work.create()
    let first = FakeService(charge: .bounds, answer: StepService.full)
    await #expect(throws: RunError.self) {
      _ = try await RatedRuns.run(store, first, manifest(60_000), width: 3)
    }
    let price = TokenPrice(
      input: Millionths(count: 1_000_000), output: Millionths(count: 2_000_000))
    #expect(
      first.count > 3 && price.cost(first.billed) <= Money(dollars: Millionths(count: 60_000)))
    let rest = FakeService(charge: .bounds, answer: StepService.full)
    _ = try await RatedRuns.run(store, rest, manifest(90_000_000))
    #expect(Set(rest.bodies).isDisjoint(with: first.bodies))
  }

  @Test(
    "one that computes may ask, and another answer; or the other way", arguments: [true, false])
  func mixed(asksItself: Bool) async throws {
    let (own, live) = (Self.pool(["own": 1]), Self.pool(["a": 1]))
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"],
      teachers: Self.teachers(true).filter { ["a", "own"].contains($0.name) },
      pool: asksItself ? own : live, pools: [.answer: asksItself ? live : own],
      sampling: Sampling(seed: 7), perSection: 3, strategy: "extraction", filters: [],
      catalogue: Offer.catalogue)
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(answer: StepService.full)
    let request = liveRequest(manifest)
    let prose = InputFile(
      name: "b.md", bytes: try Repository.bytes("experiments/coffee/brewing.md"))
    let whole = RunRequest(
      manifest: manifest, source: request.source, overrides: [], template: nil, inputs: [prose],
      width: 4, occasion: request.occasion, seconds: request.seconds)
    if asksItself {
      let outcome = try await Runner(store, teachers: service.teachers).run(whole, waiting: nil)
      #expect(outcome.report.receipt.grade == .recorded && service.count > 5)
      let forecast = try await SpendingForecast(
        manifest, template: nil, inputs: [prose], store: store, teachers: service.teachers)
      #expect(forecast?.questions == forecast?.recorded && forecast?.questions == service.count)
      let report = try await Reproduction(store, width: 2, teachers: service.teachers)
        .run(outcome.publication.version, attest: nil)
      #expect(report.outcome == .identical)
    } else {
      // To what a service asks about its hash, the passage has no answer.
      await #expect(throws: RunError.self) {
        _ = try await Runner(store, teachers: service.teachers).run(whole, waiting: nil)
      }
      #expect(service.count > 5)
    }
  }

  @Test("two that compute make the same as one, but for who is told to have done it")
  func pure() async throws {
    let prose = InputFile(
      name: "b.md", bytes: try Repository.bytes("experiments/coffee/brewing.md"))
    func rows(_ pools: [Role: TeacherPool]) async throws -> (Receipt, [JSONValue?]) {
      let manifest = Manifest(
        dataset: "coffee", task: "qa", documents: ["*.md"], teachers: Self.teachers(true).suffix(1),
        pool: Self.pool(["own": 1]), pools: pools, sampling: Sampling(seed: 7), perSection: 3,
        strategy: "both", filters: [], catalogue: Offer.catalogue)
      let work = try Workspace()
      let store = try work.create()
      let request = liveRequest(manifest)
      let outcome = try await Runner(store).run(
        RunRequest(
          manifest: manifest, source: request.source, overrides: [], template: nil,
          inputs: [prose], width: 3, occasion: request.occasion, seconds: request.seconds),
        waiting: nil)
      var rows: [JSONValue?] = []
      try SequenceReader(outcome.report.receipt.roots.records, from: store).forEach { _, entry in
        rows.append(entry.json()?["row"]?["question"])
        return true
      }
      return (outcome.report.receipt, rows)
    }
    let (whole, parts) = (try await rows([:]), try await rows([.answer: Self.pool(["own": 1])]))
    #expect(whole.0.grade == .exact && parts.0.grade == .exact)
    #expect(whole.1.count > 5 && whole.1 == parts.1)
    #expect(whole.0 != parts.0)
  }

  @Test("a template words each role; one that does not fit is refused before anything is asked")
  func templates() async throws {
    let task = QuestionAnswering()
    func template(_ text: String) throws -> Template {
      try Template.read(Array(text.utf8), file: "t.json")
    }
    let given = try template(
      #"{"name":"t","roles":{"answer":{"userPrompt":"Mine: {rows} {output_schema}"}}}"#)
    let used = try Template(given, of: task, for: Self.answers())
    #expect(used.roles[.answer]?.userPrompt == "Mine: {rows} {output_schema}")
    #expect(used.roles[.question] != nil && used.name == "t")
    let whole = try template(#"{"name":"t","userPrompt":"u"}"#)
    let blind = try template(#"{"name":"t","roles":{"answer":{"userPrompt":"u"}}}"#)
    let odd = try template(
      #"{"name":"t","roles":{"question":{"userPrompt":"u"},"chosen":{"userPrompt":"{rows}"}}}"#)
    let cases: [(Template, Manifest, String)] = [
      (whole, Self.answers(), "template.wants-roles"),
      (given, liveManifest(), "template.wants-one-prompt"),
      (blind, Self.answers(), "template.missing-placeholder"),
      (odd, Self.answers(), "template.unknown-role"),
    ]
    for (template, manifest, code) in cases {
      do {
        _ = try Template(template, of: task, for: manifest)
        Issue.record("\(code) was not found")
      } catch {
        #expect(error.code == code)
      }
    }
  }
}
