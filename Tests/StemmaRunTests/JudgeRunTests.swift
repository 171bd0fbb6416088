import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTeacher
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs with a judge")
struct JudgeRunTests {
  /// How a judge may come to answer.
  private enum Manner {
    /// Every row, by the row's own hash.
    case careful
    /// Passes over every third row of several, and garbles the next; alone it rates all.
    case careless
    /// As before, and a row whose hash says so never.
    case lazy
  }

  private static func isJudging(_ body: [UInt8]) -> Bool {
    String(decoding: body, as: UTF8.self).contains("You rate examples")
  }

  /// The rows that a judge is asked about.
  private static func rows(_ request: TeacherRequest) -> [JSONValue]? {
    guard let messages = request.body["messages"]?.array,
      messages.first?["content"]?.string?.hasPrefix("You rate examples") == true,
      let text = messages.last?["content"]?.string,
      let mark = text.firstRange(of: "Examples:\n")
    else { return nil }
    return (try? JSONReader.read(Array(text[mark.upperBound...].utf8)))?.array
  }

  private static func service(
    _ manner: Manner = .careless, order: UInt64 = 1, model: String = "m",
    limit: (count: Int, result: Exchange.Result)? = nil
  ) -> FakeService {
    FakeService(model: model, order: order, limit: limit) { request, hash in
      guard let rows = rows(request) else { return FakeService.any(request, hash) }
      var ratings: [JSONValue] = []
      for (place, row) in rows.enumerated() {
        let sum = ObjectID(of: .text, CanonicalJSON.bytes(row["row"] ?? .null)).prefix64
        if manner == .lazy, sum % 7 == 0 { continue }
        if manner != .careful, rows.count > 1, place % 3 == 0 { continue }
        let isGarbled = manner != .careful && rows.count > 1 && place % 3 == 1
        ratings.append([
          "id": .integer(place + 1), "accuracy": .integer(isGarbled ? 9 : Int(sum % 4)),
          "clarity": 2, "relevance": .integer(Int(sum >> 8) % 3),
          "usefulness": .integer(Int(sum >> 16) % 4),
        ])
      }
      return .answered(Answer(text: CanonicalJSON.text(["ratings": .array(ratings)])))
    }
  }

  private static let judge = FilterChoice(name: "judge", parameters: ["threshold": .integer(6)])

  private static func manifest(_ filters: [FilterChoice] = [judge]) -> Manifest {
    liveManifest(perSection: 5, candidates: 2, maxAttempts: 2, filters: filters)
  }

  private func run(
    _ store: Store, _ service: FakeService, _ manifest: Manifest = Self.manifest(), width: Int = 8
  ) async throws -> Runner.Outcome {
    try await RatedRuns.run(store, service, manifest, width: width)
  }

