import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@Suite("The manifests in experiments/")
struct ExperimentTests {
  /// In an order in which each finds the versions it is made from; with the fewest records it gives.
  private static let all: [(name: String, task: String, least: Int)] = [
    ("coffee", "qa", 41), ("coffee-judged", "qa", 37), ("tides", "qa", 41),
    ("coffee-clean", "qa", 38),
    ("coffee-roles", "qa", 30), ("preferences", "preference", 120),
    ("preferences-judged", "preference", 15), ("preferences-evolved", "preference", 80),
    ("summaries", "summary", 50),
    ("classes", "classification", 60), ("reasoning", "cot", 40), ("choices", "mcq", 15),
    ("texts", "text", 24), ("chats", "chat", 20),
    ("bicycles", "instruction", 100),
    ("mix", "instruction", 60),
    ("bicycles-strict", "instruction", 60), ("bicycles-expanded", "instruction", 36),
    ("library", "instruction", 48),
    ("library-sway", "instruction", 33),
    ("coffee-ten", "qa", 10), ("planned", "chat", 40), ("sentiment", "classification", 10),
    ("audiences", "text", 250),
    ("dgemm", "qa", 2), ("dgemm-notes", "qa", 1), ("dgemm-knobs", "qa", 2),
    ("medical", "instruction", 48), ("seedless", "instruction", 48),
    ("coffee-deeper", "instruction", 41), ("tools", "generic", 7),
    ("coffee-rated", "qa_rating", 41), ("coffee-reasoned", "cot_enhancement", 10),
  ]

  /// Those that ask a model over a network, by their providers.
  private static let providers = [
    "anthropic", "gemini", "hf", "hf-router", "ollama", "openai", "vllm-server",
  ]

  @Test(
    "there is one for each provider, planned without a server or a key", arguments: providers)
  func plan(provider: String) throws {
    let manifest = try Repository.text("experiments/\(provider).yaml")
    #expect(manifest.contains("\nteacher: \(provider):"))
    let report = try Workspace().stemma(
      "plan", Repository.path("experiments/\(provider).yaml"), "--json"
    ).expect(0).json()
    #expect(report["slots"]?.integer ?? 0 > 0, "\(report)")
  }

  @Test("each runs as it is, offline, and every row is as its task's schema says")
  func all() throws {
    let workspace = try Workspace()
    var pairs: [SchemaCheck.Pair] = []
    for (name, task, least) in Self.all {
      let report = try workspace.stemma(
        "run", Repository.path("experiments/\(name).yaml"), "--store", "store", "--json", "--quiet"
      ).expect(0).json()
      #expect(report["records"]?.integer ?? 0 >= least, "\(name)")
      let shown = try workspace.stemma("show", name, "--json").expect(0).json()
      pairs.append(
        .init(name: "show \(name)", schema: "show.report.schema.json", document: shown))
      let all = shown["counts"]?["sides"] == nil ? [] : ["--side", "all"]
      let rows = try Program.stemma().run(["export", name] + all, in: workspace.folder)
        .expect(0).output
      let lines = rows.split(separator: UInt8(ascii: "\n"))
      #expect(lines.count == report["records"]?.integer)
      for line in lines {
        var row = try #require(try JSONReader.read(line).object)
        row["id"] = nil
        pairs.append(
          .init(name: "row of \(name)", schema: "\(task).row.schema.json", document: .object(row)))
      }
      try workspace.stemma("reproduce", name).expect(0)
    }
    for complaint in try SchemaCheck.complaints(of: pairs) { Issue.record("\(complaint)") }
  }

  @Test("several providers share a manifest's work, which is planned without their keys")
  func shared() throws {
    let report = try Workspace().stemma(
      "plan", Repository.path("experiments/\(Self.several).yaml"), "--json"
    ).expect(0).json()
    #expect(report["slots"]?.integer ?? 0 > 20, "\(report)")
    for provider in ["openai", "anthropic", "gemini"] {
      #expect(report["teacher"]?.string?.contains("(\(provider):") == true, "\(report)")
    }
  }

