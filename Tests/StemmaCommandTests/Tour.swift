import StemmaRecord
import StemmaTesting
import Testing

/// Every command once with `--json`, on a small fixed workspace; made once for all tests.
struct Tour: Sendable {
  struct Stop: Sendable {
    /// Names the golden file.
    let name: String
    /// The file in `schemas/` that describes the document.
    let schema: String
    let document: JSONValue
    let bytes: [UInt8]
  }

  let stops: [Stop]

  static let shared = Result { try Tour() }

  private init() throws {
    let workspace = try Workspace.tidal(fields: "count: 40\nmax_attempts: 1")
    var stops: [Stop] = []
    func report(_ name: String, status: Int32 = 0, _ arguments: [String]) throws {
      let result = try Program.stemma().run(
        arguments + ["--json"], in: workspace.folder)
      guard result.status == status else {
        throw Failure("\(arguments): \(result.status), \(result.errorText)")
      }
      let command = arguments[0]
      stops.append(
        Stop(
          name: name, schema: "\(command).report.schema.json", document: try result.json(),
          bytes: result.output))
    }
    try report("init", ["init", "."])
    try report("plan", ["plan", "tides.yaml", "--prompts", "1"])
    try report(
      "plan-cost",
      [
        "plan", "tides.yaml", "--set", "teacher=openai:gpt-4o-mini", "--set",
        "sampling={max_tokens: 500}", "--set", "budget=0.02",
      ])
    try report("run", status: 3, ["run", "tides.yaml"])
    try report("run-again", status: 3, ["run", "tides.yaml"])
    try workspace.write("kilns.md", Workspace.kilns)
    try workspace.write("kilns.yaml", Workspace.manifest(documents: "kilns.md"))
    try report("run-set", ["run", "kilns.yaml", "--set", "sampling.temperature=0.9"])
    try report("reproduce", ["reproduce", "tides@1"])
    try report("runs", ["runs"])
    try report("why-miss", ["why-miss", "tides.yaml"])
    try report("tag", ["tag", "tides@1", "best"])
    try report("tag-moved", ["tag", "tides@2", "best", "--force"])
    try report("note", ["note", "tides@1", "Too short."])
    try report("log", ["log", "tides"])
    try report("show", ["show", "tides@1"])
    try report("show-set", ["show", "tides@head"])
    try report("sample", ["sample", "tides@1", "-n", "1", "--where", "strategy=extraction"])
    let sampled = stops.last?.document["records"]?.array?.first?["id"]?.string
    try report("lineage", ["lineage", "tides@1"])
    try report("trace", ["trace", "tides@1", sampled ?? ""])
    try report("compare", ["compare", "tides@1", "tides@2"])
    try report("compare-page", ["compare", "tides@1", "tides@2", "--html", "page.html"])
    try report("compare-several", ["compare", "tides@1", "tides@2", "tides@1"])
    try workspace.write("bench.txt", "Tides:\n\n" + Workspace.tides)
    try report(
      "contamination", status: 4,
      ["contamination", "tides@1", "--against", "bench.txt", "tides@2", "--examples", "2"])
    try report("explain", ["explain", "tides@1", "tides@2", sampled ?? ""])
    try report("rollback", ["rollback", "tides", "--to", "1", "--restore-manifest"])
    try report("rollback-none", ["rollback", "tides", "--to", "1"])
    try report("export", ["export", "tides@1", "--format", "alpaca", "--output", "out.json"])
    try report("export-card", ["export", "tides@1", "--card", "--output", "carded"])
    try report("upload", ["upload", "tides@1", "hf:me/tides", "--dry-run"])
    try report("tokens", ["tokens", "tides@1"])
    try Self.splitAndReview(workspace) { try report($0, status: $1, $2) }
    try workspace.write(
      "rows.jsonl",
      #"{"id":"a","question":"Why?","answer":"So."}"# + "\n" + #"{"id":"b","n":1}"# + "\n")
    try report(
      "sweep",
      ["sweep", "kilns.yaml", "--over", "sampling.temperature=0,1", "--set", "dataset=swept"])
    try report("check", status: 4, ["check", "rows.jsonl"])
    try report("import-dry", ["import", "rows.jsonl", "--dataset", "rows", "--dry-run"])
    try report("import", ["import", "rows.jsonl", "--dataset", "rows", "--id", "id"])
    try report("show-import", ["show", "rows@1"])
    try report("trace-import", ["trace", "rows@1", "a"])
    try report("lineage-import", ["lineage", "rows@1"])
    try Self.adapter(workspace) { try report($0, status: $1, $2) }
    try report("verify", ["verify"])
    try report("reindex", ["reindex"])
    try workspace.write("store/tmp/1-0.pack", "half a pack")
    try report("gc-dry", ["gc", "--dry-run"])
    try report("gc", ["gc", "--yes"])
    try report("doctor", ["doctor"])
    stops += try Self.doors()

    func error(_ name: String, _ status: Int32, _ arguments: String...) throws {
      let result = try Program.stemma().run(arguments + ["--json"], in: workspace.folder)
      guard result.status == status else {
        throw Failure("\(arguments): \(result.status), \(result.text)")
      }
      stops.append(
        Stop(
          name: name, schema: "error.schema.json", document: try result.error(),
          bytes: result.errors))
    }
    try workspace.write(
      "bad.yaml", Workspace.manifest().replacing("strategy", with: "strategie") + "count: -1\n")
    try error("error-manifest", 65, "run", "bad.yaml")
    try workspace.write("bad.jsonl", #"{"id":"a"}"# + "\n[1]\n" + #"{"id":"a"}"# + "\n{\n")
    try error("error-import", 65, "import", "bad.jsonl", "--dataset", "rows", "--id", "id")
    try error("error-version", 1, "show", "tides@9")
    try error("error-arguments", 64, "sample", "tides@1", "-n", "many")
    try workspace.write(
      "bad.jsonl", "{\"record\": \"nobody\", \"decision\": \"accept\"}\n{\"decision\": 1}\n")
    try error("error-decisions", 65, "review", "tides@1", "--apply", "bad.jsonl")
    try workspace.flipByteInPack()
    let damaged = try workspace.stemma("verify", "--json")
    stops.append(
      Stop(
        name: "verify-damaged", schema: "verify.report.schema.json",
        document: try damaged.json(), bytes: damaged.output))
    self.stops = stops
  }
}

extension Tour {
  /// The commands that write their own manifests, in a folder of their own.
  private static func doors() throws -> [Stop] {
    let workspace = try Workspace()
    try workspace.write("notes.dlm", SynthTests.notes)
    var stops: [Stop] = []
    func report(_ name: String, _ arguments: String...) throws {
      let result = try Program.stemma().run(arguments + ["--json"], in: workspace.folder)
      guard result.status == 0 else { throw Failure("\(arguments): \(result.errorText)") }
      stops.append(
        Stop(
          name: name, schema: "\(arguments[0]).report.schema.json", document: try result.json(),
          bytes: result.output))
    }
    try report(
      "synth", "synth", "instructions", "notes.dlm", "--teacher", "embedded", "--max-pairs", "3")
    try report("synth-list", "synth", "list", "notes.dlm")
    try report("synth-apply", "synth", "apply", "notes.dlm")
    try report("synth-revert", "synth", "revert", "notes.dlm", "notes@1")
    try report("show-synth", "show", "notes@1")
    try report("lineage-synth", "lineage", "notes@1")
    try report(
      "datagen", "datagen", "--domain", "harbours", "--count", "3", "--output", "harbours.jsonl")
    return stops
  }

  /// What is said of an adapter, and of a version that one may be trained on.
  private static func adapter(
    _ workspace: Workspace, _ report: (String, Int32, [String]) throws -> Void
  ) throws {
    let head = #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#
    try workspace.write(
      "a.safetensors", "\u{35}" + String(repeating: "\0", count: 7) + head + "abcd")
    let add = [
      "adapter", "add", "rows", "--version", "1", "--teacher", "ollama:rows", "--file",
      "a.safetensors",
    ]
    try report("adapter", 0, add)
    try report("adapter-list", 0, ["adapter", "list", "rows"])
    try report("lineage-adapter", 0, ["lineage", "rows@1"])
    try report("show-adapter", 0, ["show", "rows@1"])
  }

  /// The commands whose reports say more of a version with a split, or of one that a review made.
  private static func splitAndReview(
    _ workspace: Workspace, _ report: (String, Int32, [String]) throws -> Void
  ) throws {
    let split = "split={validation: 0.5, test: 0.1, leak: 1}"
    try workspace.write("parts.md", "\(Workspace.tides)\n\(Workspace.kilns)")
    try workspace.write(
      "parts.yaml", Workspace.manifest(documents: "parts.md", dataset: "parts"))
    try report("run-split", 0, ["run", "parts.yaml", "--set", split])
    try report("show-split", 0, ["show", "parts@1"])
    try report("export-split", 0, ["export", "parts@1", "--output", "parts"])
    let place = ["--where", "strategy=extraction", "--where", "heading=Tides"]
    try report("sample-split", 0, ["sample", "parts@1", "-n", "1"] + place)
    let drawn = try Program.stemma().run(
      ["sample", "parts@1", "-n", "1", "--json"] + place, in: workspace.folder)
    let sampled = try drawn.json()["records"]?.array?.first?["id"]?.string ?? ""
    try workspace.write(
      "decisions.jsonl",
      """
      {"record": "\(sampled)", "decision": "edit", "note": "n", "row": {"question": "Why?", \
      "answer": "So."}}
      """)
    try report(
      "review-dry", 0, ["review", "parts@1", "--apply", "decisions.jsonl", "--dry-run"])
    try report("review", 0, ["review", "parts@1", "--apply", "decisions.jsonl"])
    try report("review-export", 0, ["review", "parts@2", "--export-decisions", "out.jsonl"])
    try report("show-review", 0, ["show", "parts@2"])
    try report("lineage-review", 0, ["lineage", "parts@2"])
    try report("trace-review", 0, ["trace", "parts@2", sampled])
    try report("compare-review", 0, ["compare", "parts@1", "parts@2"])
    try report("reproduce-review", 0, ["reproduce", "parts@2"])
  }
}

extension String {
  func replacing(_ text: String, with other: String) -> String {
    split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
  }
}
