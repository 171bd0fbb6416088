import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("runs of classification, cot and mcq")
struct TaskRunTests {
  enum Kind: String, CaseIterable, Sendable {
    case classification, cot, mcq

    private var list: String {
      switch self {
      case .classification: "texts"
      case .cot: "examples"
      case .mcq: "questions"
      }
    }

    @Sendable private func row(_ number: Int, _ hash: UInt64) -> JSONObject {
      switch self {
      case .classification:
        return hash % 7 == 0
          ? ["label": "another", "text": .string("Text \(hash) is number \(number).")]
          : ["text": .string("Text \(hash) is number \(number).")]
      case .cot:
        return [
          "answer": .string("It is \(number)."),
          "question": .string("What is said of \(hash) and of \(number)?"),
          "reasoning": .string("The passage speaks of \(hash), and so it is \(number)."),
        ]
      case .mcq:
        return [
          "correct_answer": .string("The \(number)th"),
          "incorrect_answers": ["The 90th", "The 91st", hash % 5 == 0 ? "the 90TH" : "The 92nd"],
          "question": .string("Which of \(hash) comes at \(number)?"),
          "source": hash % 7 == 1 ? "nothing of the kind" : "a sentence with words",
        ]
      }
    }

    func service(
      _ order: UInt64, _ limit: (count: Int, result: Exchange.Result)?
    ) -> FakeService {
      TaskService.make(list, order: order, limit: limit, row: row)
    }

    func manifest(live: Bool = true, seed: UInt64 = 7) -> Manifest {
      var manifest = TaskService.manifest(
        rawValue, live: live, count: self == .classification ? 30 : nil,
        perSection: self == .classification ? nil : 2, seed: seed)
      if self == .classification {
        manifest.classes = [
          ClassLabel(name: "wheels", description: "What turns.", sources: ["Part 1", "Part 3"]),
          ClassLabel(
            name: "words", description: "What is said.", weight: 2,
            sources: ["Part 2", "Part 4", "Part 5"]),
        ]
      }
      return manifest
    }

    var runs: RatedRuns {
      RatedRuns(
        manifest: manifest(), service: service, stops: 2...6, text: TaskService.document)
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

  @Test("every row is of the task's form, and exported as a conversation", arguments: Kind.allCases)
  func rows(kind: Kind) async throws {
    let scene = try await TaskScene(kind.manifest(), kind.service(1, nil))
    let task = try #require(Tasks.named(kind.rawValue))
    let schema = try JSONSchema(task.rowSchema)
    #expect(scene.rows.count > 10)
    for row in scene.rows {
      #expect(schema.violation(of: .object(row)) == nil)
      let turns = try #require(task.roles(of: row).conversation)
      #expect(turns.map(\.role) == ["user", "assistant"])
      #expect(turns.allSatisfy { !$0.content.isEmpty })
    }
  }

  @Test("a label is the class that was asked for, whatever a service writes; weights are met")
  func labels() async throws {
    let scene = try await TaskScene(
      Kind.classification.manifest(), Kind.classification.service(1, nil))
    var counts: [String: Int] = [:]
    for (row, origin) in zip(scene.rows, scene.origins) {
      let label = row["label"]?.string ?? ""
      counts[label, default: 0] += 1
      let heading = origin["heading"]?.array?.last?.string ?? ""
      #expect((["Part 1", "Part 3"].contains(heading) ? "wheels" : "words") == label)
    }
    #expect(Set(counts.keys) == ["wheels", "words"])
    #expect(counts["words", default: 0] > counts["wheels", default: 0])
  }

  @Test("without documents a service goes by the descriptions, and records are made again")
  func descriptions() async throws {
    let work = try Workspace()
    let store = try work.create()
    let manifest = Kind.classification.manifest()
    let service = Kind.classification.service(1, nil)
    let request = RunRequest(
      manifest: manifest, source: Array("dataset: coffee\n".utf8), overrides: [], template: nil,
      inputs: [], width: 4, occasion: JSONObject(), seconds: 0)
    let outcome = try await Runner(store, teachers: service.teachers).run(request, waiting: nil)
    #expect(outcome.report.receipt.counts.kept >= 10)
    #expect(
      service.bodies.allSatisfy { body in
        let text = String(decoding: body, as: UTF8.self)
        return text.contains("What turns.") != text.contains("What is said.")
      })
    let report = try await Reproduction(store, width: 3, teachers: service.teachers)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical)
  }

  @Test("choices of two equal answers, or without their source, become no records")
  func faults() async throws {
    let scene = try await TaskScene(Kind.mcq.manifest(), Kind.mcq.service(1, nil))
    for row in scene.rows {
      #expect(row["source"] == "a sentence with words")
      #expect(row["incorrect_answers"]?.array?.last == "The 92nd")
    }
    #expect(scene.receipt.counts.outcomes["unparsable", default: 0] > 3)
  }

  @Test(
    "the embedded teacher gives the same receipt at any width",
    arguments: ["summary", "classification", "cot", "mcq", "text", "chat"])
  func embedded(task: String) async throws {
    let text = try Repository.text("experiments/coffee/brewing.md")
    for seed in [1, 2, 3] as [UInt64] {
      var manifest = TaskService.manifest(
        task, live: false, count: task == "classification" ? 12 : nil,
        perSection: task == "classification" ? nil : 3, seed: seed)
      if task == "classification" {
        manifest.classes = [
          ClassLabel(name: "press", description: "The French press.", sources: ["French Press"]),
          ClassLabel(name: "espresso", description: "Espresso.", sources: ["Espresso"]),
        ]
      }
      if task == "text" {
        manifest.outline.documentTypes = ["FAQ", "list", "overview", "letter", "note"]
      }
      if task == "chat" { manifest.outline.turns = 1...3 }
      let first = try await TaskScene(manifest, nil, text: text, width: 1)
      let again = try await TaskScene(manifest, nil, text: text, width: 16)
      #expect(first.receipt == again.receipt && !first.rows.isEmpty)
    }
  }
}
