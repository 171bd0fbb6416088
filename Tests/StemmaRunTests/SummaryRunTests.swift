import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs of the task summary")
struct SummaryRunTests {
  /// A service that gives summaries, and at times a document of its own, which nobody asked it for.
  private static func service(
    order: UInt64, limit: (count: Int, result: Exchange.Result)?
  ) -> FakeService {
    TaskService.make("summaries", order: order, limit: limit) { number, hash in
      var row: JSONObject = ["summary": .string("What matters is \(hash), and then \(number).")]
      if hash % 7 == 0 { row["document"] = "Another text." }
      return row
    }
  }

  private static let runs = RatedRuns(
    manifest: TaskService.manifest("summary", strategy: "section"), service: service, stops: 2...8,
    text: TaskService.document)

  @Test("a service writes the summary alone; the document is what stands under one heading")
  func document() async throws {
    let scene = try await TaskScene(Self.runs.manifest, Self.service(order: 1, limit: nil))
    #expect(scene.rows.count > 6)
    for (row, origin) in zip(scene.rows, scene.origins) {
      let text = try #require(row["document"]?.string)
      #expect(origin["heading"]?.array?.last?.string.map { text.contains("of \($0)") } == true)
      #expect(Set(row.members.map(\.key)) == ["document", "summary"])
    }
    let schema = CanonicalJSON.text(scene.schemas[0])
    #expect(schema.contains("\"summary\"") && !schema.contains("\"document\""))
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 64])
  func widths(width: Int) async throws { try await Self.runs.expectSame(at: width) }

  @Test("stopped again and again, it asks nothing that was answered", arguments: [1, 2])
  func resumed(seed: UInt64) async throws { try await Self.runs.expectResumed(seed: seed) }

  @Test("made again from its transcript, and nobody is asked")
  func replay() async throws { try await Self.runs.expectReplayed() }
}
