import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs of a mix")
struct MixRunTests {
  private static let mix = Mix([
    Mix.Axis(
      name: "tone",
      values: [Mix.Value(name: "formal", weight: 2), Mix.Value(name: "casual", weight: 1)]),
    Mix.Axis(name: "kind", values: ["a", "b", "c"].map { Mix.Value(name: $0) }),
  ])

  private func live(
    dataset: String = "coffee", count: Int? = 60, batch: Int? = nil, sample: Int? = nil,
    maxAttempts: Int = 3, candidates: Int = 1, mix: Mix? = Self.mix
  ) -> Manifest {
    var manifest = liveManifest(
      dataset: dataset, perSection: nil, count: count, candidates: candidates,
      maxAttempts: maxAttempts)
    (manifest.mix, manifest.batch, manifest.sample) = (mix, batch, sample)
    return manifest
  }

  private func run(
    _ store: Store, _ service: FakeService, _ request: RunRequest
  ) async throws -> Runner.Outcome {
    try await Runner(store, teachers: service.teachers).run(request, waiting: nil)
  }

  private func origins(_ receipt: Receipt, _ store: Store) throws -> [JSONValue] {
    var origins: [JSONValue] = []
    try SequenceReader(receipt.roots.records, from: store).forEach { _, entry in
      origins.append(entry.json()?["origin"] ?? .null)
      return true
    }
    return origins
  }

