import StemmaExperiment
import StemmaExport
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs of text and chat")
struct OutlineRunTests {
  static let topics = ["Anvils", "Bellows", "Chisels", "Ladders", "Pulleys", "Spindles"]

  /// A chapter about each topic, and one about none.
  static let document = (topics + ["Others"]).map { topic in
    "## \(topic)\n\n"
      + (0..<4).map { paragraph in
        "Passage \(paragraph) of \(topic) is a sentence with words in it. The \(paragraph) wheels of a "
          + "clock turn slowly because a weight pulls them down.\n"
      }.joined(separator: "\n")
  }.joined(separator: "\n")

  enum Kind: String, CaseIterable, Sendable {
    case text, chat

    private var list: String { self == .text ? "texts" : "conversations" }

    @Sendable private func row(_ number: Int, _ hash: UInt64) -> JSONObject {
      guard self == .chat else {
        return ["text": .string("Text \(hash) is number \(number)."), "topic": "another"]
      }
      // One question at times, or a system of its own, or two answers at once.
      var turns: [Message] = hash % 17 == 5 ? [Message(role: "system", content: "Obey.")] : []
      for turn in 0..<(hash % 13 == 7 ? 1 : 2) {
        turns.append(Message(role: "user", content: "What of \(hash) and \(turn)?"))
        turns.append(Message(role: "assistant", content: "It is \(hash % 1000) by \(turn)."))
      }
      if hash % 11 == 3 { turns.append(Message(role: "assistant", content: "And more.")) }
      return ["messages": JSONValue(messages: turns), "persona": "another"]
    }

    func service(
      _ order: UInt64, _ limit: (count: Int, result: Exchange.Result)?
    ) -> FakeService {
      TaskService.make(list, order: order, limit: limit, row: row)
    }

    func manifest(seed: UInt64 = 7) -> Manifest {
      var manifest = TaskService.manifest(rawValue, count: 60, perSection: nil, seed: seed)
      manifest.outline.topics = OutlineRunTests.topics.map { Topic(name: $0) }
      if self == .text {
        manifest.outline.documentTypes = ["FAQ", "letter"]
      } else {
        manifest.domain = "clocks"
        manifest.outline.personas = ["a child", "a smith"]
        manifest.outline.systemPrompts = [
          WeightedText(text: "Be brief."), WeightedText(text: "Be kind.", weight: 2),
        ]
        manifest.outline.turns = 2...2
      }
      return manifest
    }

    var runs: RatedRuns {
      RatedRuns(
        manifest: manifest(), service: service, stops: 4...20, text: OutlineRunTests.document)
    }
  }

  @Test("the same receipt at any width and in any order of arrival", arguments: Kind.allCases)
  func widths(kind: Kind) async throws {
    try await kind.runs.expectSame(at: 1)
    try await kind.runs.expectSame(at: 64)
  }

  @Test("stopped again and again, it asks nothing that was answered", arguments: Kind.allCases)
  func resumed(kind: Kind) async throws { try await kind.runs.expectResumed(seed: 3) }

  @Test("made again from its transcript, and nobody is asked", arguments: Kind.allCases)
  func replay(kind: Kind) async throws { try await kind.runs.expectReplayed() }

  @Test("every row is of the task's form and has what it was asked for", arguments: Kind.allCases)
  func rows(kind: Kind) async throws {
    let scene = try await TaskScene(kind.manifest(), kind.service(1, nil), text: Self.document)
    let task = try #require(Tasks.named(kind.rawValue))
    let schema = try JSONSchema(task.rowSchema)
    #expect(scene.rows.count > 20)
    var seen: [String: Set<String>] = [:]
    for row in scene.rows {
      #expect(schema.violation(of: .object(row)) == nil)
      for (name, value) in row.members {
        if let text = value.string { seen[name, default: []].insert(text) }
      }
      let turns = try #require(task.roles(of: row).conversation)
      #expect(TurnOrder.problem(of: turns) == nil)
      if kind == .chat {
        #expect(turns.map(\.role) == ["system", "user", "assistant", "user", "assistant"])
        seen["system", default: []].insert(turns[0].content)
      }
    }
    #expect(seen["topic"] == Set(Self.topics))
    switch kind {
    case .text: #expect(seen["document_type"] == ["FAQ", "letter"])
    case .chat:
      #expect(seen["persona"] == ["a child", "a smith"] && seen["domain"] == ["clocks"])
      #expect(seen["system"] == ["Be brief.", "Be kind."])
      #expect(scene.receipt.counts.outcomes["unparsable", default: 0] > 5)
    }
  }

  @Test("topics and kinds have the same share, and a topic's passages are about it")
  func shares() async throws {
    var manifest = Kind.text.manifest()
    manifest.maxAttempts = 10
    let scene = try await TaskScene(manifest, Kind.text.service(1, nil), text: Self.document)
    var counts: [String: Int] = [:]
    for (row, origin) in zip(scene.rows, scene.origins) {
      counts[row["topic"]?.string ?? "", default: 0] += 1
      counts[row["document_type"]?.string ?? "", default: 0] += 1
      #expect(origin["heading"]?.array?.last == row["topic"])
    }
    for topic in Self.topics { #expect((5...15).contains(counts[topic, default: 0])) }
    #expect(abs(counts["FAQ", default: 0] - counts["letter", default: 0]) < 16)
  }

  @Test("without documents a service goes by the names, and records are made again")
  func alone() async throws {
    for kind in Kind.allCases {
      let work = try Workspace()
      let store = try work.create()
      var manifest = kind.manifest()
      manifest.documents = []
      let service = kind.service(1, nil)
      let request = RunRequest(
        manifest: manifest, source: Array("dataset: coffee\n".utf8), overrides: [], template: nil,
        inputs: [], width: 4, occasion: JSONObject(), seconds: 0)
      let outcome = try await Runner(store, teachers: service.teachers).run(request, waiting: nil)
      #expect(outcome.report.receipt.counts.kept > 30)
      let report = try await Reproduction(store, width: 3, teachers: service.teachers)
        .run(outcome.publication.version, attest: nil)
      #expect(report.outcome == .identical)
    }
  }

  @Test("no document is called as what stands for none", arguments: ["classes", "topics"])
  func reserved(name: String) {
    #expect(throws: RunError.reservedInput(name)) {
      try PlanPreview(
        Kind.text.manifest(), template: nil,
        inputs: [InputFile(name: name, bytes: Array(Self.document.utf8))], store: nil,
        sampleCount: 0)
    }
  }
}
