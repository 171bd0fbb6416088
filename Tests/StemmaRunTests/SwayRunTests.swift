import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs with sway")
struct SwayRunTests {
  private static func isWeighing(_ body: [UInt8]) -> Bool {
    String(decoding: body, as: UTF8.self).contains(#""continuations":[" "#)
  }

  /// Weighs by the answer's own hash; of some answers it says nothing that can be used.
  private static func service(
    order: UInt64 = 1, model: String = "m", limit: (count: Int, result: Exchange.Result)? = nil
  ) -> FakeService {
    FakeService(model: model, order: order, limit: limit) { request, hash in
      guard let texts = request.body["continuations"]?.array else {
        if let message = request.body["messages"]?.array?.first?["content"]?.string,
          message.hasPrefix("You rate examples")
        {
          return .answered(Answer(text: rating(hash)))
        }
        return FakeService.any(request, hash)
      }
      let sum = ObjectID(of: .text, CanonicalJSON.bytes(texts[0])).prefix64
      switch sum % 13 {
      case 0: return .answered(Answer(text: #"{"unusable":"It is odd."}"#))
      case 1: return .failed(reason: "It is too long.")
      case 2: return .answered(Answer(text: "", finishReason: .length))
      default:
        let values = LogProbabilities(millionths: [-Int(sum % 160_000_000), -30_000_000])
        return .answered(Answer(text: values?.text ?? ""))
      }
    }
  }

  private static func rating(_ hash: UInt64) -> String {
    CanonicalJSON.text([
      "ratings": [
        [
          "id": 1, "accuracy": .integer(Int(hash % 4)), "clarity": 2, "relevance": 2,
          "usefulness": 3,
        ]
      ]
    ])
  }

  private static func sway(_ millionths: Int = 100_000) -> FilterChoice {
    FilterChoice(name: "sway", parameters: ["threshold": .decimal(Millionths(count: millionths))])
  }

  private static func manifest(
    _ filters: [FilterChoice] = [sway()], maxAttempts: Int = 2
  ) -> Manifest {
    var manifest = liveManifest(
      perSection: 5, candidates: 2, maxAttempts: maxAttempts, filters: filters)
    manifest.live?.scoring = .echo
    return manifest
  }

  private func run(
    _ store: Store, _ service: FakeService, _ manifest: Manifest = Self.manifest(), width: Int = 8
  ) async throws -> Runner.Outcome {
    try await RatedRuns.run(store, service, manifest, width: width)
  }

  @Test("each candidate is weighed once; every way it may end is counted, and the best is kept")
  func plain() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = Self.service()
    let outcome = try await run(store, service)
    let counts = outcome.report.receipt.counts
    #expect(counts.outcomes.values.reduce(0, +) == counts.asked && counts.kept > 0)
    for reason in ["failed", "not-preferred"] {
      #expect(counts.outcomes["dropped.sway.\(reason)", default: 0] > 0, "\(counts.outcomes)")
    }
    #expect(counts.outcomes["surplus", default: 0] > 0)
    let weighed = service.bodies.filter(Self.isWeighing)
    #expect(Set(service.bodies).count == service.count && weighed.count > 50)
    #expect(outcome.report.receipt.revisions["filter.sway"] == 1)
    let traces = try SequenceReader(outcome.report.receipt.roots.traces, from: store)
    var scores: [Int] = []
    try traces.forEach { _, entry in
      scores += (entry.json()?["verdicts"]?.array ?? []).compactMap { $0["score"]?.integer }
      return true
    }
    #expect(scores.count == counts.kept && scores.allSatisfy { $0 >= 100_000 })
    #expect(try store.verify().damages.isEmpty)
  }

  private static let runs = RatedRuns(
    manifest: manifest(), service: { service(order: $0, limit: $1) }, stops: 5...60)

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws { try await Self.runs.expectSame(at: width) }

  @Test("a run that is stopped goes on where it was", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func resumed(seed: UInt64) async throws { try await Self.runs.expectResumed(seed: seed) }

  @Test("a version is made again from its transcript, and nobody is asked")
  func replay() async throws { try await Self.runs.expectReplayed() }

  @Test("another threshold weighs nothing anew")
  func kept() async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = Self.service()
    let before = try await run(store, first, Self.manifest(maxAttempts: 1))
    let second = Self.service()
    let after = try await run(
      store, second, Self.manifest([Self.sway(4_000_000)], maxAttempts: 1))
    #expect(second.count == before.report.asking?.failed)
    #expect(after.report.receipt.counts.kept < before.report.receipt.counts.kept)
    #expect(after.report.receipt.counts.outcomes["dropped.sway.too-low", default: 0] > 0)
  }

  @Test("what the judge drops is not weighed, and the other way about", arguments: [true, false])
  func both(judgeIsFirst: Bool) async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = Self.service()
    let judge = FilterChoice(name: "judge", parameters: ["threshold": .integer(9)])
    let filters = judgeIsFirst ? [judge, Self.sway()] : [Self.sway(), judge]
    let outcome = try await run(store, service, Self.manifest(filters, maxAttempts: 1))
    let counts = outcome.report.receipt.counts
    #expect(counts.kept > 0 && counts.outcomes.values.reduce(0, +) == counts.asked)
    func dropped(by filter: String) -> Int {
      counts.outcomes.filter { $0.key.hasPrefix("dropped.\(filter).") }.values.reduce(0, +)
    }
    #expect(dropped(by: "judge") > 0 && dropped(by: "sway") > 0)
    let transcript = try SequenceReader(outcome.report.receipt.roots.transcript, from: store)
    var rated = 0
    try transcript.forEach { _, entry in
      if entry.json()?["text"]?.string?.contains("usefulness") == true { rated += 1 }
      return true
    }
    let weighed = service.bodies.count(where: Self.isWeighing)
    if judgeIsFirst {
      #expect(weighed == rated - dropped(by: "judge"))
    } else {
      #expect(rated == weighed - dropped(by: "sway"))
    }
    let report = try await Reproduction(store, width: 2, teachers: Self.service().teachers)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical)
  }