  @Test("rows are rated in batches; those passed over or garbled again, alone; counts add up")
  func plain() async throws {
    let work = try Workspace()
    let store = try work.create()
    let service = Self.service()
    let outcome = try await run(store, service)
    let counts = outcome.report.receipt.counts
    #expect(counts.outcomes.values.reduce(0, +) == counts.asked)
    #expect(counts.outcomes["dropped.judge.too-low", default: 0] > 0 && counts.kept > 0)
    #expect(counts.outcomes["dropped.judge.failed"] == nil)
    #expect(Set(service.bodies).count == service.count, "nothing is asked twice")
    let asked = service.bodies.filter(Self.isJudging)
    let batches = asked.filter { String(decoding: $0, as: UTF8.self).contains(#"\"id\":2"#) }
    #expect(batches.count > 5 && asked.count > batches.count)
    let transcript = try SequenceReader(outcome.report.receipt.roots.transcript, from: store)
    var rated = 0
    try transcript.forEach { _, entry in
      if entry.json()?["text"]?.string?.contains("usefulness") == true { rated += 1 }
      return true
    }
    let judged = counts.outcomes.filter { $0.key.hasPrefix("dropped.judge") }.values.reduce(0, +)
    #expect(rated >= counts.kept + judged)
    #expect(outcome.report.receipt.revisions["filter.judge"] == 1)
    #expect(try store.verify().damages.isEmpty)
  }

  @Test("a row that is never rated is counted as failed")
  func failed() async throws {
    let work = try Workspace()
    let outcome = try await run(try work.create(), Self.service(.lazy))
    let counts = outcome.report.receipt.counts
    #expect(counts.outcomes["dropped.judge.failed", default: 0] > 0)
    #expect(counts.outcomes.values.reduce(0, +) == counts.asked)
  }

  private static func runs(_ manner: Manner) -> RatedRuns {
    RatedRuns(
      manifest: manifest(), service: { service(manner, order: $0, limit: $1) }, stops: 5...40)
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws { try await Self.runs(.lazy).expectSame(at: width) }

  @Test("a run that is stopped goes on where it was", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func resumed(seed: UInt64) async throws {
    try await Self.runs(.careless).expectResumed(seed: seed)
  }

  @Test("a version is made again from its transcript, and nobody is asked")
  func replay() async throws { try await Self.runs(.lazy).expectReplayed() }

  @Test("another threshold, and another batch, ask for no rating anew")
  func kept() async throws {
    let work = try Workspace()
    let store = try work.create()
    let one = { (manifest: Manifest) in
      var manifest = manifest
      manifest.maxAttempts = 1
      return manifest
    }
    let first = Self.service(.careful)
    let before = try await run(store, first, one(Self.manifest()))
    let failures = before.report.asking?.failed ?? 0
    let strict = FilterChoice(name: "judge", parameters: ["threshold": .integer(9)])
    let second = Self.service(.careful)
    let after = try await run(store, second, one(Self.manifest([strict])))
    #expect(second.bodies.filter(Self.isJudging).isEmpty && second.count <= failures)
    #expect(after.report.receipt.counts.kept < before.report.receipt.counts.kept)
    // `schema` changes no question of the teacher's, and which rows come to the judge together.
    let third = Self.service(.careful)
    let schema = FilterChoice(name: "schema", parameters: [:])
    _ = try await run(store, third, one(Self.manifest([schema, Self.judge])))
    #expect(third.bodies.filter(Self.isJudging).isEmpty)
  }

  @Test("with several teachers the one of that role judges")
  func role() async throws {
    let work = try Workspace()
    let store = try work.create()
    let (asked, judging) = (Self.service(model: "s"), Self.service(model: "l"))
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"],
      teachers: [
        NamedTeacher(name: "large", .live(TeacherChoice(provider: "openai", model: "l"))),
        NamedTeacher(name: "small", .live(TeacherChoice(provider: "openai", model: "s"))),
      ],
      pool: TeacherPool([.init(name: "small", weight: 1)]), judge: "large",
      sampling: Sampling(seed: 7), perSection: 4, strategy: "both", filters: [Self.judge],
      catalogue: Offer.catalogue)
    let outcome = try await Runner(
      store, teachers: LiveTeachers { $0.model == "l" ? judging : asked }
    ).run(liveRequest(manifest, sections: 8), waiting: nil)
    #expect(outcome.report.receipt.counts.kept > 0)
    #expect(judging.count > 0 && judging.bodies.allSatisfy(Self.isJudging))
    #expect(asked.count > 0 && !asked.bodies.contains(where: Self.isJudging))
  }

  @Test("the embedded teacher judges by rule: exact, and made again")
  func embedded() async throws {
    let work = try Workspace()
    let store = try work.create()
    let strict = FilterChoice(name: "judge", parameters: ["threshold": .integer(9)])
    let manifest = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"], sampling: Sampling(seed: 7),
      perSection: 6, strategy: "both", candidates: 2, filters: [strict],
      catalogue: Offer.catalogue)
    let prose = InputFile(
      name: "b.md", bytes: try Repository.bytes("experiments/coffee/brewing.md"))
    let outcome = try await Runner(store).run(
      RunRequest(
        manifest: manifest, source: [], overrides: [], template: nil, inputs: [prose], width: 3,
        occasion: JSONObject(), seconds: 1_800_000_000), waiting: nil)
    let counts = outcome.report.receipt.counts
    #expect(counts.kept > 0 && counts.outcomes["dropped.judge.too-low", default: 0] > 0)
    #expect(outcome.report.receipt.grade == .exact)
    let report = try await Reproduction(store, width: 2)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical)
  }
}
