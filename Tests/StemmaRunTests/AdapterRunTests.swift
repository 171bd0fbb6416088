import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs of which an adapter answers")
struct AdapterRunTests {
  private static func digest(_ digit: String) throws -> AdapterDigest {
    try #require(AdapterDigest("sha256:" + String(repeating: digit, count: 64)))
  }

  private func run(
    _ store: Store, _ service: FakeService, _ adapter: AdapterDigest?, width: Int = 8
  ) async throws -> Runner.Outcome {
    try await Runner(store, teachers: service.teachers)
      .run(liveRequest(liveManifest(adapter: adapter), width: width), waiting: nil)
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 3, 64])
  func widths(width: Int) async throws {
    let adapter = try Self.digest("a")
    let (work, other) = (try Workspace(), try Workspace())
    let first = try await run(try work.create(), FakeService(adapter: adapter), adapter)
    let again = try await run(
      try other.create(), FakeService(adapter: adapter, order: UInt64(width) &* 17), adapter,
      width: width)
    #expect(again.report.receipt == first.report.receipt)
    #expect(first.report.receipt.adapters == [adapter])
    let stored = try #require(Receipt(json: first.report.receipt.json))
    #expect(stored == first.report.receipt)
  }

  @Test("what one answered serves no other of the same name, and itself for nothing")
  func ownAnswers() async throws {
    let (old, new) = (try Self.digest("a"), try Self.digest("b"))
    let work = try Workspace()
    let store = try work.create()
    let first = try await run(store, FakeService(adapter: old, answer: FakeService.full), old)
    for other in [new, nil] {
      let service = FakeService(adapter: other, answer: FakeService.full)
      let outcome = try await run(store, service, other)
      #expect(service.count == first.report.asking?.asked)
      #expect(outcome.report.asking?.reusedOfVersions == 0)
      #expect(outcome.report.receipt != first.report.receipt)
      #expect(outcome.report.receipt.adapters == (other.map { [$0] } ?? []))
    }
    let service = FakeService(adapter: old, answer: FakeService.full)
    let again = try await run(store, service, old)
    #expect(service.count == 0 && again.report.receipt == first.report.receipt)
  }

  @Test("what it answered is replayed with nobody there to be asked", arguments: [1, 5])
  func reproduced(width: Int) async throws {
    let adapter = try Self.digest("c")
    let work = try Workspace()
    let store = try work.create()
    let outcome = try await run(store, FakeService(adapter: adapter), adapter)
    let gone = LiveTeachers(
      pin: { _ in throw RunError.nothingRecorded("") },
      form: { FakeService(adapter: $0.adapter) },
      teacher: { _ in throw RunError.nothingRecorded("") })
    let report = try await Reproduction(store, width: width, teachers: gone)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical && report.replayed ?? 0 > 0)
  }

  @Test("a server that is silent is not taken to have the model that was an adapter")
  func pinned() async throws {
    let adapter = try Self.digest("d")
    let work = try Workspace()
    let store = try work.create()
    let silent = TeacherChoice(provider: "openai", baseURL: "http://h")
    _ = try await run(store, FakeService(model: "lora", adapter: adapter), adapter)
    #expect(try LiveTeachers.lastPinned(silent, "", for: "coffee", in: store) == nil)
    _ = try await run(store, FakeService(), nil)
    let last = try #require(try LiveTeachers.lastPinned(silent, "", for: "coffee", in: store))
    #expect(last.model == "m" && last.version == "coffee@2")
  }
}
