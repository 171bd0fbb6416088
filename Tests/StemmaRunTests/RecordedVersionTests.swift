import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTeacher
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("versions made from recorded answers")
struct RecordedVersionTests {
  private struct Scene {
    let work: Workspace
    let store: Store
    let service = FakeService()
    let outcome: Runner.Outcome
    var version: Version { outcome.publication.version }
    var receipt: Receipt { outcome.report.receipt }

    init(_ manifest: Manifest = liveManifest(candidates: 2)) async throws {
      work = try Workspace()
      store = try work.create()
      outcome = try await Runner(store, teachers: service.teachers)
        .run(liveRequest(manifest), waiting: nil)
    }

    func reproduce(_ service: FakeService, width: Int = 3) async throws -> Reproduction.Report {
      try await Reproduction(store, width: width, teachers: service.teachers)
        .run(version, attest: nil)
    }
  }

  @Test("is made again from the transcript, at any width, and nobody is asked", arguments: [1, 16])
  func replay(width: Int) async throws {
    let scene = try await Scene()
    let silent = FakeService()
    let report = try await scene.reproduce(silent, width: width)
    #expect(report.outcome == .identical && report.differences.isEmpty)
    #expect(report.checked.contains("transcript"))
    #expect(report.replayed == scene.service.count)
    #expect(silent.count == 0)
  }

  @Test("questions that come out otherwise are differences, and are not asked")
  func otherQuestions() async throws {
    let scene = try await Scene()
    let other = FakeService(model: "other")
    let report = try await scene.reproduce(other)
    #expect(report.outcome == .different && other.count == 0)
    #expect(report.differences.contains { $0.part == "records" })
  }

  @Test("an older revision of how the provider is asked is not taken for a difference")
  func revision() async throws {
    let scene = try await Scene()
    let newer = RevisedService(inner: scene.service)
    let report = try await Reproduction(
      scene.store, width: 2, teachers: LiveTeachers { _ in newer }
    ).run(scene.version, attest: nil)
    #expect(report.outcome == .partial)
    #expect(report.revisions.map(\.name) == ["teacher.openai"])
  }

  @Test("asked again by a teacher that is a function of the request, every record is the same")
  func liveSame() async throws {
    let scene = try await Scene()
    let before = try scene.store.versions(of: "coffee").count
    let again = FakeService(order: 9)
    let report = try await LiveRepetition(scene.store, width: 4, teachers: again.teachers)
      .run(scene.version, attest: (1_800_000_001, ["host": "here"]))
    #expect(report.count(.same) == scene.receipt.counts.kept)
    #expect(report.records.count == scene.receipt.counts.kept && report.isSeeded)
    #expect(again.count == scene.service.count && report.asking.reused == 0)
    #expect(try scene.store.versions(of: "coffee").count == before)
    let event = try #require(try scene.store.events(about: scene.receipt.id).last)
    #expect(event.kind == "attestation" && event.body["grade"] == "seeded")
    #expect(event.body["agreement"]?["same"] == .integer(scene.receipt.counts.kept))
    #expect(try scene.work.list("store/runs").isEmpty)
  }

