import StemmaRecord
import StemmaTesting
import Testing

@Suite("Rows at the command")
struct RowCommandTests {
  private static let table = """
    id,question,answer,context
    moon,Why does the tide come twice a day?,The tide comes twice a day because the earth turns beneath two bulges.,\
    "The tide comes twice a day because the earth turns beneath two bulges. A tide table is a list, printed by harbours, of high waters."
    table,What is a tide table?,"A tide table is a list, printed by harbours, of high waters.",\
    "The moon pulls the sea. A tide table is a list, printed by harbours, of high waters. Captains read the tide table because shallow harbours dry out."

    """

  private func workspace(_ fields: String, table: String = RowCommandTests.table) throws
    -> Workspace
  {
    let workspace = try Workspace()
    try workspace.write("t.csv", table)
    try workspace.write(
      "prompt.json", #"{"name": "p", "userPrompt": "{row.context}\n{count}\n{output_schema}"}"#)
    try workspace.write(
      "m.yaml", "stemma: 1\ndataset: made\ninputs: {tables: [t.csv]}\n\(fields)\n")
    return workspace
  }

  private func rows(_ workspace: Workspace, _ format: String = "jsonl") throws -> [JSONValue] {
    try workspace.stemma("export", "made", "--format", format).expect(0).output
      .split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) }
  }

  @Test("a row's own id stays, the record's stands beside it, and both come back through an import")
  func ids() throws {
    let table = """
      id,record_id,question,answer
      moon,,Why is there a tide?,Because the moon pulls the sea.
      sun,x,What is a spring tide?,"It is a high tide, when sun and moon stand in one line."

      """
    let workspace = try workspace("task: qa_rating", table: table)
    try workspace.stemma("run", "m.yaml").expect(0)
    let sample = try workspace.stemma("sample", "made", "-n", "9", "--json").expect(0).json()
    let records = sample["records"]?.array ?? []
    #expect(records.count == 2)
    let made = try rows(workspace)
    #expect(made.map { $0["id"] } == ["moon", "sun"] && made.map { $0["record_id"] } == ["", "x"])
    #expect(Set(made.map { $0["record_id_2"] }) == Set(records.map { $0["id"] }))
    try workspace.stemma(
      "run", "m.yaml", "--set", "keep=[id, question, answer]", "--set", "dataset=plain"
    ).expect(0)
    let lines = try workspace.stemma("export", "plain").expect(0)
    try workspace.write("plain.jsonl", lines.text)
    let plain = try lines.output.split(separator: UInt8(ascii: "\n")).map {
      try JSONReader.read($0)
    }
    let known = try workspace.stemma("sample", "plain", "-n", "9", "--json").expect(0).json()
    let ids = Set(known["records"]?.array?.map { $0["id"] } ?? [])
    #expect(ids.count == 2 && Set(plain.map { $0["record_id"] }) == ids)
    try workspace.stemma("import", "plain.jsonl", "--dataset", "again", "--id", "record_id").expect(
      0)
    let again = try workspace.stemma("sample", "again", "-n", "9", "--json").expect(0).json()
    #expect(Set(again["records"]?.array?.map { $0["id"] } ?? []) == ids)
    #expect(try workspace.stemma("export", "again").expect(0).text == lines.text)
    let csv = try workspace.stemma("export", "plain", "--format", "csv").expect(0).text
    #expect(csv.hasPrefix("id,record_id,"))
    // Of the same rows under other ids every one is a duplicate.
    let twice = lines.text.replacing("\"record_id\":\"", with: "\"record_id\":\"z")
    try workspace.write("twice.jsonl", lines.text + twice)
    let checked = try workspace.stemma("check", "twice.jsonl", "--json").json()
    let line = checked["lines"]?.array?.first { $0["name"] == "exact_duplicates" }
    #expect(line?["faults"] == 2)
    // So it is where a row has two ids of its own besides.
    let three = try workspace.stemma("export", "made").expect(0).text
    let other = three.replacing("\"record_id_2\":\"", with: "\"record_id_2\":\"z")
    try workspace.write("three.jsonl", three + other)
    let found = try workspace.stemma("check", "three.jsonl", "--json").json()
    #expect(
      found["lines"]?.array?.first { $0["name"] == "exact_duplicates" }?["faults"] == 2)
    let table3 = try workspace.stemma("export", "made", "--format", "csv").expect(0).text
    #expect(table3.hasPrefix("id,record_id,record_id_2,"))
  }

  @Test("rated rows are the table's, to the byte, with points; they are checked and exported")
  func rating() throws {
    let workspace = try workspace("task: qa_rating")
    #expect(try workspace.stemma("plan", "m.yaml").expect(0).text.contains("2 slots in 2 rows"))
    try workspace.stemma("run", "m.yaml").expect(0)
    let made = try rows(workspace)
    #expect(made.map { $0["id"] } == ["moon", "table"])
    #expect(made[1]["answer"] == "A tide table is a list, printed by harbours, of high waters.")
    for row in made {
      let parts = ["accuracy", "relevance", "clarity", "usefulness"].compactMap { row[$0]?.integer }
      #expect(row["rating"]?.integer == parts.reduce(0, +) && parts.count == 4)
      #expect(row["accuracy"] == 3)
    }
    let chat = try rows(workspace, "chatml")
    #expect(chat[0]["messages"]?.array?.map { $0["role"] } == ["user", "assistant"])
    let check = try workspace.stemma("check", "made", "--json").json()
    let lines = check["lines"]?.array ?? []
    #expect(lines.contains { $0["name"] == "schema" && $0["faults"] == 0 }, "\(check)")
    try workspace.stemma("reproduce", "made").expect(0)
  }

  @Test("reasoning stands beside the answer in rows, and before it in conversations")
  func reasoning() throws {
    let workspace = try workspace("task: cot_enhancement\nkeep: [question, answer, context]")
    try workspace.stemma("run", "m.yaml").expect(0)
    let made = try rows(workspace)
    #expect(made.count == 2)
    for (row, chat) in zip(made, try rows(workspace, "chatml")) {
      let reasoning = try #require(row["reasoning"]?.string)
      let answer = try #require(row["answer"]?.string)
      #expect(chat["messages"]?.array?.last?["content"] == .string("\(reasoning)\n\n\(answer)"))
      #expect(reasoning.contains("“\(answer)”"))
    }
    let alpaca = try JSONReader.read(
      workspace.stemma("export", "made", "--format", "alpaca").expect(0).output)
    #expect(alpaca.array?.first?["instruction"] == made[0]["question"])
  }

  @Test("written columns are exported as rows, and refused where a trainer wants a conversation")
  func generic() throws {
    let workspace = try workspace(
      "task: generic\noutputs: [summary, keywords]\nkeep: []\ntemplate: prompt.json")
    try workspace.stemma("run", "m.yaml").expect(0)
    #expect(
      try rows(workspace).map { $0.object?.members.map(\.key) }
        == Array(
          repeating: ["id", "keywords", "summary"], count: 2))
    let csv = try workspace.stemma("export", "made", "--format", "csv").expect(0).text
    #expect(csv.hasPrefix("id,keywords,summary\r\n"))
    let refused = try workspace.stemma("export", "made", "--format", "chatml")
    #expect(refused.status == 1 && refused.errorText.contains("[export.unfit]"))
  }

  @Test("a row's trace shows its columns and what was asked, in words and as the schema says")
  func trace() throws {
    let workspace = try workspace(
      "task: generic\noutputs: [question, answer]\nkeep: [id]\ntemplate: prompt.json")
    var pairs: [SchemaCheck.Pair] = []
    for (command, arguments) in [
      ("plan", ["m.yaml", "--prompts", "1", "--items"]), ("run", ["m.yaml"]), ("show", ["made"]),
      ("sample", ["made"]), ("reproduce", ["made"]), ("lineage", ["made"]),
    ] {
      let result = try Program.stemma().run(
        [command] + arguments + ["--json"], in: workspace.folder)
      pairs.append(
        .init(
          name: command, schema: "\(command).report.schema.json",
          document: try result.expect(0).json()))
    }
    let record = try workspace.anyRecord(of: "made")
    let trace = try workspace.stemma("trace", "made", record, "--json").expect(0).json()
    #expect(trace["sourceRow"]?["columns"]?["context"]?.string?.contains("tide table") == true)
    #expect(trace["origin"]?["seed"] == trace["sourceRow"]?["name"] && trace["section"] == nil)
    pairs.append(.init(name: "trace", schema: "trace.report.schema.json", document: trace))
    for complaint in try SchemaCheck.complaints(of: pairs) { Issue.record("\(complaint)") }
    let words = try workspace.stemma("trace", "made", record).expect(0).text
    #expect(words.contains("row       t.csv:") && words.contains("context: "))
  }

  @Test("mistakes in tables and in names of columns end in 65, with what is there")
  func mistakes() throws {
    let fields = "task: generic\noutputs: [summary]\ntemplate: prompt.json"
    let lacking = try workspace(fields, table: "id,contex\n1,Text.\n")
    for command in ["plan", "run"] {
      let error = try lacking.stemma(command, "m.yaml", "--json").expect(65).error()
      #expect(error["code"] == "columns.unknown", "\(command)")
      #expect(error["nextStep"]?.string?.contains("Did you mean `contex`?") == true)
    }
    let broken = try workspace(fields, table: "id,context\n1,a,b\n2,\"x\n")
    let error = try broken.stemma("run", "m.yaml", "--json").expect(65).error()
    #expect(error["code"] == "tables.invalid" && error["problems"]?.array?.count == 2)
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "tables", schema: "error.schema.json", document: error)
      ]).isEmpty)
    let refused = try workspace(
      "task: generic\noutputs: [poem]\ntemplate: prompt.json"
    ).stemma("plan", "m.yaml").expect(65).errorText
    #expect(refused.contains("no rule by which to write `poem`"))
    #expect(!broken.exists("store/history.git/refs/heads/made"))
  }
}