  @Test("records know their values, which the prompts asked for, and shares are met")
  func plain() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(answer: FakeService.full)
    let outcome = try await run(store, service, liveRequest(live()))
    let receipt = outcome.report.receipt
    #expect(receipt.counts.kept == 60 && receipt.revisions["mix"] == Mix.revision)
    #expect(
      outcome.report.balance.map { $0.values.map(\.kept) } == [[20, 20, 20], [20, 40]])
    var formal = 0
    for origin in try origins(receipt, store) where origin["mix"]?["tone"] == "formal" {
      formal += 1
    }
    #expect(formal == 40)
    let asked = service.bodies.count { body in
      String(decoding: body, as: UTF8.self).contains("Tone: formal. Write formally")
    }
    #expect(asked > 0 && asked < service.count)
    let version = outcome.publication.version
    let execution = try JSONReader.read(
      try #require(try store.files(of: version)["execution.json"]))
    #expect(execution["mix"]?.array?.compactMap(MixBalance.init(json:)) == outcome.report.balance)
    let again = try await Reproduction(store, width: 3, teachers: service.teachers)
      .run(version, attest: nil)
    #expect(again.outcome == .identical)
    let places = try #require(try SlotPlaces(of: receipt, in: store))
    try SequenceReader(receipt.roots.records, from: store).forEach { _, entry in
      #expect(places[RecordID(entry.key)] != nil)
      return true
    }
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws {
    var receipts: Set<ObjectID> = []
    for (width, order) in [(8, 1), (width, UInt64(width) &* 77)] {
      let work = try Workspace()
      let store = try work.create()
      let service = FakeService(order: order)
      let outcome = try await run(store, service, liveRequest(live(batch: 25), width: width))
      receipts.insert(outcome.report.receipt.id)
      #expect(outcome.report.receipt.counts.rounds > 2)
      let again = try await Reproduction(store, width: 2, teachers: service.teachers)
        .run(outcome.publication.version, attest: nil)
      #expect(again.outcome == .identical)
    }
    #expect(receipts.count == 1)
  }

  @Test("interrupted in any batch, it ends as one that was not", arguments: [1, 2, 3] as [UInt64])
  func resumed(seed: UInt64) async throws {
    var dice = Dice(seed)
    let manifest = live(batch: 20, candidates: 2)
    let calm = try Workspace()
    let whole = try await run(
      try calm.create(), FakeService(isSlow: false), liveRequest(manifest))
    let work = try Workspace()
    let store = try work.create()
    var stops = 0
    while true {
      let service = FakeService(
        order: dice.next(), isSlow: false,
        limit: (Int.random(in: 5...40, using: &dice), .exhausted(reason: "The quota is used up.")))
      do {
        let outcome = try await run(store, service, liveRequest(manifest))
        #expect(outcome.report.receipt == whole.report.receipt)
        break
      } catch is RunError {
        stops += 1
      }
    }
    #expect(stops > 1)
  }

  @Test("a service that gives nothing for a value half the time ends balanced, or says how short")
  func neglected() async throws {
    let manifest = live(count: 80, batch: 30)
    let service = FakeService(isSlow: false) { request, hash in
      let text = CanonicalJSON.text(.object(request.body))
      guard text.contains("Tone: casual"), hash % 2 == 0 else {
        return FakeService.full(request, hash)
      }
      return .answered(Answer(text: #"{"pairs":[]}"#))
    }
    let work = try Workspace()
    let outcome = try await run(
      try work.create(), service, liveRequest(manifest, sections: 60))
    #expect(outcome.report.shortfall == 0)
    #expect(outcome.report.balance[1].values.map(\.kept) == [27, 53])
    #expect(outcome.report.receipt.counts.outcomes["missing", default: 0] > 5)

    let never = FakeService(isSlow: false) { request, hash in
      CanonicalJSON.text(.object(request.body)).contains("Tone: casual")
        ? .answered(Answer(text: #"{"pairs":[]}"#)) : FakeService.full(request, hash)
    }
    let other = try Workspace()
    let short = try await run(
      try other.create(), never, liveRequest(manifest, sections: 20))
    #expect(short.report.balance[1].values.map(\.kept) == [0, 53])
    #expect(short.report.balance[1].values.map(\.short) == [27, 0])
    #expect(short.report.shortfall == 27)
  }

  /// A failure would serve no other run.
  @Sendable private static func answered(
    _ request: TeacherRequest, _ hash: UInt64
  ) -> Exchange.Result {
    let result = FakeService.any(request, hash)
    if case .failed = result { return FakeService.full(request, hash) }
    return result
  }

  @Test(
    "of a sample's questions the whole run asks none again",
    arguments: [(true, nil), (false, nil), (true, 25), (false, 25)] as [(Bool, Int?)])
  func sampled(isMixed: Bool, batch: Int?) async throws {
    let (work, calm) = (try Workspace(), try Workspace())
    let store = try work.create()
    let mix = isMixed ? Self.mix : nil
    let first = FakeService(isSlow: false, answer: Self.answered)
    let sample = try await run(store, first, liveRequest(live(batch: batch, sample: 15, mix: mix)))
    #expect(sample.report.wanted == nil && sample.report.shortfall == 0)
    #expect(sample.report.receipt.counts.rounds == 1)
    #expect((15..<25).contains(sample.report.receipt.counts.slots))
    #expect(sample.report.receipt.revisions["sample"] == (isMixed && batch != nil ? 2 : 1))
    let second = FakeService(isSlow: false, answer: Self.answered)
    let whole = try await run(store, second, liveRequest(live(batch: batch, mix: mix)))
    #expect(Set(first.bodies).isDisjoint(with: second.bodies))
    #expect(whole.report.asking?.reused == first.count)
    #expect(whole.publication.version.number == 2)
    let alone = try await run(
      try calm.create(), FakeService(isSlow: false, answer: Self.answered),
      liveRequest(live(batch: batch, mix: mix)))
    #expect(alone.report.receipt.roots.records == whole.report.receipt.roots.records)
    for version in [sample, whole].map(\.publication.version) {
      let again = try await Reproduction(store, width: 2, teachers: second.teachers)
        .run(version, attest: nil)
      #expect(again.outcome == .identical)
    }
  }

  @Test("the embedded teacher's mixes are made again, in batches and at any width")
  func embedded() async throws {
    var receipts: Set<ObjectID> = []
    for width in [1, 5] {
      var manifest = manifest(perSection: 3, strategy: "both", maxAttempts: 3, filters: nil)
      (manifest.mix, manifest.batch) = (Self.mix, 9)
      let made = try await Made(manifest, sections(12), ScriptedTeacher(wanted), width: width)
      #expect(try made.addsUp())
      #expect(made.counts.rounds > 3)
      receipts.insert(made.result.roots.records)
    }
    #expect(receipts.count == 1)
  }

  @Test("progress tells what is short while a round is under way")
  func progress() async throws {
    var manifest = manifest(count: 30, maxAttempts: 2)
    (manifest.mix, manifest.batch) = (Self.mix, 10)
    var short: [Int] = []
    _ = try await Made(manifest, sections(10), ScriptedTeacher(wanted)) { progress in
      short.append(progress.balance[0].values.reduce(0) { $0 + $1.short })
    }
    #expect(Set(short) == [30, 20, 10] && short == short.sorted(by: >))
  }

  @Test("what is expected may be of an axis that is mixed, and of no other")
  func expected() throws {
    func read(_ statistic: String) throws -> Manifest {
      try ManifestReader(catalogue: Offer.catalogue).read(
        Array(
          """
          stemma: 1
          dataset: demo
          task: qa
          inputs: {documents: [a.md]}
          mix: {tone: [formal, casual]}
          expect: ["js(\(statistic)) < 0.1"]
          """.utf8), file: "m.yaml")
    }
    #expect(try read("mix.tone").expectations.count == 1)
    #expect(throws: ManifestError.self) { try read("mix.length") }
  }
}