  @Test("asked again by a teacher that has changed its mind, what differs is told record by record")
  func liveDifferent() async throws {
    let scene = try await Scene(liveManifest(maxAttempts: 1))
    let again = FakeService { request, hash in
      // A third of the questions are answered otherwise.
      FakeService.any(request, hash % 3 == 0 ? hash / 7 : hash)
    }
    let stopped = FakeService(limit: (9, .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await LiveRepetition(scene.store, width: 4, teachers: stopped.teachers)
        .run(scene.version, attest: nil)
    }
    #expect(try scene.store.unfinishedRuns().first?.statement["again"] == "coffee@1")
    try scene.store.discardAll()
    let report = try await LiveRepetition(scene.store, width: 4, teachers: again.teachers)
      .run(scene.version, attest: nil)
    for agreement in LiveRepetition.Agreement.allCases where agreement != .new {
      #expect(report.count(agreement) > 0, "\(agreement)")
    }
    #expect(report.records.count - report.count(.new) == scene.receipt.counts.kept)
  }

  @Test("an interrupted repetition goes on where it was")
  func liveResumed() async throws {
    let scene = try await Scene()
    let stopped = FakeService(limit: (25, .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await LiveRepetition(scene.store, width: 4, teachers: stopped.teachers)
        .run(scene.version, attest: nil)
    }
    let rest = FakeService()
    let report = try await LiveRepetition(scene.store, width: 4, teachers: rest.teachers)
      .run(scene.version, attest: nil)
    #expect(report.asking.reusedOfThisRun == 25)
    #expect(rest.count == scene.service.count - 25)
    #expect(report.count(.same) == scene.receipt.counts.kept)
  }

  // MARK: The store

  @Test("collection, a new index and verification leave transcripts, responses and journals alone")
  func upkeep() async throws {
    let scene = try await Scene()
    let stopped = FakeService(limit: (12, .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await Runner(scene.store, teachers: stopped.teachers)
        .run(liveRequest(liveManifest(temperature: 500_000)), waiting: nil)
    }
    let journal = try scene.work.read(try scene.work.journalPath())
    let store = try Store(at: scene.work.storePath)
    let collector = try Collector(store, isLookOnly: false) {}
    _ = try collector.collect(try collector.plan()) {
    } progress: { _, _ in
    }
    try store.reindex()
    #expect(try store.verify().damages.isEmpty)
    #expect(try scene.work.read(try scene.work.journalPath()) == journal)
    let silent = FakeService()
    #expect(try await scene.reproduce(silent).outcome == .identical)
    let files = try store.files(of: scene.version)
    let root = try #require(
      try JSONReader.read(files["execution.json"] ?? [])["responses"]?.string
        .flatMap(ObjectID.init(_:)))
    #expect(try SequenceReader(root, from: store).count == scene.service.count)
    // What is served is served as before.
    let again = FakeService()
    let outcome = try await Runner(store, teachers: again.teachers)
      .run(liveRequest(liveManifest(temperature: 500_000)), waiting: nil)
    #expect(outcome.report.asking?.reusedOfThisRun == 12)
  }

  @Test("a damaged journal is named by verify; what is whole in it is used, the rest asked again")
  func damagedJournal() async throws {
    let work = try Workspace()
    let store = try work.create()
    let stopped = FakeService(limit: (12, .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await Runner(store, teachers: stopped.teachers)
        .run(liveRequest(liveManifest()), waiting: nil)
    }
    try work.flip(try work.journalPath(), at: 40)
    let damage = try #require(try store.verify().damages.first)
    #expect(damage.file.hasSuffix("/exchanges") && damage.what.contains("11 exchanges can"))
    let rest = FakeService()
    let outcome = try await Runner(store, teachers: rest.teachers)
      .run(liveRequest(liveManifest()), waiting: nil)
    #expect(outcome.report.asking?.reusedOfThisRun == 11)
    #expect(Set(rest.bodies).intersection(stopped.bodies.prefix(12)).count == 1)
  }

  @Test("a run is discarded by the first digits of its id, with an event that says so")
  func discard() async throws {
    let scene = try await Scene()
    let stopped = FakeService(limit: (12, .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await Runner(scene.store, teachers: stopped.teachers)
        .run(liveRequest(liveManifest(temperature: 1)), waiting: nil)
    }
    let run = try #require(try scene.store.unfinishedRuns().first)
    #expect(throws: StoreError.unknownRun("zz")) {
      _ = try scene.store.discardRun("zz", occasion: [:], seconds: 5)
    }
    let dropped = try scene.store.discardRun(
      String(run.id.prefix(6)), occasion: ["host": "here"], seconds: 5)
    #expect(dropped.id == run.id && dropped.answers + dropped.failures == 12)
    #expect(try scene.store.unfinishedRuns().isEmpty)
    #expect(try scene.work.list("store/runs").isEmpty)
    let id = try #require(ObjectID(hex: run.id.utf8))
    let event = try #require(try scene.store.events(about: id).first)
    #expect(event.kind == "discard" && event.body["run"] == .string(run.id))
    #expect(event.body["answers"] == .integer(run.answers))
  }

  // MARK: Why a question is asked

  private func misses(
    _ scene: Scene, _ manifest: Manifest, sections: Int = 30, model: String = "m"
  ) async throws -> MissReport {
    let request = liveRequest(manifest, sections: sections)
    return try await MissReport(
      manifest, template: nil, inputs: request.inputs, store: scene.store,
      teachers: FakeService(model: model).teachers)
  }

  @Test("why no answer serves: changed values by name, new sections, failures")
  func whyMiss() async throws {
    let scene = try await Scene(liveManifest())
    let same = try await misses(scene, liveManifest(perSection: 3))
    #expect(same.questions == 60 && !same.isPure)
    #expect(same.misses.allSatisfy { $0.cause == .failed } && !same.misses.isEmpty)
    let stopped = FakeService(limit: (40, .exhausted(reason: "Enough.")))
    await #expect(throws: RunError.self) {
      _ = try await Runner(scene.store, teachers: stopped.teachers)
        .run(liveRequest(liveManifest(temperature: 500_000), width: 1), waiting: nil)
    }
    let own = try await misses(scene, liveManifest(temperature: 500_000))
    #expect(own.served == 40 && own.questions == 60)
    try scene.store.discardAll()
    let hot = try await misses(scene, liveManifest(temperature: 900_000))
    #expect(hot.served == 0)
    #expect(
      hot.misses[0].cause
        == .differs([
          MissReport.Difference(field: "body.temperature", then: nil, now: "0.9")
        ]))
    let model = try await misses(scene, liveManifest(model: "n"), model: "n")
    guard case .differs(let fields) = model.misses[0].cause else {
      return #expect(Bool(false), "it was asked of another model")
    }
    #expect(fields.map(\.field) == ["body.model", "model"])
    let more = try await misses(scene, liveManifest(), sections: 31)
    #expect(more.questions == 62)
    #expect(more.misses.count { $0.cause == .neverAsked } == 2)
  }

  @Test("a server that is silent has the model that was pinned last, and the run says so")
  func pinned() async throws {
    let work = try Workspace()
    let store = try work.create()
    var manifest = liveManifest()
    manifest.live = TeacherChoice(provider: "vllm-server", baseURL: "http://127.0.0.1:9")
    let service = FakeService()
    func run(_ pin: @escaping @Sendable (TeacherChoice) async throws -> TeacherPin) async throws
      -> Runner.Outcome
    {
      let request = liveRequest(manifest)
      return try await Runner(store, teachers: LiveTeachers(pin: pin) { _ in service })
        .run(request, waiting: nil)
    }
    await #expect(throws: Failure.self) { _ = try await run { _ in throw Failure("silent") } }
    let first = try await run { _ in TeacherPin(model: "base", evidence: ["root": "r"]) }
    #expect(first.report.modelRememberedFrom == nil)
    let files = try store.files(of: first.publication.version)
    #expect(try JSONReader.read(files["execution.json"] ?? [])["pin"]?["root"] == "r")
    #expect(try JSONReader.read(files["resolved.json"] ?? [])["teacher"]?["model"] == "base")
    let asked = service.count
    let again = try await run { _ in throw Failure("silent") }
    #expect(again.report.modelRememberedFrom == "coffee@1")
    #expect(again.report.receipt.plan == first.report.receipt.plan)
    #expect(service.count == asked + (first.report.asking?.failed ?? 0))
    let other = try await run { _ in TeacherPin(model: "tuned", evidence: JSONObject()) }
    #expect(other.report.receipt.plan != first.report.receipt.plan)
  }

  @Test("of a pure teacher nothing is missed")
  func pure() async throws {
    let scene = try await Scene()
    let report = try await misses(scene, manifest(perSection: 2))
    #expect(report.isPure && report.misses.isEmpty && report.questions > 0)
  }
}

/// The same service, asked in a newer way.
private struct RevisedService: LiveTeacher {
  let inner: FakeService
  var description: TeacherDescription {
    TeacherDescription(name: "openai", revision: 4, isPure: false, tasks: nil)
  }
  var capabilities: TeacherCapabilities { inner.capabilities }
  func request(for prompt: Prompt) -> TeacherRequest { inner.request(for: prompt) }
  func send(_ request: TeacherRequest) async throws -> Exchange { try await inner.send(request) }
}

extension Store {
  fileprivate func discardAll() throws {
    for run in try unfinishedRuns() { _ = try discardRun(run.id, occasion: [:], seconds: 1) }
  }
}
