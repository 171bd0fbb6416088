import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting
import Testing

@testable import StemmaRun

private let seedFile = """
  {"id": "wheel", "prompt": "How is a wheel trued?", "answer": "Turn the spokes. Go slowly."}
  {"instruction": "Name the parts of a hub.", "output": "Axle, cones, balls and shell."}
  {"input": "Why oil a chain?", "response": "Because dry links wear out."}
  """

private func instruction(
  seed: UInt64? = 7, temperature: Int = 900_000, seeds: [String] = ["s.jsonl"],
  datasets: [String] = [], domain: String? = nil, constraints: [String] = [], count: Int? = 60,
  maxTokens: Int? = nil, strategy: String? = nil, candidates: Int = 1, maxAttempts: Int = 3,
  filters: [FilterChoice]? = nil
) -> Manifest {
  Manifest(
    dataset: "bikes", task: "instruction", seeds: seeds, datasets: datasets,
    sampling: Sampling(
      seed: seed, temperature: Millionths(count: temperature), maxTokens: maxTokens),
    domain: domain, constraints: constraints, count: count, strategy: strategy,
    candidates: candidates, maxAttempts: maxAttempts, filters: filters,
    catalogue: Offer.catalogue)
}

private func quality(_ minimum: Int) -> [FilterChoice] {
  [
    FilterChoice(name: "schema", parameters: [:]),
    FilterChoice(
      name: "quality", parameters: ["minimum": .decimal(Millionths(count: minimum))]),
  ]
}

private func seeded(
  _ manifest: Manifest, file: String? = seedFile, width: Int = 2
) -> RunRequest {
  let inputs = file.map { [InputFile(kind: .seeds, name: "s.jsonl", bytes: Array($0.utf8))] }
  return RunRequest(
    manifest: manifest, source: Array("m".utf8), overrides: [], template: nil,
    inputs: inputs ?? [], width: width, occasion: [:], seconds: 1_000)
}