  private static let several = "preferences-providers"

  @Test("those named here are all there are")
  func complete() throws {
    let manifests = try Repository.list("experiments").filter { $0.hasSuffix(".yaml") }
    let named = Self.all.map(\.name) + Self.providers + ["self", Self.several]
    #expect(manifests == named.map { "\($0).yaml" }.sorted())
  }

  @Test("self.yaml runs by the commands that it names, and is made again without the server")
  func adapter() throws {
    let workspace = try Workspace()
    try workspace.write("adapter_model.safetensors", ServedAdapter.weights(1))
    let commands = try Repository.text("experiments/self.yaml").split(separator: "\n")
      .filter { $0.hasPrefix("#   stemma ") }
      .map { $0.split(separator: " ").dropFirst(2).map(String.init) }
    #expect(commands.map(\.first) == ["run", "export", "adapter", "run", "compare", "lineage"])
    let manifest = Repository.path("experiments/self.yaml")
    var served: ServedAdapter? = try ServedAdapter()
    for command in commands {
      var words = command.map { word in
        word.hasPrefix("experiments/") ? Repository.path(word) : word
      }
      let url = try #require(served?.url)
      words = words.map { $0.replacing("http://127.0.0.1:8000", with: url) }
      if words == ["run", manifest] {
        // What it is to ask is known before anything is asked.
        #expect(try workspace.stemma("plan", manifest).expect(0).text.contains("coffee-lora"))
        #expect(served?.asked == 0)
      }
      let result = try Program.stemma().run(words, in: workspace.folder)
      result.expect(0)
      if command.first == "lineage" {
        #expect(result.text.contains("coffee@1") && result.text.contains("adapter sha256:"))
      }
    }
    let asked = try #require(served?.asked)
    let counts = try workspace.stemma("show", "coffee@2", "--json").expect(0).json()["counts"]
    #expect(asked > 10 && counts?["kept"]?.integer ?? 0 > 20)
    served = nil
    // All of it was recorded: offline it is the same.
    try workspace.stemma("reproduce", "coffee@2").expect(0)
    try workspace.stemma("run", manifest).expect(0)
  }

  @Test("the gate of bicycles-strict rejects, and its ledger says by what score")
  func gate() throws {
    let workspace = try Workspace()
    let manifest = Repository.path("experiments/bicycles-strict.yaml")
    let report = try workspace.stemma("run", manifest, "--store", "store", "--json").expect(0)
      .json()
    let outcomes = report["counts"]?["outcomes"]
    #expect(outcomes?["dropped.quality.too-low"]?.integer ?? 0 > 0)
    let total = outcomes?.object?.members.compactMap(\.value.integer).reduce(0, +)
    #expect(total == report["counts"]?["asked"]?.integer)
    var rejected: [JSONValue] = []
    let sample = try workspace.stemma("sample", "bicycles-strict", "-n", "60", "--json").json()
    for record in sample["records"]?.array ?? [] where rejected.isEmpty {
      let trace = try workspace.stemma(
        "trace", "bicycles-strict", record["id"]?.string ?? "", "--json"
      ).json()
      rejected = (trace["rejected"]?.array ?? []).filter {
        $0["outcome"] == "dropped.quality.too-low"
      }
      let kept = trace["verdicts"]?.array?.first { $0["filter"] == "quality" }
      #expect(kept?["score"]?.integer ?? 0 > 0)
    }
    let verdict = try #require(rejected.first?["verdicts"]?.array?.last)
    #expect(verdict["filter"] == "quality" && verdict["score"]?.integer != nil)
  }
}

