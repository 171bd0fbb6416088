import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaExport
@testable import StemmaRun

@Suite("runs of the task preference")
struct PreferenceRunTests {
  /// Rows whose rejected answer is at times the chosen one, and a judge that rates each by its hash.
  private static func service(
    order: UInt64 = 1, limit: (count: Int, result: Exchange.Result)? = nil
  ) -> FakeService {
    FakeService(order: order, limit: limit) { request, hash in
      let messages = request.body["messages"]?.array ?? []
      let text = messages.last?["content"]?.string ?? ""
      if messages.first?["content"]?.string?.hasPrefix("You rate") == true {
        let mark = text.firstRange(of: "Examples:\n")?.upperBound ?? text.endIndex
        let rows = (try? JSONReader.read(Array(text[mark...].utf8)))?.array ?? []
        // Rates every other row where there are several.
        return .answered(
          Answer(
            text: CanonicalJSON.text([
              "ratings": .array(
                rows.enumerated().filter { rows.count == 1 || $0.offset % 2 == 0 }.map {
                  place, row in
                  let sum = ObjectID(of: .text, CanonicalJSON.bytes(row["row"] ?? .null)).prefix64
                  return [
                    "id": .integer(place + 1), "accuracy": .integer(Int(sum % 4)), "clarity": 2,
                    "relevance": 2, "usefulness": 3,
                  ]
                })
            ])))
      }
      let wanted = text.split(separator: "Write ").last.flatMap { Int($0.prefix { $0 != " " }) }
      let rows = (0..<(wanted ?? 1)).map { number -> JSONValue in
        let good = JSONValue.string("It is \(hash) and \(number), as the passage says.")
        return [
          "chosen": good, "prompt": .string("What is said of \(hash) and of \(number)?"),
          "rejected": (Int(hash % 5) + number) % 5 == 0 ? good : .string("It is \(number)."),
        ]
      }
      return .answered(Answer(text: CanonicalJSON.text(["preferences": .array(rows)])))
    }
  }

  private static func manifest(_ filters: [FilterChoice]) -> Manifest {
    Manifest(
      dataset: "coffee", task: "preference", documents: ["*.md"],
      live: TeacherChoice(provider: "openai", model: "m"), sampling: Sampling(seed: 7),
      perSection: 4, strategy: "both", candidates: 2, maxAttempts: 2, filters: filters,
      catalogue: Offer.catalogue)
  }

  private static let judged = manifest([
    FilterChoice(name: "schema", parameters: [:]),
    FilterChoice(name: "judge", parameters: ["threshold": .integer(9)]),
  ])
  private static let runs = RatedRuns(
    manifest: judged, service: { service(order: $0, limit: $1) }, stops: 5...40)

  private struct Scene {
    let work: Workspace
    let store: Store
    let version: Version
    let receipt: Receipt
    let service = PreferenceRunTests.service()

    init(_ manifest: Manifest) async throws {
      work = try Workspace()
      store = try work.create()
      let outcome = try await RatedRuns.run(store, service, manifest)
      (version, receipt) = (outcome.publication.version, outcome.report.receipt)
    }

    func entries(_ root: ObjectID) throws -> [JSONValue] {
      var entries: [JSONValue] = []
      try SequenceReader(root, from: store).forEach { _, entry in
        if let json = entry.json() { entries.append(json) }
        return true
      }
      return entries
    }

    func export(_ name: String) throws -> [UInt8] {
      let format = try #require(Formats.named(name))
      var bytes: [UInt8] = []
      _ = try Exporter(store).export(version, as: format) { bytes += $0 }
      return bytes
    }
  }

  @Test("both answers are rated; what is kept has the points, and the chosen one has more")
  func rated() async throws {
    let scene = try await Scene(Self.judged)
    let rows = try scene.entries(scene.receipt.roots.records).compactMap { $0["row"] }
    #expect(rows.count > 10)
    for row in rows {
      let (chosen, rejected) = (
        row["chosen_score"]?.integer ?? 0, row["rejected_score"]?.integer ?? 99
      )
      #expect(chosen > rejected && chosen >= 9)
    }
    let drops = try scene.entries(scene.receipt.roots.ledger)
    let outcomes = scene.receipt.counts.outcomes
    #expect(outcomes["dropped.judge.not-preferred", default: 0] > 5)
    #expect(outcomes["dropped.judge.too-low", default: 0] > 0)
    #expect(outcomes["dropped.judge.failed"] == nil)
    // Of equal ones nobody is asked, and the others' points are told.
    for drop in drops where drop["outcome"] == "dropped.judge.not-preferred" {
      let isSame = drop["row"]?["chosen"] == drop["row"]?["rejected"]
      #expect((drop["row"]?["chosen_score"] == nil) == isSame)
    }
    #expect(Set(scene.service.bodies).count == scene.service.count)
    #expect(try scene.store.verify().damages.isEmpty)
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: [1, 64])
  func widths(width: Int) async throws { try await Self.runs.expectSame(at: width) }

  @Test("stopped again and again, it asks nothing that was answered", arguments: [1, 2])
  func resumed(seed: UInt64) async throws { try await Self.runs.expectResumed(seed: seed) }

  @Test("made again from its transcript, and nobody is asked")
  func replay() async throws { try await Self.runs.expectReplayed() }

  @Test("dpo has the prompt's message, and one for each answer; formats of one answer refuse")
  func exported() async throws {
    let scene = try await Scene(Self.manifest([]))
    let rows = try scene.entries(scene.receipt.roots.records).compactMap { $0["row"] }
    let lines = try scene.export("dpo").dropLast().split(separator: 0x0A)
      .map { try JSONReader.read($0) }
    #expect(lines.count == rows.count && rows.count > 40)
    for (line, row) in zip(lines, rows) {
      func message(_ role: String, _ field: String) -> JSONValue {
        [["content": row[field] ?? .null, "role": .string(role)]]
      }
      #expect(
        line == [
          "chosen": message("assistant", "chosen"), "prompt": message("user", "prompt"),
          "rejected": message("assistant", "rejected"),
        ])
    }
    for format in ["chatml", "alpaca", "messages", "sharegpt", "datagen"] {
      #expect(throws: ExportError.unfit(task: "preference", format: format)) {
        try scene.export(format)
      }
    }
  }

  @Test("imported pairs are exported as dpo, of texts or of messages; other rows are refused")
  func imported() throws {
    func row(_ text: String) throws -> JSONObject {
      try #require(try JSONReader.read(Array(text.utf8)).object)
    }
    func json(_ text: String) throws -> JSONValue {
      var bytes: [UInt8] = []
      let record = Record(id: RecordID("r"), row: try row(text), origin: nil)
      try DirectPreference().append(
        ExportRow(record, task: nil, format: "dpo"), nil, to: &bytes)
      return try JSONReader.read(bytes)
    }
    let messages = #"[{"content":"c","role":"assistant"}]"#
    let texts = try json(#"{"prompt":"p","chosen":"c","rejected":"r","id":4}"#)
    #expect(texts == (try json(#"{"prompt":"p","chosen":\#(messages),"rejected":"r"}"#)))
    #expect(texts["prompt"]?.array?.first?["role"] == "user")
    for bad in [
      #"{"prompt":"p","chosen":"c"}"#, #"{"prompt":"p","chosen":"c","rejected":[]}"#,
      #"{"prompt":"p","chosen":"c","rejected":[{"role":"user"}]}"#,
      #"{"question":"q","answer":"a"}"#,
    ] {
      #expect(throws: ExportError.self) { try json(bad) }
    }
  }
}
