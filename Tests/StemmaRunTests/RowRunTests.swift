import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaRun

/// Runs of the tasks that are made from rows.
enum RowTask: String, CaseIterable, Sendable {
  case generic
  case rating = "qa_rating"
  case reasoning = "cot_enhancement"

  private var list: String {
    switch self {
    case .generic: "rows"
    case .rating: "ratings"
    case .reasoning: "conversations"
    }
  }

  @Sendable private func row(_ number: Int, _ hash: UInt64) -> JSONObject {
    switch self {
    case .generic: ["question": .string("Note \(hash % 1000)?"), "summary": "It is said."]
    case .rating:
      [
        "accuracy": .integer(Int(hash % 4)), "clarity": 1,
        "relevance": .integer(hash % 13 == 6 ? 9 : 2),
        "usefulness": .integer(Int(hash % 3)),
      ]
    case .reasoning: ["reasoning": [.string("It follows from \(hash % 1000).")]]
    }
  }

  func service(
    _ order: UInt64, _ limit: (count: Int, result: Exchange.Result)?
  ) -> FakeService {
    TaskService.make(list, order: order, limit: limit, row: row)
  }

  func manifest(
    live: Bool = true, datasets: [String] = [], keep: [String]? = nil, perSection: Int? = nil
  ) -> Manifest {
    Manifest(
      dataset: "made", task: rawValue, datasets: datasets,
      tables: datasets.isEmpty ? ["t.csv"] : [],
      live: live ? TeacherChoice(provider: "openai", model: "m") : nil,
      sampling: Sampling(seed: 7, temperature: Millionths(count: 700_000)),
      outputs: self == .generic ? ["question", "summary"].map { OutputField(name: $0) } : [],
      kept: keep, perSection: perSection, catalogue: Offer.catalogue)
  }

