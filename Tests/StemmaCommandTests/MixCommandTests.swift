import StemmaRecord
import StemmaTesting
import Testing

@Suite("Mixes at the command")
struct MixCommandTests {
  private static let manifest = """
    stemma: 1
    dataset: tea
    task: instruction
    inputs: {seeds: [seeds.json]}
    strategy: cycle
    sampling: {seed: 3}
    count: 24
    batch: 8
    mix:
      format: {prose: 2, bullets: 1}
      customer: [{name: guest, instruction: A guest asks.}, cook]
    expect: ["mix.format == 2"]

    """

  private func workspace(_ manifest: String = Self.manifest) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "seeds.json",
      """
      [{"id": "tea", "prompt": "How long should black tea draw?", "response": "Three minutes."},
       {"id": "pot", "prompt": "How is a pot kept warm?", "response": "Under a cosy."}]
      """)
    try workspace.write("m.yaml", manifest)
    return workspace
  }

  private func complaints(_ reports: [(String, JSONValue)]) throws -> [String] {
    try SchemaCheck.complaints(
      of: reports.map { name, report in
        .init(name: name, schema: "\(name).report.schema.json", document: report)
      }
    ).map { "\($0)" }
  }

  @Test("plan tells the combinations, each value's records, and which size is usual")
  func plan() throws {
    let workspace = try workspace()
    let text = try workspace.stemma("plan", "m.yaml").expect(0).text
    #expect(text.contains("a mix of 4 combinations"))
    #expect(text.contains("mix customer: 12 cook, 12 guest"))
    #expect(text.contains("mix format: 8 bullets, 16 prose"))
    #expect(text.contains("24 records: fewer than usual for simple tasks (100 to 500)"))
    let plan = try workspace.stemma("plan", "m.yaml", "--prompts", "1", "--json").expect(0).json()
    #expect(plan["slots"] == 24 && plan["mixCombinations"] == 4)
    #expect(plan["mix"]?.array?.compactMap { $0["slots"]?.integer } == [12, 12, 8, 16])
    #expect(plan["items"]?.array?.first?["mix"]?["customer"]?.string != nil)
    #expect(plan["size"]?["records"] == 24 && plan["wholeSlots"] == nil)
    let prompt = plan["samples"]?.array?.first?["messages"]?.array?.last?["content"]?.string ?? ""
    #expect(prompt.contains("\nFormat: "))
    #expect(try complaints([("plan", plan)]).isEmpty)
  }

  @Test("run, show, sample, trace, compare and export tell what was mixed")
  func run() throws {
    let workspace = try workspace()
    let first = try workspace.stemma("run", "m.yaml", "--width", "1", "--json").expect(0).json()
    let again = try workspace.stemma(
      "run", "m.yaml", "--width", "7", "--store", "other"
    ).expect(0).text
    #expect(
      again.contains("mix     customer: 12 cook, 12 guest\nmix     format: 8 bullets, 16 prose"))
    #expect(again.contains(first["receipt"]?.string ?? "none"))
    let format = first["mix"]?.array?.last
    #expect(format?["axis"] == "format")
    #expect(
      format?["values"]?.array?.first
        == ["kept": 8, "short": 0, "value": "bullets", "wanted": 8])
    try workspace.stemma("reproduce", "tea").expect(0)
    let shown = try workspace.stemma("show", "tea", "--json").expect(0).json()
    #expect(shown["mix"] == first["mix"])
    #expect(
      try workspace.stemma("show", "tea").expect(0).text
        .contains("mix       format: 8 bullets, 16 prose"))
    let sample = try workspace.stemma(
      "sample", "tea", "-n", "30", "--where", "mix.format=bullets", "--json"
    ).expect(0).json()
    let records = sample["records"]?.array ?? []
    #expect(records.count == 8)
    #expect(records.allSatisfy { $0["origin"]?["mix"]?["format"] == "bullets" })
    #expect(
      records.allSatisfy { $0["row"]?["response"]?.string?.contains("- ") == true })
    let id = records.first?["id"]?.string ?? ""
    let trace = try workspace.stemma("trace", "tea", id, "--json").expect(0).json()
    #expect(try workspace.stemma("trace", "tea", id).expect(0).text.contains("format bullets"))
    let rows = try workspace.stemma("export", "tea", "--format", "jsonl", "--with", "mix")
      .expect(0).text.split(separator: "\n")
    #expect(rows.count == 24 && rows.allSatisfy { $0.contains(#""mix":{"customer":"#) })
    try workspace.stemma("run", "m.yaml", "--set", "mix.format=null").expect(65)
    try workspace.stemma(
      "run", "m.yaml", "--set", "mix={format: {prose: 1, bullets: 5}}", "--set", "expect=null"
    ).expect(0)
    let compared = try workspace.stemma("compare", "tea@1", "tea@2", "--json").expect(0).json()
    let names = (compared["statistics"]?.array ?? []).compactMap { $0["name"]?.string }
    #expect(names.contains("mix.format"))
    #expect(
      try complaints([
        ("run", first), ("show", shown), ("sample", sample), ("trace", trace),
        ("compare", compared),
      ]).isEmpty)
  }

  @Test("a value that cannot be had ends in 3, with what is short")
  func short() throws {
    let workspace = try workspace(
      Self.manifest.replacing(
        "expect: [\"mix.format == 2\"]",
        with: "filters: [schema, {regex: {drop: {response: '(?m)^- '}}}]"))
    let outcome = try workspace.stemma("run", "m.yaml").expect(3)
    #expect(outcome.text.contains("mix     format: 0 bullets of 8, 16 prose"))
    #expect(outcome.text.contains("8 records fewer than the 24 asked for"))
  }

  @Test("a sample is planned, run, and followed by the whole, which is compared with it")
  func sample() throws {
    let workspace = try workspace()
    let text = try workspace.stemma("plan", "m.yaml", "--sample", "5").expect(0).text
    #expect(text.contains("tea: 5 slots") && text.contains("a sample of 24 slots"))
    #expect(text.hasSuffix("next  stemma run m.yaml --sample 5\n"))
    let set = try workspace.stemma("plan", "m.yaml", "--set", "count=7", "--sample", "5").expect(0)
    #expect(set.text.hasSuffix("next  stemma run m.yaml --set 'count=7' --sample 5\n"))
    let plan = try workspace.stemma("plan", "m.yaml", "--sample", "5", "--json").expect(0).json()
    #expect(plan["slots"] == 5 && plan["wholeSlots"] == 24 && plan["size"]?["records"] == 24)
    let sample = try workspace.stemma(
      "run", "m.yaml", "--sample", "5", "--set", "expect=null", "--json"
    ).expect(0).json()
    #expect(sample["records"] == 5 && sample["sample"] == 5 && sample["wanted"] == nil)
    #expect(sample["mix"] == nil)
    let whole = try workspace.stemma("run", "m.yaml", "--json").expect(0).json()
    #expect(whole["version"] == "tea@2" && whole["records"] == 24)
    try workspace.stemma("reproduce", "tea@1").expect(0)
    let shown = try workspace.stemma("show", "tea@1", "--json").expect(0).json()
    #expect(shown["plan"]?["sample"] == 5)
    let compared = try workspace.stemma("compare", "tea@1", "tea@2", "--json").expect(0).json()
    #expect(compared["records"]?["removed"] == 0)
    #expect(
      try complaints([
        ("plan", plan), ("run", sample), ("show", shown), ("compare", compared),
      ]).isEmpty)
    for wrong in ["0", "-3", "many"] {
      try workspace.stemma("run", "m.yaml", "--sample=\(wrong)").expect(wrong == "many" ? 64 : 65)
    }
  }
}
