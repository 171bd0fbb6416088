import StemmaExperiment
import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTeacher
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaRun

@Suite("runs with several teachers")
struct CrewRunTests {
  /// Two services and whoever computes, by the manifest's models.
  private struct Services {
    let small: FakeService
    let large: FakeService

    init(
      order: UInt64 = 1, limit: (count: Int, result: Exchange.Result)? = nil,
      answer: @escaping @Sendable (TeacherRequest, UInt64) -> Exchange.Result = FakeService.any
    ) {
      small = FakeService(model: "s", order: order, limit: limit, answer: answer)
      large = FakeService(model: "l", order: order &+ 5, answer: answer)
    }

    var teachers: LiveTeachers {
      LiveTeachers { [small, large] in $0.model == "s" ? small : large }
    }
    var count: Int { small.count + large.count }
    var bodies: [[UInt8]] { small.bodies + large.bodies }
    /// What a run that was stopped has kept.
    var answered: [[UInt8]] {
      Array(small.bodies.prefix(small.answeredCount)) + Array(large.bodies)
    }
  }

  private static func manifest(
    price: TokenPrice? = nil, own: Int? = 1, budget: Millionths? = nil
  ) -> Manifest {
    var teachers = [
      NamedTeacher(
        name: "large", .live(TeacherChoice(provider: "openai", model: "l", price: price))),
      NamedTeacher(
        name: "small",
        .live(
          TeacherChoice(
            provider: "openai", model: "s",
            price: price.map {
              TokenPrice(
                input: Millionths(count: $0.input.count / 10),
                output: Millionths(count: $0.output.count / 10))
            }))),
    ]
    var members = [
      TeacherPool.Member(name: "large", weight: 1), TeacherPool.Member(name: "small", weight: 2),
    ]
    if let own {
      teachers.insert(NamedTeacher(name: "own", .own("embedded")), at: 1)
      members.append(TeacherPool.Member(name: "own", weight: own))
    }
    return Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"], teachers: teachers,
      pool: TeacherPool(members), sampling: Sampling(seed: 7, maxTokens: 300), perSection: 4,
      strategy: "both", candidates: 2, maxAttempts: 2, filters: [], budget: budget,
      catalogue: Offer.catalogue)
  }

  /// A document of which whoever computes can make something.
  private static var prose: InputFile {
    get throws {
      InputFile(name: "b.md", bytes: try Repository.bytes("experiments/coffee/brewing.md"))
    }
  }

  private func run(
    _ store: Store, _ services: Services, _ manifest: Manifest = Self.manifest(), width: Int = 8,
    sections: Int = 20
  ) async throws -> Runner.Outcome {
    try await Runner(store, teachers: services.teachers)
      .run(liveRequest(manifest, sections: sections, width: width), waiting: nil)
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws {
    let (work, other) = (try Workspace(), try Workspace())
    let first = try await run(try work.create(), Services())
    let services = Services(order: UInt64(width) &* 31)
    let again = try await run(try other.create(), services, width: width)
    #expect(again.report.receipt == first.report.receipt)
    #expect(services.small.count > services.large.count && services.large.count > 10)
    #expect(first.report.receipt.grade == .recorded)
    #expect(
      Set(first.report.receipt.revisions.keys).isSuperset(
        of: ["pool", "teacher.embedded", "teacher.openai"]))
  }

  @Test("what each teacher's answers took is told by its name, also where all were recorded before")
  func spending() async throws {
    let work = try Workspace()
    let store = try work.create()
    // Failures are asked about again, and cost again.
    let services = Services(answer: FakeService.full)
    let price = TokenPrice(
      input: Millionths(count: 1_000_000), output: Millionths(count: 2_000_000))
    let first = try await run(store, services, Self.manifest(price: price))
    let spending = try #require(first.report.spending)
    #expect(spending.teachers.keys.sorted() == ["large", "small"])
    for (name, service, divisor) in [("large", services.large, 1), ("small", services.small, 10)] {
      let share = try #require(spending.teachers[name])
      #expect(share.promptTokens == service.billed.prompt && share.promptTokens > 0)
      #expect(share.completionTokens == service.billed.completion && share.untold == 0)
      let cost = price.cost(service.billed).picodollars / Int128(divisor)
      #expect(share.cost?.picodollars == cost)
    }
    #expect(spending.whole.cost == first.report.asking?.spent)
    let others = Services(order: 9, answer: FakeService.full)
    let second = try await run(
      store, others, Self.manifest(price: price, budget: Millionths(count: 1_000_000)), width: 2)
    #expect(others.count == 0 && second.report.spending == spending)
    #expect(TeacherSpending(json: spending.json) == spending)
  }

  @Test("one that stops the run stops it for all; it goes on where it was", arguments: [1, 2, 3])
  func resumed(seed: UInt64) async throws {
    var dice = Dice(seed)
    let (calm, work) = (try Workspace(), try Workspace())
    let whole = try await run(try calm.create(), Services())
    let store = try work.create()
    let stopped = Services(
      order: dice.next(),
      limit: (Int.random(in: 1...20, using: &dice), .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await run(store, stopped, width: Int.random(in: 1...20, using: &dice))
    }
    let rest = Services(order: dice.next())
    let outcome = try await run(store, rest)
    #expect(outcome.report.receipt == whole.report.receipt)
    #expect(Set(rest.bodies).isDisjoint(with: stopped.answered))
    #expect(outcome.report.asking?.reusedOfThisRun == stopped.answered.count)
  }

  @Test("a version is made again from its transcript, and nobody is asked")
  func replay() async throws {
    let work = try Workspace()
    let store = try work.create()
    let services = Services()
    let request = liveRequest(Self.manifest())
    let outcome = try await Runner(store, teachers: services.teachers).run(
      RunRequest(
        manifest: request.manifest, source: request.source, overrides: [], template: nil,
        inputs: request.inputs + [try Self.prose], width: 8, occasion: request.occasion,
        seconds: request.seconds), waiting: nil)
    var own = 0
    try SequenceReader(outcome.report.receipt.roots.traces, from: store).forEach { _, entry in
      if entry.json()?["teacher"] == "own" { own += 1 }
      return true
    }
    #expect(own > 0)
    let silent = Services()
    let report = try await Reproduction(store, width: 5, teachers: silent.teachers)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical && silent.count == 0)
    #expect(report.replayed == services.count)
    let again = try await LiveRepetition(store, width: 5, teachers: silent.teachers)
      .run(outcome.publication.version, attest: nil)
    #expect(again.count(.same) == outcome.report.receipt.counts.kept)
    #expect(silent.count == services.count)
  }

  @Test("one address is that of one teacher: several are not asked there, one is, batches are not")
  func address() async throws {
    let work = try Workspace()
    let store = try work.create()
    let outcome = try await run(store, Services())
    let version = outcome.publication.version
    let silent = Services()
    await #expect(throws: RunError.addressOfSeveral(version.name, teachers: ["large", "small"])) {
      _ = try await LiveRepetition(store, width: 5, teachers: silent.teachers)
        .run(version, at: "http://127.0.0.1:1", attest: nil)
    }
    #expect(silent.count == 0)
    let single = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"],
      teachers: [
        NamedTeacher(name: "own", .own("embedded")),
        NamedTeacher(
          name: "small", .live(TeacherChoice(provider: "openai", model: "s", isBatched: true))),
      ],
      pool: TeacherPool([.init(name: "own", weight: 1), .init(name: "small", weight: 1)]),
      sampling: Sampling(seed: 7), perSection: 2, strategy: "both", filters: [],
      catalogue: Offer.catalogue)
    let made = try await run(store, Services(), single)
    let moved = Services()
    let asked = Mutex<[TeacherChoice]>([])
    let teachers = LiveTeachers { choice in
      asked.withLock { $0.append(choice) }
      return try moved.teachers.teacher(choice)
    }
    let report = try await LiveRepetition(store, width: 5, teachers: teachers)
      .run(made.publication.version, at: "http://127.0.0.1:1", attest: nil)
    #expect(report.count(.same) == made.report.receipt.counts.kept && moved.small.count > 0)
    let last = asked.withLock(\.last)
    #expect(last?.baseURL == "http://127.0.0.1:1" && last?.isBatched == false)
  }

  @Test("each record and each drop says whom it was asked of, as the pool has it")
  func told() async throws {
    let work = try Workspace()
    let store = try work.create()
    let outcome = try await run(store, Services())
    let receipt = outcome.report.receipt
    var told: [String: Int] = [:]
    for root in [receipt.roots.traces, receipt.roots.ledger] {
      try SequenceReader(root, from: store).forEach { _, entry in
        told[entry.json()?["teacher"]?.string ?? "nobody", default: 0] += 1
        return true
      }
    }
    #expect(Set(told.keys) == ["large", "own", "small"])
    var names: Set<String> = []
    try SequenceReader(receipt.roots.records, from: store).forEach { _, entry in
      if let trace = try RecordTrace(RecordID(entry.key), of: receipt, in: store) {
        names.insert(trace.teacher)
        // A service's rows name its hash; those that are computed quote the passage.
        let isOwn = trace.teacher == "own (embedded)"
        let answer = trace.record.row["answer"]?.string ?? ""
        #expect(isOwn != answer.hasPrefix("The answer to it"))
      }
      return true
    }
    #expect(names.isSubset(of: ["large (openai:l)", "own (embedded)", "small (openai:s)"]))
    #expect(names.count > 1)
  }

  @Test("what is added to the input asks nothing of what stood there before")
  func inserted() async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = Services()
    let before = try await run(store, first)
    let more = Services()
    let outcome = try await run(store, more, sections: 22)
    // A failure serves no other run.
    let failures = before.report.asking?.failed ?? 0
    #expect(outcome.report.asking?.reusedOfVersions == first.count - failures)
    #expect(more.count < first.count / 2)
  }

  @Test("each has its own price; what is spent is at most what was said")
  func money() async throws {
    let price = TokenPrice(
      input: Millionths(count: 2_000_000), output: Millionths(count: 8_000_000))
    let manifest = Self.manifest(price: price)
    let work = try Workspace()
    let store = try work.create()
    let services = Services()
    let request = liveRequest(manifest, sections: 20)
    let planned = try await SpendingForecast(
      manifest, template: nil, inputs: request.inputs, store: store, teachers: services.teachers)
    #expect(planned?.prices.all.map(\.name) == ["large", "small"])
    #expect(planned?.prices.isKnown == true)
    let outcome = try await run(store, services, manifest)
    let cheap = TokenPrice(input: Millionths(count: 200_000), output: Millionths(count: 800_000))
    let spent = price.cost(services.large.billed) + cheap.cost(services.small.billed)
    #expect(outcome.report.asking?.spent == spent)
    #expect(try #require(planned?.worst) > spent)
    let after = try await SpendingForecast(
      manifest, template: nil, inputs: request.inputs, store: store, teachers: services.teachers)
    #expect(try #require(after?.expected) < (try #require(planned?.expected)))
    // One whose price nobody knows leaves the whole unknown.
    var unpriced = manifest
    unpriced.setLive("large", to: TeacherChoice(provider: "openai", model: "l"))
    let unknown = try await SpendingForecast(
      unpriced, template: nil, inputs: request.inputs, store: store, teachers: services.teachers)
    #expect(unknown?.worst == nil && unknown?.prices.unknown == ["large"])
  }

  @Test("a crew of pure teachers alone is pure, and its version exact")
  func pure() async throws {
    let work = try Workspace()
    let store = try work.create()
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"],
      teachers: [
        NamedTeacher(name: "a", .own("embedded")), NamedTeacher(name: "b", .own("embedded")),
      ],
      pool: TeacherPool([.init(name: "a", weight: 1), .init(name: "b", weight: 1)]),
      sampling: Sampling(seed: 7), perSection: 2, strategy: "extraction", filters: [],
      catalogue: Offer.catalogue)
    let request = liveRequest(manifest)
    let outcome = try await Runner(store).run(
      RunRequest(
        manifest: manifest, source: request.source, overrides: [], template: nil,
        inputs: [try Self.prose], width: 3, occasion: request.occasion, seconds: request.seconds),
      waiting: nil)
    #expect(outcome.report.receipt.grade == .exact && outcome.report.asking == nil)
    let report = try await Reproduction(store, width: 2).run(
      outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical)
  }
}
