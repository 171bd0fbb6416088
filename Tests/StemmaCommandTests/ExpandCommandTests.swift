import StemmaRecord
import StemmaTesting
import Testing

@Suite("Expansion at the command")
struct ExpandCommandTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "seeds.json",
      """
      [{"id": "tea", "prompt": "How long should black tea draw?", "response": "Three minutes."},
       {"id": "pot", "prompt": "How is a pot kept warm?", "response": "Under a cosy."}]
      """)
    try workspace.write(
      "t.json",
      """
      {"name": "two", "userPrompt": ["{count} for {{persona}}: {output_schema}", "{count}: {topic}"]}
      """.replacing("{topic}", with: "{{topic}}"))
    try workspace.write(
      "m.yaml",
      """
      stemma: 1
      dataset: tea
      task: instruction
      inputs: {seeds: [seeds.json]}
      strategy: free
      template: t.json
      sampling: {seed: 3}
      expand:
        topics: [leaves, water]
        personas: [a guest, a child, a cook]
        combinations: 5
        samples_per_prompt: 2

      """)
    return workspace
  }

  @Test("plan tells how many combinations there are and what a smaller number would take")
  func plan() throws {
    let workspace = try workspace()
    #expect(try workspace.stemma("plan", "m.yaml").expect(0).text.contains("5 of 12 combinations"))
    let plan = try workspace.stemma("plan", "m.yaml", "--items", "--prompts", "1", "--json")
      .expect(0).json()
    #expect(plan["combinations"] == ["taken": 5, "total": 12])
    #expect(plan["slots"] == 20 && plan["items"]?.array?.count == 10)
    #expect(plan["items"]?.array?.first?["expansion"]?["topic"]?.string != nil)
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "plan", schema: "plan.report.schema.json", document: plan)
      ]).isEmpty)
    let fewer = try workspace.stemma("plan", "m.yaml", "--set", "expand.combinations=2", "--json")
      .expect(0).json()
    #expect(fewer["combinations"] == ["taken": 2, "total": 12] && fewer["slots"] == 8)
  }

  @Test("records know their values, and are the same at any width and made again")
  func run() throws {
    let workspace = try workspace()
    let first = try workspace.stemma("run", "m.yaml", "--width", "1", "--json").expect(0).json()
    let again = try workspace.stemma(
      "run", "m.yaml", "--width", "7", "--store", "other", "--json"
    ).expect(0).json()
    #expect(first["receipt"] == again["receipt"] && first["records"]?.integer ?? 0 > 10)
    try workspace.stemma("reproduce", "tea").expect(0)
    let sample = try workspace.stemma("sample", "tea", "-n", "20", "--json").expect(0).json()
    let values = (sample["records"]?.array ?? []).map { $0["origin"]?["expansion"] }
    #expect(values.count > 10 && values.allSatisfy { $0?["persona"]?.string != nil })
    #expect(Set(values.compactMap { $0.map(CanonicalJSON.text) }).count == 5)
    let id = sample["records"]?.array?.first?["id"]?.string ?? ""
    let trace = try workspace.stemma("trace", "tea", id, "--json").expect(0).json()
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "sample", schema: "sample.report.schema.json", document: sample),
        .init(name: "trace", schema: "trace.report.schema.json", document: trace),
      ]).isEmpty)
    // Fewer combinations are some of the same records.
    let fewer = try workspace.stemma(
      "run", "m.yaml", "--set", "expand.combinations=2", "--json"
    ).expect(0).json()
    #expect(fewer["version"] == "tea@2")
    let ids = (sample["records"]?.array ?? []).compactMap { $0["id"]?.string }
    let some = try workspace.stemma("sample", "tea@2", "-n", "20", "--json").expect(0).json()
    for record in some["records"]?.array ?? [] {
      #expect(ids.contains(record["id"]?.string ?? ""))
    }
  }
}
