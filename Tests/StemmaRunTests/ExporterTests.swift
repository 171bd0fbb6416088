import StemmaExport
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("exports")
struct ExporterTests {
  private struct Scene {
    let work: Workspace
    let store: Store
    let version: Version
    let records: [Record]

    init() async throws {
      work = try Workspace()
      store = try work.create()
      let receipt = try await Runner(store).run(
        request(manifest(perSection: 4)), waiting: nil
      ).report.receipt
      version = try store.version("coffee")
      let sequence = try store.records(of: receipt)
      records = try sequence.leaves().flatMap { try sequence.records(of: $0.id) }
    }

    func export(_ name: String) throws -> [UInt8] {
      var bytes: [UInt8] = []
      let format = try #require(Formats.named(name))
      let count = try Exporter(store).export(version, as: format) { bytes += $0 }
      #expect(count == records.count)
      return bytes
    }
  }

  private func lines(_ bytes: [UInt8]) throws -> [JSONValue] {
    #expect(bytes.last == 0x0A)
    return try bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { try JSONReader.read($0) }
  }

  @Test("jsonl has a row a line, with its id, in plan order")
  func jsonl() async throws {
    let scene = try await Scene()
    let rows = try lines(try scene.export("jsonl"))
    #expect(rows.map { $0["id"]?.string } == scene.records.map(\.id.text))
    #expect(rows.map { $0["question"] } == scene.records.map { $0.row["question"] })
    #expect(rows.map { $0["answer"] } == scene.records.map { $0.row["answer"] })
  }

  @Test("chatml has the user's turn and the assistant's")
  func chatml() async throws {
    let scene = try await Scene()
    let rows = try lines(try scene.export("chatml"))
    let first = try #require(rows.first?["messages"]?.array)
    #expect(first.map { $0["role"] } == ["user", "assistant"])
    #expect(
      first.map { $0["content"] } == [
        scene.records[0].row["question"], scene.records[0].row["answer"],
      ])
    #expect(rows.count == scene.records.count)
  }

  @Test("alpaca is one array of instruction, input and output")
  func alpaca() async throws {
    let scene = try await Scene()
    let rows = try #require(try JSONReader.read(try scene.export("alpaca")).array)
    #expect(rows.map { $0["instruction"] } == scene.records.map { $0.row["question"] })
    #expect(rows.map { $0["output"] } == scene.records.map { $0.row["answer"] })
    #expect(rows.allSatisfy { $0["input"] == "" && $0.object?.members.count == 3 })
  }

  @Test("dpo has no place for one answer")
  func unfit() async throws {
    let scene = try await Scene()
    #expect(throws: ExportError.unfit(task: "qa", format: "dpo")) { try scene.export("dpo") }
  }

  @Test(
    "exporting twice gives the same bytes",
    arguments: ["jsonl", "chatml", "alpaca", "messages", "sharegpt", "csv", "parquet"])
  func twice(name: String) async throws {
    let scene = try await Scene()
    #expect(try scene.export(name) == scene.export(name))
    let suffixes = ["alpaca": "json", "csv": "csv", "parquet": "parquet"]
    #expect(Formats.named(name)?.form.rawValue == suffixes[name] ?? "jsonl")
  }

  @Test("what the file cannot take ends the export")
  func failing() async throws {
    struct Full: Error {}
    let scene = try await Scene()
    #expect(throws: Full.self) {
      try Exporter(scene.store).export(scene.version, as: Formats.all[0]) { _ in throw Full() }
    }
  }
}