@Suite("Seeds at the command")
struct SeedCommandTests {
  private func workspace(_ seeds: String, inputs: String = "seeds: [s.json]") throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("s.json", seeds)
    try workspace.write(
      "m.yaml",
      "stemma: 1\ndataset: bikes\ntask: instruction\ninputs: {\(inputs)}\ncount: 6\n")
    return workspace
  }

  @Test("all that is wrong with a file of seeds is told at once, in words and as JSON")
  func problems() throws {
    let workspace = try workspace("[{\"prompt\": \"A\"},\n {\"output\": 5}]")
    let words = try workspace.stemma("run", "m.yaml").expect(65).errorText
    for place in ["s.json:1 [0].response", "s.json:2 [1].instruction", "s.json:2 [1].output"] {
      #expect(words.contains(place), "\(words)")
    }
    let error = try workspace.stemma("plan", "m.yaml", "--json").expect(65).error()
    #expect(error["code"] == "seeds.invalid" && error["problems"]?.array?.count == 3)
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "seeds", schema: "error.schema.json", document: error)
      ]).isEmpty)
    #expect(!workspace.exists("store/history.git/refs/heads/bikes"))
  }

  @Test("reports of runs from seeds are as schemas/ describes them")
  func reports() throws {
    let workspace = try workspace(#"[{"id": "a", "prompt": "A?", "answer": "B."}]"#)
    var pairs: [SchemaCheck.Pair] = []
    for (command, arguments) in [
      ("plan", ["m.yaml", "--prompts", "1", "--items"]), ("run", ["m.yaml"]),
      ("show", ["bikes"]), ("sample", ["bikes"]), ("reproduce", ["bikes"]), ("lineage", ["bikes"]),
      ("log", ["bikes"]),
    ] {
      let result = try Program.stemma().run(
        [command] + arguments + ["--json"], in: workspace.folder)
      pairs.append(
        .init(
          name: command, schema: "\(command).report.schema.json",
          document: try result.expect(0).json()))
    }
    let trace = try workspace.stemma("trace", "bikes", workspace.anyRecord(of: "bikes"), "--json")
    let document = try trace.expect(0).json()
    #expect(document["seed"]?["instruction"] == "A?" && document["section"] == nil)
    pairs.append(.init(name: "trace", schema: "trace.report.schema.json", document: document))
    for complaint in try SchemaCheck.complaints(of: pairs) { Issue.record("\(complaint)") }
  }

  @Test("exports for trainers have instruction and response where they belong")
  func exports() throws {
    let workspace = try workspace(#"[{"prompt": "A?", "answer": "B."}]"#)
    try workspace.stemma("run", "m.yaml").expect(0)
    func lines(_ format: String) throws -> JSONValue {
      let text = try workspace.stemma("export", "bikes", "--format", format).expect(0).output
      return format == "alpaca"
        ? try JSONReader.read(text)
        : .array(try text.split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) })
    }
    let rows = try #require(try lines("jsonl").array)
    let alpaca = try #require(try lines("alpaca").array)
    let chat = try #require(try lines("chatml").array)
    #expect(rows.count == 6 && alpaca.count == 6 && chat.count == 6)
    for ((row, alpaca), chat) in zip(zip(rows, alpaca), chat) {
      #expect(alpaca["instruction"] == row["instruction"] && alpaca["input"] == "")
      #expect(alpaca["output"] == row["response"])
      let messages = chat["messages"]?.array ?? []
      #expect(messages.map { $0["role"]?.string } == ["user", "assistant"])
      #expect(messages.map { $0["content"] } == [row["instruction"], row["response"]])
    }
  }

  @Test("a dataset that is not there ends in 65, with the name that is nearest")
  func missing() throws {
    let workspace = try workspace(
      #"[{"prompt": "A?", "answer": "B."}]"#, inputs: "datasets: [bikse@head]")
    let early = try workspace.stemma("plan", "m.yaml", "--json")
    #expect(early.status == 10)
    try workspace.write("n.yaml", "stemma: 1\ndataset: bikes\ntask: instruction\ncount: 2\n")
    try workspace.stemma("run", "n.yaml").expect(0)
    for command in ["run", "plan"] {
      let error = try workspace.stemma(command, "m.yaml", "--json").expect(65).error()
      #expect(error["code"] == "input.no-version", "\(command)")
      #expect(error["nextStep"]?.string?.contains("`bikes@head`") == true)
    }
    try workspace.stemma("run", "m.yaml", "--set", "inputs.datasets=[bikes@1]").expect(0)
  }
}