  var template: Template? {
    self == .generic
      ? try? Template.read(
        Array(
          #"{"name": "t", "userPrompt": "{row.prompt} {row.text}\n{count}\n{output_schema}"}"#.utf8),
        file: "t.json") : nil
  }

  func request(_ manifest: Manifest, _ width: Int = 4, table: String? = RowTask.table) -> RunRequest
  {
    RunRequest(
      manifest: manifest, source: Array("dataset: made\n".utf8), overrides: [], template: template,
      inputs: table.map { [InputFile(kind: .tables, name: "t.csv", bytes: Array($0.utf8))] } ?? [],
      width: width, occasion: [:], seconds: 1_000)
  }

  /// Thirty rows, each with a question, its answer, and a text that bears it out.
  static let table = table(edited: nil)

  static func table(edited: Int?, inserted: Bool = false) -> String {
    var lines = ["prompt,response,text"]
    for number in 0..<30 {
      let colour = number == edited ? "green" : "grey"
      let fact =
        "The bell of tower \(number) is \(colour) because the wind brings dust from quarry \(number)"
      lines.append(
        "Why is the bell of tower \(number) \(colour)?,\(fact).,"
          + "\"\(fact). If rain falls on tower \(number), its stones turn dark. The keeper of tower \(number) counts "
          + "its stairs, and writes them down. A tower is a house that stands alone.\"")
      if inserted, number == 7 {
        lines.append(
          "Why is a door new?,A door is new because it was made.,\"A door is new because it was made. Nobody knows more of the door.\""
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var runs: RatedRuns {
    RatedRuns(
      manifest: manifest(), service: service, stops: 3...9,
      request: { request($0, $1) })
  }
}

@Suite("runs from rows")
struct RowRunTests {
  @Test("the same receipt at any width and in any order of arrival", arguments: RowTask.allCases)
  func widths(task: RowTask) async throws {
    try await task.runs.expectSame(at: 1)
    try await task.runs.expectSame(at: 64)
  }

  @Test("stopped again and again, it asks nothing that was answered", arguments: RowTask.allCases)
  func resumed(task: RowTask) async throws { try await task.runs.expectResumed(seed: 5) }

  @Test("made again from its transcript, and nobody is asked", arguments: RowTask.allCases)
  func replay(task: RowTask) async throws { try await task.runs.expectReplayed() }

  private func made(
    _ task: RowTask, _ manifest: Manifest, table: String? = RowTask.table, width: Int = 4,
    in store: Store
  ) async throws -> (outcome: Runner.Outcome, records: [Record]) {
    let outcome = try await Runner(store).run(
      task.request(manifest, width, table: table), waiting: nil)
    let sequence = try store.records(of: outcome.report.receipt)
    return (outcome, try sequence.leaves().flatMap { try sequence.records(of: $0.id) })
  }

  @Test(
    "the embedded teacher gives the same receipt at any width, one record a row, and again",
    arguments: RowTask.allCases)
  func embedded(task: RowTask) async throws {
    let (work, other) = (try Workspace(), try Workspace())
    let store = try work.create()
    let manifest = task.manifest(live: false)
    // What is made of the table is told by its text; the answers bear themselves out by a column.
    let table = RowTask.table.replacing("prompt,response,text", with: "prompt,response,context")
    let first = try await made(
      task, manifest, table: task == .generic ? RowTask.table : table, width: 1, in: store)
    let again = try await made(
      task, manifest, table: task == .generic ? RowTask.table : table, width: 16,
      in: try other.create())
    #expect(again.outcome.report.receipt == first.outcome.report.receipt)
    #expect(first.records.count == 30 && first.outcome.report.source == .row)
    let report = try await Reproduction(store, width: 3)
      .run(first.outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical)
    for record in first.records {
      #expect(record.row["prompt"]?.string?.hasPrefix("Why is the bell") == true)
      #expect(record.row["response"]?.string?.hasPrefix("The bell") == true)
      switch task {
      case .generic: #expect(record.row["summary"] != nil && record.row["question"] != nil)
      case .rating: #expect(record.row["accuracy"] == 3)
      case .reasoning: #expect(record.row["reasoning"]?.string?.contains("because") == true)
      }
    }
  }

  @Test(
    "an edited row changes its own record alone, and an inserted one none",
    arguments: RowTask.allCases)
  func edited(task: RowTask) async throws {
    let work = try Workspace()
    let store = try work.create()
    let manifest = task.manifest(live: false)
    let header = task == .generic ? "prompt,response,text" : "prompt,response,context"
    func records(_ table: String) async throws -> [RecordID: JSONObject] {
      let table = table.replacing("prompt,response,text", with: header)
      let made = try await made(task, manifest, table: table, in: store).records
      return Dictionary(uniqueKeysWithValues: made.map { ($0.id, $0.row) })
    }
    let before = try await records(RowTask.table)
    let edited = try await records(RowTask.table(edited: 11))
    let common = before.filter { edited[$0.key] == $0.value }
    #expect(before.count == 30 && edited.count == 30 && common.count == 29)
    #expect(
      before.filter { common[$0.key] == nil }.allSatisfy {
        $1["prompt"]?.string?.contains("tower 11 ") == true
      })
    let inserted = try await records(RowTask.table(edited: nil, inserted: true))
    #expect(before.allSatisfy { inserted[$0.key] == $0.value })
    #expect(inserted.count >= 30)
  }

  @Test(
    "an empty cell of a table stays in the record, and costs no question more",
    arguments: RowTask.allCases)
  func emptyCell(task: RowTask) async throws {
    let work = try Workspace()
    let header = task == .generic ? "prompt,response,text" : "prompt,response,context"
    let lines = RowTask.table.replacing("prompt,response,text", with: header)
      .split(separator: "\n")
    let table = ["\(lines[0]),notes"] + lines.dropFirst().map { "\($0)," }
    let made = try await made(
      task, task.manifest(live: false), table: table.joined(separator: "\n"),
      in: try work.create())
    #expect(made.records.count == 30 && made.records.allSatisfy { $0.row["notes"] == "" })
    #expect(made.outcome.report.receipt.counts.asked == 30)
  }

  @Test("rows of a version bring the passages along that they were made from, through any number")
  func passages() async throws {
    let work = try Workspace()
    let store = try work.create()
    let text = try Repository.text("experiments/coffee/brewing.md")
    let coffee = Manifest(
      dataset: "coffee", task: "qa", documents: ["*.md"], sampling: Sampling(seed: 7),
      perSection: 2,
      strategy: "extraction", catalogue: Offer.catalogue)
    let base = try await Runner(store).run(liveRequest(coffee, text: text), waiting: nil)
    var rating = RowTask.rating.manifest(live: false, datasets: ["coffee@head"])
    rating.dataset = "rated"
    let rated = try await made(.rating, rating, table: nil, in: store)
    #expect(rated.records.count == base.report.receipt.counts.kept)
    #expect(rated.records.allSatisfy { $0.row["accuracy"] == 3 })
    let sequence = try store.records(of: base.report.receipt)
    let rows = try sequence.leaves().flatMap { try sequence.records(of: $0.id) }
    for (old, new) in zip(rows, rated.records) {
      #expect(new.origin?.source == old.id.text && new.origin?.input == "coffee")
      #expect(old.row.members.allSatisfy { new.row[$0.key] == $0.value })
    }
    var reasoning = RowTask.reasoning.manifest(live: false, datasets: ["rated@1"])
    reasoning.dataset = "reasoned"
    let reasoned = try await made(.reasoning, reasoning, table: nil, in: store)
    #expect(reasoned.records.count > 2)
    #expect(reasoned.records.allSatisfy { $0.row["rating"] != nil && $0.row["reasoning"] != nil })
    let subjects = try Subjects(of: reasoned.outcome.report.receipt, in: store)
    #expect(
      reasoned.records.allSatisfy { record in
        subjects.subject(of: record)?.row?.section.map { text.contains($0.text.prefix(40)) }
          ?? false
      })
    for name in ["rated", "reasoned"] {
      let report = try await Reproduction(store, width: 3).run(store.version(name), attest: nil)
      #expect(report.outcome == .identical, "\(name)")
    }
  }

  @Test("what cannot be is told before anything is asked, with its place")
  func refused() async throws {
    let work = try Workspace()
    let store = try work.create()
    func place(_ task: RowTask, _ manifest: Manifest, _ table: String) async -> String? {
      do {
        _ = try await made(task, manifest, table: table, in: store)
        return nil
      } catch let error as any ActionableError {
        return "\(error.code) \(error.place ?? "")"
      } catch {
        return "\(error)"
      }
    }
    let generic = RowTask.generic.manifest(live: false)
    #expect(
      await place(.generic, generic, "prompt,note\nA,B\n") == "columns.unknown template «t»")
    #expect(
      await place(.generic, generic, "prompt,text,summary\nA,B,C\n") == "columns.taken t.csv:2")
    #expect(
      await place(
        .generic, RowTask.generic.manifest(live: false, keep: ["prompt", "x"]), "prompt,text\nA,B\n"
      )
        == "columns.unknown `keep`")
    #expect(
      await place(.rating, RowTask.rating.manifest(live: false), "question,rating\nA,5\n")
        == "columns.misfit t.csv:2")
    #expect(
      await place(.reasoning, RowTask.reasoning.manifest(live: false), "question\nA\n")
        == "columns.misfit t.csv:2")
    #expect(
      await place(.rating, RowTask.rating.manifest(live: false), "question\n\"A\n")
        == "tables.not-csv t.csv:2")
    #expect(try store.datasets().isEmpty)
  }

  @Test("several samples of a row are asked for at once, up to per_section, and count caps all")
  func samples() async throws {
    let work = try Workspace()
    let store = try work.create()
    var manifest = RowTask.generic.manifest(live: false, keep: ["prompt"], perSection: 2)
    #expect(try await made(.generic, manifest, in: store).records.count == 60)
    manifest.count = 7
    #expect(try await made(.generic, manifest, in: store).records.count == 7)
    manifest.perSection = nil
    manifest.count = 100
    #expect(try await made(.generic, manifest, in: store).records.count == 30)
  }
}
