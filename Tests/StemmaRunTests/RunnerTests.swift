import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

let prose = """
  # Coffee

  ## Roasting

  Roasting is the process of heating green beans. The drum holds twelve kilograms of beans. A light
  roast keeps more acid because the heat stops early. The roaster cools the beans with air.

  ## Brewing

  A filter is a paper cone that holds the ground coffee. Water at ninety degrees extracts the sugars
  first. If the water is too hot, the cup tastes bitter. Brewers weigh the water and the coffee.

  """

func request(
  _ manifest: Manifest, _ text: String = prose, width: Int = 2
) -> RunRequest {
  RunRequest(
    manifest: manifest, source: Array("dataset: coffee\n".utf8), overrides: [], template: nil,
    inputs: [InputFile(name: "a.md", bytes: Array(text.utf8))], width: width,
    occasion: ["host": "here"], seconds: 1_800_000_000)
}

@Suite("the runner")
struct RunnerTests {
  @Test("a run makes a version, and the same again says that head has it")
  func twice() async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = try await Runner(store).run(request(manifest(perSection: 3)), waiting: nil)
    #expect(first.report.receipt.counts.kept > 0)
    guard case .published(let version) = first.publication
    else { return #expect(Bool(false), "not published") }
    #expect(version.name == "coffee@1")
    let second = try await Runner(store).run(
      request(manifest(perSection: 3), width: 8), waiting: nil)
    guard case .alreadyHead = second.publication
    else { return #expect(Bool(false), "published twice") }
    #expect(second.report.receipt == first.report.receipt)
    #expect(try store.events(about: version.receipt).map(\.kind) == ["repetition"])
    #expect(try work.list("store/runs").isEmpty && work.list("store/tmp").isEmpty)
    #expect(try store.verify().damages.isEmpty)
  }

  @Test("where nothing is kept, that is the error, and nothing is to be seen")
  func nothingKept() async throws {
    let work = try Workspace()
    let store = try work.create()
    let length = FilterChoice(
      name: "length",
      parameters: ["question_min": .integer(900_000), "question_max": .integer(900_000)])
    let error = await #expect(throws: RunError.self) {
      _ = try await Runner(store).run(
        request(manifest(perSection: 3, filters: [length])), waiting: nil)
    }
    #expect(error?.code == "run.nothing-kept")
    #expect(error?.whatHappened.contains("dropped.length.question-too-short") == true)
    try expectNothing(work, store)
  }

  private func expectNothing(_ work: Workspace, _ store: Store) throws {
    #expect(try store.datasets().isEmpty)
    for folder in ["runs", "tmp", "packs"] {
      #expect(try work.list("store/\(folder)").isEmpty, "\(folder)")
    }
  }

  @Test("a cancelled run ends as cancelled, and nothing is to be seen")
  func cancelled() async throws {
    let work = try Workspace()
    let store = try work.create()
    let run = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await Runner(store).run(request(manifest(perSection: 3)), waiting: nil)
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    try expectNothing(work, store)
  }

  @Test("inputs without prose, and two of one name, are refused")
  func inputs() async throws {
    let work = try Workspace()
    let store = try work.create()
    await #expect(throws: RunError.nothingToAsk(inputs: 1)) {
      _ = try await Runner(store).run(
        request(manifest(perSection: 3), "```\ncode\n```\n"), waiting: nil)
    }
    let twice = RunRequest(
      manifest: manifest(perSection: 3), source: [], overrides: [], template: nil,
      inputs: ["b.md", "a.md", "b.md"].map { InputFile(name: $0, bytes: Array(prose.utf8)) },
      width: 1, occasion: [:], seconds: 0)
    await #expect(throws: RunError.duplicateInput("b.md")) {
      _ = try await Runner(store).run(twice, waiting: nil)
    }
    try expectNothing(work, store)
  }

  @Test("every record can be followed back to section, template and prompt")
  func trace() async throws {
    let work = try Workspace()
    let store = try work.create()
    let receipt = try await Runner(store).run(
      request(manifest(perSection: 3)), waiting: nil
    ).report.receipt
    var followed = 0
    for leaf in try store.records(of: receipt).leaves() {
      for record in try store.records(of: receipt).records(of: leaf.id) {
        let trace = try #require(try RecordTrace(record.id, of: receipt, in: store))
        #expect(trace.record == record)
        #expect(trace.subject.name == record.origin?.source)
        #expect(trace.prompt["messages"]?.array?.isEmpty == false)
        #expect(trace.template["name"] == "qa-default")
        followed += 1
      }
    }
    #expect(followed == receipt.counts.kept)
    #expect(try RecordTrace(RecordID("nowhere"), of: receipt, in: store) == nil)
  }
}
