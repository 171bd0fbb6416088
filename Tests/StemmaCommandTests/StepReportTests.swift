import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("What is told of records that are made part by part")
struct StepReportTests {
  @Test("reports and entries are as their schemas say, and every step is told")
  func schemas() throws {
    let work = try Workspace()
    let manifest = Repository.path("experiments/preferences-judged.yaml")
    try work.stemma("run", manifest, "--store", "store", "--quiet").expect(0)
    let store = try Store(at: work.path("store"))
    let receipt = try store.receipt(try store.version("preferences-judged").receipt)
    var pairs: [SchemaCheck.Pair] = []
    var flaws: Set<String> = []
    var first: String?
    for (root, schema) in [
      (receipt.roots.records, "record"), (receipt.roots.traces, "trace"),
      (receipt.roots.ledger, "ledger"),
    ] {
      try SequenceReader(root, from: store).forEach { _, entry in
        let json = entry.json() ?? .null
        if schema == "record" { first = first ?? entry.key }
        if let flaw = json["origin"]?["flaw"]?.string { flaws.insert(flaw) }
        pairs.append(
          .init(name: "\(schema) \(entry.key)", schema: "\(schema).schema.json", document: json))
        return true
      }
    }
    #expect(flaws == ["beside", "incomplete"])
    let id = try #require(first)
    let trace = try work.stemma("trace", "preferences-judged", id, "--json").expect(0).json()
    #expect(trace["steps"]?.array?.map { $0["role"] } == ["question", "chosen", "rejected"])
    let plan = try work.stemma("plan", manifest, "--prompts", "3", "--json").expect(0).json()
    #expect(plan["samples"]?.array?.count == 3)
    let sample = try work.stemma("sample", "preferences-judged", "--json").expect(0).json()
    let export = try work.stemma(
      "export", "preferences-judged", "--format", "dpo", "--output", "p.jsonl", "--json"
    ).expect(0).json()
    for (name, document) in [
      ("trace", trace), ("plan", plan), ("sample", sample), ("export", export),
    ] {
      pairs.append(.init(name: name, schema: "\(name).report.schema.json", document: document))
    }
    for complaint in try SchemaCheck.complaints(of: pairs) { Issue.record("\(complaint)") }
    let lines = try work.stemma("trace", "preferences-judged", id).expect(0).text
    for role in ["question  sha256:", "chosen    sha256:", "rejected  sha256:"] {
      #expect(lines.contains(role))
    }
  }

  @Test("a template and a format that do not fit are refused, and it is said what would")
  func refused() throws {
    let work = try Workspace()
    try work.write(
      "a.md", "# Bees\n\nBees visit flowers because nectar is their food. A hive has a queen.")
    try work.write("t.json", #"{"name": "one", "userPrompt": "{section} {count}"}"#)
    try work.write(
      "m.yaml",
      """
      stemma: 1
      dataset: bees
      task: qa
      inputs: {documents: [a.md]}
      teachers: {a: embedded}
      roles: {question: a, answer: a}
      template: t.json
      per_section: 3
      filters: []

      """)
    let refused = try work.stemma("run", "m.yaml", "--store", "store", "--json")
    #expect(refused.status == 65)
    let error = try JSONReader.read(refused.errors)
    #expect(error["code"] == "template.wants-roles")
    #expect(error["whatHappened"]?.string?.contains("`question`, `answer`") == true)
    try work.stemma("run", "m.yaml", "--store", "store", "--set", "template=").expect(0)
    let unfit = try work.stemma("export", "bees", "--format", "dpo", "--json", "--output", "b")
    #expect(unfit.status == 1)
    #expect(try JSONReader.read(unfit.errors)["code"] == "export.unfit")
  }
}
