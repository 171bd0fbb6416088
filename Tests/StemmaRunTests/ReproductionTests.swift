import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("reproduction")
struct ReproductionTests {
  /// A version, and receipts like its own but for what a test changes.
  private struct Scene {
    let work: Workspace
    let store: Store
    let version: Version
    let receipt: Receipt
    let entries: [(key: String, content: [UInt8])]

    init() async throws {
      work = try Workspace()
      store = try work.create()
      let outcome = try await Runner(store).run(request(manifest(perSection: 4)), waiting: nil)
      receipt = outcome.report.receipt
      version = try store.version("coffee")
      var entries: [(String, [UInt8])] = []
      try store.records(of: receipt).forEach { _, entry in
        entries.append((entry.key, Array(entry.content)))
        return true
      }
      self.entries = entries
    }

    /// Publishes a statement that a run would not have made.
    func publish(
      records: [(key: String, content: [UInt8])]? = nil, revisions: [String: Int]? = nil,
      counts: Counts? = nil
    ) throws -> Version {
      let writer = try StoreWriter(to: store)
      var root = receipt.roots.records
      if let records {
        let sequence = SequenceWriter(into: writer)
        for (key, content) in records { try sequence.append(key, content) }
        root = try sequence.finish()
      }
      let crafted = Receipt(
        plan: receipt.plan, inputs: receipt.inputs, revisions: revisions ?? receipt.revisions,
        roots: Receipt.Roots(
          records: root, traces: receipt.roots.traces, ledger: receipt.roots.ledger,
          transcript: receipt.roots.transcript),
        counts: counts ?? receipt.counts, grade: .exact)
      _ = try writer.add(.receipt, crafted.bytes)
      try writer.finish()
      _ = try store.publish(
        Publication(
          dataset: "coffee", receipt: crafted, manifest: [0x0A], resolved: [:], lengths: [:],
          execution: [:], cause: "test", seconds: 1))
      return try store.version("coffee")
    }

    func reproduce(
      _ version: Version, attest: (seconds: Int64, occasion: JSONObject)? = nil
    ) async throws -> Reproduction.Report {
      try await Reproduction(store, width: 2).run(version, attest: attest)
    }
  }

  @Test("a version is made again to the byte, and that is attested")
  func identical() async throws {
    let scene = try await Scene()
    let report = try await scene.reproduce(scene.version, attest: (5, ["host": "there"]))
    #expect(report.outcome == .identical)
    #expect(report.differences.isEmpty && report.revisions.isEmpty)
    #expect(
      report.checked == ["inputs", "records", "traces", "ledger", "transcript", "counts"])
    let events = try scene.store.events(about: scene.version.receipt)
    #expect(events.map(\.kind) == ["attestation"])
    #expect(events[0].body["outcome"] == "identical" && events[0].body["first"] == nil)
    #expect(try scene.store.verify().damages.isEmpty)
  }

  @Test("every record that differs is named, the first one first")
  func different() async throws {
    let scene = try await Scene()
    try #require(scene.entries.count >= 4)
    var crafted = scene.entries
    let gone = crafted.removeLast()
    let changed = [1, 2]
    for place in changed { crafted[place].content = Array(#"{"origin":{},"row":{}}"#.utf8) }
    crafted.insert(("invented", Array("{}".utf8)), at: 0)
    let report = try await scene.reproduce(
      try scene.publish(records: crafted), attest: (6, [:]))
    #expect(report.outcome == .different)
    #expect(report.differences.allSatisfy { $0.part == "records" })
    #expect(
      report.differences.map(\.key)
        == ["invented", scene.entries[1].key, scene.entries[2].key, gone.key])
    let texts = scene.entries.map { String(decoding: $0.content, as: UTF8.self) }
    let then = report.differences.map(\.then)
    #expect(then == ["{}", #"{"origin":{},"row":{}}"#, #"{"origin":{},"row":{}}"#, nil])
    #expect(report.differences.map(\.now) == [nil, texts[1], texts[2], texts.last])
    let event = try #require(
      try scene.store.events(about: scene.store.version("coffee").receipt).last)
    #expect(event.body["differences"] == 4 && event.body["first"] == "records invented")
  }

  @Test("the same records in another order differ in their order")
  func order() async throws {
    let scene = try await Scene()
    var crafted = scene.entries
    crafted.swapAt(0, 1)
    let report = try await scene.reproduce(try scene.publish(records: crafted))
    #expect(report.outcome == .different)
    #expect(report.differences.map(\.key) == ["order"])
  }

  @Test("counts that are not those of the run are a difference")
  func counts() async throws {
    let scene = try await Scene()
    var counts = scene.receipt.counts
    counts.asked += 1
    let report = try await scene.reproduce(try scene.publish(counts: counts))
    #expect(report.outcome == .different)
    #expect(report.differences.map(\.part) == ["counts"])
  }

  @Test("another revision makes it partial: what could be checked matches, and the rest is named")
  func partial() async throws {
    let scene = try await Scene()
    var revisions = scene.receipt.revisions
    revisions["planner"] = 99
    revisions["filter.unheard-of"] = 1
    let report = try await scene.reproduce(try scene.publish(revisions: revisions))
    #expect(report.outcome == .partial)
    #expect(report.checked == ["inputs"])
    #expect(
      report.revisions == [
        Reproduction.RevisionChange(name: "filter.unheard-of", then: 1, now: nil),
        Reproduction.RevisionChange(
          name: "planner", then: 99, now: scene.receipt.revisions["planner"]),
      ])
  }
}
