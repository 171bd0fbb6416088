import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs with a live teacher")
struct LiveRunTests {
  private func run(
    _ store: Store, _ service: FakeService, _ request: RunRequest
  ) async throws -> Runner.Outcome {
    try await Runner(store, teachers: service.teachers).run(request, waiting: nil)
  }

  @Test("counts add up, everything that was answered is in the transcript, responses beside it")
  func plain() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService()
    let outcome = try await run(store, service, liveRequest(liveManifest(candidates: 2)))
    let receipt = outcome.report.receipt
    let counts = receipt.counts
    #expect(receipt.grade == .recorded && receipt.revisions["teacher.openai"] == 3)
    #expect(counts.outcomes.values.reduce(0, +) == counts.asked)
    for word in ["failed", "truncated", "refused", "unparsable", "missing", "surplus"] {
      #expect(counts.outcomes[word, default: 0] > 0, "\(word)")
    }
    let transcript = try SequenceReader(receipt.roots.transcript, from: store)
    #expect(transcript.count == service.count && service.count > 60)
    #expect(Set(service.bodies).count == service.count)
    let asking = try #require(outcome.report.asking)
    #expect(asking.asked == service.count && asking.reused == 0)
    #expect(asking.sendings == 2 * service.count && asking.tokensIn == 11 * service.count)
    let execution = try JSONReader.read(
      try #require(try store.files(of: outcome.publication.version)["execution.json"]))
    let root = try #require(execution["responses"]?.string.flatMap(ObjectID.init(_:)))
    var keys: [String] = []
    try SequenceReader(root, from: store).forEach { _, entry in
      keys.append(entry.key)
      #expect(entry.json()?["raw"]?.string?.hasPrefix("{\"id\":") == true)
      #expect(entry.json()?["occasion"]?["evidence"]?["fingerprint"] == "fp")
      return true
    }
    var answered: [String] = []
    try transcript.forEach { _, entry in
      answered.append(entry.key)
      #expect(entry.json().flatMap(RecordedExchange.init(json:)) != nil)
      return true
    }
    #expect(keys == answered)
    #expect(try work.list("store/runs").isEmpty)
    #expect(try store.verify().damages.isEmpty)
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = try await run(store, FakeService(), liveRequest(liveManifest()))
    let other = try Workspace()
    let service = FakeService(order: UInt64(width) &* 77)
    let again = try await run(
      try other.create(), service, liveRequest(liveManifest(), width: width))
    #expect(again.report.receipt == first.report.receipt)
    #expect(service.most <= width)
  }

  @Test(
    "a run that is stopped again and again ends as one that was not, and asks nothing twice",
    arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func resumed(seed: UInt64) async throws {
    var dice = Dice(seed)
    let calm = try Workspace()
    let whole = try await run(
      try calm.create(), FakeService(), liveRequest(liveManifest(candidates: 2)))
    let work = try Workspace()
    let store = try work.create()
    var held: Set<[UInt8]> = []
    var stops = 0
    while true {
      let isQuota = Bool.random(using: &dice)
      let service = FakeService(
        order: dice.next(),
        limit: (
          Int.random(in: 0...30, using: &dice),
          isQuota
            ? .exhausted(reason: "The quota is used up.")
            : .final(reason: "The key was refused.", nextStep: "Set another.")
        ))
      let request = liveRequest(
        liveManifest(candidates: 2), width: Int.random(in: 1...20, using: &dice))
      do {
        let outcome = try await run(store, service, request)
        #expect(outcome.report.receipt == whole.report.receipt)
        #expect(held.isDisjoint(with: service.bodies))
        #expect(outcome.report.asking?.reusedOfThisRun == held.count)
        break
      } catch let error as RunError {
        #expect(error.code == (isQuota ? "teacher.exhausted" : "teacher.final"))
        #expect(held.isDisjoint(with: service.bodies), "seed \(seed), stop \(stops)")
        stops += 1
      }
      // What the journal holds is what was asked and answered; what came too late was not kept.
      held.formUnion(service.bodies.prefix(service.answeredCount))
      let runs = try store.unfinishedRuns()
      #expect(runs.reduce(0) { $0 + $1.answers + $1.failures } == held.count)
      #expect(runs.allSatisfy { !$0.isUnderWay && $0.statement["manifest"] != nil })
      if !held.isEmpty && Bool.random(using: &dice) {
        // A crash in the middle of writing: what was cut off had not been used.
        try work.append(try work.journalPath(), [0x89, 0x53, 0x54, 0x4A, 9])
      }
    }
    #expect(stops > 1)
    #expect(try work.list("store/runs").isEmpty)
  }

  @Test("a changed filter asks nothing that was answered")
  func filter() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService()
    // Its limits are part of what is asked; `schema` only judges.
    let length = FilterChoice(name: "length", parameters: ["answer_min": .integer(43)])
    let schema = FilterChoice(name: "schema", parameters: [:])
    let first = try await run(
      store, service, liveRequest(liveManifest(maxAttempts: 1, filters: [length])))
    let before = service.count
    let second = try await run(
      store, service, liveRequest(liveManifest(maxAttempts: 1, filters: [length, schema])))
    let failures = first.report.asking?.failed ?? 0
    #expect(failures > 0)
    // A failure is no answer: it serves no other run.
    #expect(service.count == before + failures)
    #expect(second.report.asking?.reusedOfVersions == before - failures)
    #expect(second.report.receipt != first.report.receipt)
    #expect(second.publication.version.number == 2)
    let other = try await run(
      store, service, liveRequest(liveManifest(dataset: "tea", maxAttempts: 1, filters: [length])))
    #expect(other.report.asking?.reusedOfVersions == before - failures)
    #expect(other.report.receipt.roots.records == first.report.receipt.roots.records)
  }