@Suite("runs from seeds")
struct SeedRunTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func run(
    _ manifest: Manifest, file: String? = seedFile, width: Int = 2, in store: Store
  ) async throws -> RunReport {
    try await Runner(store).run(seeded(manifest, file: file, width: width), waiting: nil).report
  }

  private func reproduces(_ name: String, in store: Store) async throws -> Bool {
    let report = try await Reproduction(store, width: 3).run(store.version(name), attest: nil)
    return report.outcome == .identical && report.differences.isEmpty
  }

  private func entries(_ root: ObjectID, _ store: Store) throws -> [(key: String, json: JSONValue)]
  {
    var entries: [(String, JSONValue)] = []
    try SequenceReader(root, from: store).forEach { _, entry in
      entries.append((entry.key, entry.json() ?? .null))
      return true
    }
    return entries
  }

  /// What must hold of every run: nothing vanishes.
  private func addsUp(_ receipt: Receipt, _ store: Store) throws -> Bool {
    let counts = receipt.counts
    let ledger = try entries(receipt.roots.ledger, store)
    let records = try entries(receipt.roots.records, store).count
    let traces = try entries(receipt.roots.traces, store).count
    return counts.outcomes.values.reduce(0, +) == counts.asked
      && counts.kept == records && counts.kept == traces
      && counts.asked - counts.kept == ledger.count
      && Set(ledger.map(\.key)).count == ledger.count
  }

  @Test("a version of seeds is made, traced, and made again from the store alone")
  func wholeWay() async throws {
    let store = try workspace.create()
    let report = try await run(instruction(domain: "bicycles"), in: store)
    #expect(report.receipt.counts.kept == 60 && report.subjects == 3 && report.source == .seed)
    #expect(report.receipt.inputs.map(\.kind) == [.seeds])
    #expect(report.receipt.revisions["seed-reader"] == 1)
    #expect(report.receipt.revisions["section-cutter"] == nil)
    #expect(try await reproduces("bikes@1", in: store))
    let records = try entries(report.receipt.roots.records, store)
    #expect(Set(records.compactMap { $0.json["origin"]?["strategy"]?.string }).count == 4)
    let trace = try #require(
      try RecordTrace(RecordID(records[7].key), of: report.receipt, in: store))
    #expect(trace.subject.seed?.instruction.isEmpty == false)
    let prompt = CanonicalJSON.text(trace.prompt)
    #expect(prompt.contains(trace.subject.seed?.response ?? "none") && !prompt.contains("{seed"))
  }

  @Test("an inserted seed leaves the ids of the others alone, and so does another temperature")
  func stableIDs() async throws {
    let store = try workspace.create()
    func ids(_ manifest: Manifest, _ file: String) async throws -> Set<String> {
      let report = try await run(manifest, file: file, in: store)
      return Set(try entries(report.receipt.roots.records, store).map(\.key))
    }
    var manifest = instruction(count: nil, filters: [])
    manifest.perSection = 8
    let before = try await ids(manifest, seedFile)
    manifest.sampling.temperature = Millionths(count: 100_000)
    #expect(try await ids(manifest, seedFile) == before)
    let more = #"{"prompt": "New?", "answer": "Yes."}"# + "\n" + seedFile
    let after = try await ids(manifest, more)
    #expect(before.count == 24 && after.count == 32 && after.isSuperset(of: before))
  }

  @Test("without any input there is a neutral seed, of domain and task")
  func neutral() async throws {
    let store = try workspace.create()
    let manifest = instruction(seeds: [], domain: "soil-science", count: 12)
    let report = try await run(manifest, file: nil, in: store)
    #expect(report.receipt.counts.kept == 12 && report.receipt.inputs.isEmpty)
    let records = try entries(report.receipt.roots.records, store)
    #expect(records.allSatisfy { $0.json["origin"]?["seed"] == "neutral" })
    #expect(records.allSatisfy { CanonicalJSON.text($0.json).contains("soil science") })
    #expect(try await reproduces("bikes@1", in: store))
  }

  @Test("the receipt is the same at width 1 and 8, and after an interruption", arguments: 1...3)
  func sameReceipt(seed: UInt64) async throws {
    let manifest = instruction(
      seed: seed, temperature: 100_000 + Int(seed) * 300_000, constraints: ["At most 40 words."],
      count: 40, maxTokens: 200, candidates: 3, filters: quality(720_000))
    var receipts: Set<ObjectID> = []
    for width in [1, 8] {
      let store = try Store.create(at: workspace.path("width-\(width)"))
      let report = try await run(manifest, width: width, in: store)
      receipts.insert(report.receipt.id)
      #expect(try addsUp(report.receipt, store), "seed \(seed)")
      #expect(try await reproduces("bikes@1", in: store))
    }
    let store = try workspace.create()
    let begun = seeded(manifest, width: 1)
    let interrupted = Task {
      try await Runner(store).run(
        begun, waiting: nil,
        progress: { if $0.kept > 20 { withUnsafeCurrentTask { $0?.cancel() } } })
    }
    await #expect(throws: CancellationError.self) { try await interrupted.value }
    #expect(try store.datasets().isEmpty)
    receipts.insert(try await run(manifest, width: 3, in: store).receipt.id)
    #expect(receipts.count == 1, "seed \(seed)")
  }

  @Test("rejected slots are asked again and the count is reached; every part is accounted for")
  func rounds() async throws {
    let store = try workspace.create()
    let report = try await run(
      instruction(count: 120, candidates: 2, maxAttempts: 5, filters: quality(800_000)),
      in: store)
    let counts = report.receipt.counts
    #expect(counts.rounds > 1 && counts.outcomes["dropped.quality.too-low", default: 0] > 0)
    #expect(counts.outcomes["surplus", default: 0] > 0)
    #expect(counts.kept == 120 && report.shortfall == 0)
    #expect(try addsUp(report.receipt, store))
    for trace in try entries(report.receipt.roots.traces, store) {
      let verdict = trace.json["verdicts"]?.array?.last
      #expect(verdict?["filter"] == "quality" && verdict?["score"]?.integer ?? 0 >= 800_000)
    }
    // No better candidate of a slot was passed over.
    let kept = Dictionary(
      uniqueKeysWithValues: try entries(report.receipt.roots.traces, store).map {
        ($0.key, $0.json["verdicts"]?.array?.last?["score"]?.integer ?? 0)
      })
    for entry in try entries(report.receipt.roots.ledger, store)
    where entry.json["outcome"] == "surplus" {
      let score = entry.json["verdicts"]?.array?.last?["score"]?.integer
      #expect(score ?? .max <= kept[entry.json["record"]?.string ?? ""] ?? 0)
    }
  }

  @Test("a gate that hardly anything passes leaves a shortfall, and one nothing passes an error")
  func shortfall() async throws {
    let store = try workspace.create()
    let report = try await run(
      instruction(count: 60, maxAttempts: 2, filters: quality(950_000)), in: store)
    #expect(report.shortfall > 0 && report.receipt.counts.kept == 60 - report.shortfall)
    #expect(try addsUp(report.receipt, store))
    let impossible = instruction(
      constraints: ["At least 5000 words."], count: 5, filters: quality(900_000))
    await #expect(throws: RunError.self) { _ = try await run(impossible, in: store) }
    #expect(try store.versions(of: "bikes").count == 1)
  }

  @Test("answers that the token limit cuts off are truncated, and asked for again")
  func tokens() async throws {
    let store = try workspace.create()
    let report = try await run(
      instruction(temperature: 1_500_000, count: 30, maxTokens: 110, maxAttempts: 4), in: store)
    #expect(report.receipt.counts.outcomes["truncated", default: 0] > 0)
    #expect(report.receipt.counts.kept > 0)
    #expect(try addsUp(report.receipt, store))
    #expect(try await reproduces("bikes@1", in: store))
  }

  @Test("a dataset's records are seeds; its receipt is pinned, and the version its child")
  func chained() async throws {
    let store = try workspace.create()
    let first = try await run(instruction(count: 9), in: store)
    var manifest = instruction(
      seeds: [], datasets: ["bikes@head"], count: nil, strategy: "deepen")
    manifest.dataset = "deeper"
    manifest.perSection = 2
    let second = try await run(manifest, file: nil, in: store)
    #expect(second.receipt.counts.kept == 18 && second.subjects == 9)
    #expect(
      second.receipt.parents == [Receipt.Parent(dataset: "bikes", receipt: first.receipt.id)])
    let what = try store.json(of: second.receipt.plan, .plan)
    #expect(
      what["inputs"]?["datasets"] == .array([.string("bikes@\(first.receipt.id)")]))
    let names = try entries(second.receipt.roots.records, store).compactMap {
      $0.json["origin"]?["seed"]?.string
    }
    let ids = try entries(first.receipt.roots.records, store).map(\.key)
    #expect(Set(names) == Set(ids))
    // A later head changes nothing of what was made.
    _ = try await run(instruction(count: 12), in: store)
    #expect(try await reproduces("deeper@1", in: store))
    let again = try await run(manifest, file: nil, in: store)
    #expect(again.receipt.parents != second.receipt.parents)
    let preview = try PlanPreview(
      manifest, template: nil, inputs: [], store: store, sampleCount: 1)
    #expect(preview.subjects == 12 && preview.inputs == 1)
  }

  @Test("a dataset or version that is not there is an error with the nearest name")
  func missing() async throws {
    let store = try workspace.create()
    _ = try await run(instruction(count: 3), in: store)
    for (name, nearest) in [("bkies@head", "bikes@head"), ("bikes@7", "bikes@head")] {
      let manifest = instruction(seeds: [], datasets: [name])
      let error = await #expect(throws: RunError.self) {
        try await run(manifest, file: nil, in: store)
      }
      #expect(error?.code == "input.no-version" && error?.nextStep.contains(nearest) == true)
    }
    let twice = instruction(seeds: [], datasets: ["bikes@1", "bikes@head"])
    await #expect(throws: RunError.duplicateInput("bikes")) {
      try await run(twice, file: nil, in: store)
    }
    #expect(throws: RunError.noStoreForDatasets("bikes@1")) {
      try PlanPreview(
        instruction(seeds: [], datasets: ["bikes@1"]), template: nil, inputs: [], store: nil,
        sampleCount: 0)
    }
  }
}