  @Test("with several teachers the one of that role weighs, and its questions are of that role")
  func role() async throws {
    let work = try Workspace()
    let store = try work.create()
    let (asked, weighing) = (Self.service(model: "s"), Self.service(model: "l"))
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"],
      teachers: [
        NamedTeacher(name: "large", .live(TeacherChoice(provider: "vllm-server", model: "l"))),
        NamedTeacher(name: "small", .live(TeacherChoice(provider: "openai", model: "s"))),
      ],
      pool: TeacherPool([.init(name: "small", weight: 1)]), sway: "large",
      sampling: Sampling(seed: 7), perSection: 4, strategy: "both", filters: [Self.sway()],
      catalogue: Offer.catalogue)
    let outcome = try await Runner(
      store, teachers: LiveTeachers { $0.model == "l" ? weighing : asked }
    ).run(liveRequest(manifest, sections: 8), waiting: nil)
    #expect(outcome.report.receipt.counts.kept > 0)
    #expect(weighing.count > 0 && weighing.bodies.allSatisfy(Self.isWeighing))
    #expect(asked.count > 0 && !asked.bodies.contains(where: Self.isWeighing))
    let what = manifest.what(template: ObjectID(of: .template, []))
    #expect(what["roles"] == ["question": ["small": 1], "sway": "large"])
    #expect(try Manifest(what: what, catalogue: Offer.catalogue).sway == "large")
    // The transcript has each of their questions under the key of the role.
    let key = PromptKey(item: ItemKey(["a": "b"]), slots: 0..<1)
    let request = TeacherRequest(dialect: "completions", model: "l", body: JSONObject())
    #expect(
      Question(request, for: key, seed: 7, role: .sway).key
        != Question(request, for: key, seed: 7, role: .teacher).key)
  }

  @Test("the embedded teacher weighs by what it read: exact, and made again")
  func embedded() async throws {
    let work = try Workspace()
    let store = try work.create()
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"], sampling: Sampling(seed: 7),
      perSection: 6, strategy: "both", candidates: 2, filters: [Self.sway(8_000_000)],
      catalogue: Offer.catalogue)
    let prose = InputFile(
      name: "b.md", bytes: try Repository.bytes("experiments/coffee/brewing.md"))
    func make(_ store: Store, width: Int) async throws -> Runner.Outcome {
      try await Runner(store).run(
        RunRequest(
          manifest: manifest, source: [], overrides: [], template: nil, inputs: [prose],
          width: width, occasion: JSONObject(), seconds: 1_800_000_000), waiting: nil)
    }
    let outcome = try await make(store, width: 3)
    let counts = outcome.report.receipt.counts
    #expect(counts.kept > 0 && counts.outcomes["dropped.sway.too-low", default: 0] > 0)
    #expect(outcome.report.receipt.grade == .exact)
    let other = try Workspace()
    #expect(
      try await make(try other.create(), width: 1).report.receipt == outcome.report.receipt)
    let report = try await Reproduction(store, width: 2)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical)
  }
}