  @Test("an unfinished run's answers serve others, and are asked again only by --fresh")
  func others() async throws {
    let work = try Workspace()
    let store = try work.create()
    let stopped = FakeService(
      limit: (20, .exhausted(reason: "Enough.")), answer: FakeService.full)
    await #expect(throws: RunError.self) {
      _ = try await run(store, stopped, liveRequest(liveManifest()))
    }
    let service = FakeService(answer: FakeService.full)
    let outcome = try await run(store, service, liveRequest(liveManifest(dataset: "tea")))
    let reused = try #require(outcome.report.asking?.reusedOfOtherRuns)
    #expect(reused == stopped.answeredCount && reused > 0)
    #expect(Set(service.bodies).isDisjoint(with: stopped.bodies.prefix(reused)))
    // Responses of the other run belong to this version too.
    let fresh = FakeService(limit: (5, .exhausted(reason: "Enough.")), answer: FakeService.full)
    await #expect(throws: RunError.self) {
      _ = try await run(store, fresh, liveRequest(liveManifest(dataset: "tea"), isFresh: true))
    }
    #expect(fresh.answeredCount == 5)
    let rest = FakeService(answer: FakeService.full)
    let again = try await run(store, rest, liveRequest(liveManifest(dataset: "tea")))
    #expect(again.report.asking?.reusedOfThisRun == 5)
    #expect(again.report.asking?.reused == 5)
    #expect(rest.count == service.count + reused - 5)
    guard case .alreadyHead = again.publication else {
      return #expect(Bool(false), "the same answers make the same version")
    }
  }

  @Test("after a final error nothing is asked, and what was under way is kept")
  func final() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(limit: (10, .final(reason: "No.", nextStep: "Set the key.")))
    let error = await #expect(throws: RunError.self) {
      _ = try await run(store, service, liveRequest(liveManifest(), width: 4))
    }
    #expect(error?.code == "teacher.final")
    #expect(error?.nextStep.hasPrefix("Set the key.") == true)
    #expect(service.count <= 10 + 4)
    let kept = try store.unfinishedRuns().reduce(0) { $0 + $1.answers + $1.failures }
    #expect(kept == 10)
    #expect(error?.whatHappened.contains("10 answers are kept") == true)
    #expect(try store.datasets().isEmpty)
  }

  @Test("a teacher is told where answers of its are recorded", arguments: [false, true])
  func told(isResumed: Bool) async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = FakeService(limit: isResumed ? (20, .exhausted(reason: "Enough.")) : nil)
    _ = try? await run(store, first, liveRequest(liveManifest()))
    #expect(!first.wasNoted)
    let second = FakeService(limit: (0, .exhausted(reason: "Enough.")))
    // Only questions that nothing recorded serves.
    let changed = isResumed ? liveManifest() : liveManifest(temperature: 1)
    _ = try? await run(store, second, liveRequest(changed, width: 1))
    #expect(second.wasNoted)
    let other = FakeService(limit: (0, .exhausted(reason: "Enough.")))
    _ = try? await run(store, other, liveRequest(liveManifest(model: "n", temperature: 1)))
    #expect(!other.wasNoted)
  }

  @Test("an interrupted run keeps what was answered, and says so")
  func interrupted() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService()
    let task = Task {
      try await run(store, service, liveRequest(liveManifest(perSection: 9), sections: 200))
    }
    while service.count < 30 { await Task.yield() }
    task.cancel()
    let error = await #expect(throws: RunError.self) { _ = try await task.value }
    #expect(error?.code == "run.interrupted")
    let kept = try store.unfinishedRuns().reduce(0) { $0 + $1.answers + $1.failures }
    #expect(kept == service.count && kept >= 30)
  }
}

extension FakeService {
  /// How many of the first bodies were answered.
  var answeredCount: Int { min(count, limitCount ?? count) }
}

extension Workspace {
  /// The journal of the only unfinished run.
  func journalPath() throws -> String {
    let dataset = "store/runs/" + (try list("store/runs")[0])
    return try dataset + "/" + list(dataset)[0] + "/exchanges"
  }

  func append(_ name: String, _ bytes: [UInt8]) throws { try write(name, read(name) + bytes) }
}
