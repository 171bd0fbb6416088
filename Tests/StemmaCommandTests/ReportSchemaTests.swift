import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("What is written is what schemas/ describes")
struct ReportSchemaTests {
  @Test("every report of every command, and every entry in the store, is as its schema says")
  func everything() throws {
    var pairs = try Tour.shared.get().stops.map {
      SchemaCheck.Pair(name: $0.name, schema: $0.schema, document: $0.document)
    }
    pairs += try storedPairs()
    let used = Set(pairs.map(\.schema))
    let there = try Repository.list("schemas")
    // Rows of the other tasks are held against theirs where the experiments are run.
    let others: Set = [
      "manifest.schema.json", "template.schema.json", "instruction.row.schema.json",
      "preference.row.schema.json", "summary.row.schema.json",
      "classification.row.schema.json", "cot.row.schema.json", "mcq.row.schema.json",
      "text.row.schema.json", "chat.row.schema.json",
      "generic.row.schema.json", "qa_rating.row.schema.json", "cot_enhancement.row.schema.json",
    ]
    for name in there where name.hasSuffix(".json") && !others.contains(name) {
      #expect(used.contains(name), "no document is held against \(name)")
    }
    for complaint in try SchemaCheck.complaints(of: pairs) { Issue.record("\(complaint)") }
  }

  @Test("the check itself complains of what is wrong: a member more, one fewer, an empty id")
  func checkCanFail() throws {
    let right: JSONObject = [
      "folder": "/w", "store": "/w/store", "written": .array(["experiments/first.yaml"]),
    ]
    var more = right
    more["colour"] = "blue"
    var fewer = right
    fewer["store"] = nil
    let complaints = try SchemaCheck.complaints(of: [
      .init(name: "right", schema: "init.report.schema.json", document: .object(right)),
      .init(name: "more", schema: "init.report.schema.json", document: .object(more)),
      .init(name: "fewer", schema: "init.report.schema.json", document: .object(fewer)),
      .init(
        name: "id", schema: "sample.report.schema.json",
        document: [
          "matching": 1, "version": "tides@1",
          "records": [
            ["id": "", "origin": Self.origin, "row": ["question": "?"]]
          ],
        ]),
    ])
    #expect(complaints.count == 3)
    for (name, complaint) in zip(["more", "fewer", "id"], complaints) {
      #expect(complaint.hasPrefix(name + " "))
    }
  }

  private static let origin: JSONValue = [
    "heading": .array([]), "input": "a.txt", "section": "0123456789abcdef", "slot": 0,
    "strategy": "extraction",
  ]

  @Test("each schema names itself, and no host but json-schema.org's")
  func schemasAreSelfContained() throws {
    let names = try Repository.list("schemas")
      .filter { $0.hasSuffix(".report.schema.json") }
    #expect(names.count == 31)
    for name in names {
      let bytes = try Repository.bytes("schemas/\(name)")
      let schema = try JSONReader.read(bytes)
      #expect(schema["$id"]?.string == name)
      #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
      #expect(schema["title"]?.string?.isEmpty == false)
      #expect(schema["description"]?.string?.isEmpty == false)
      #expect(String(decoding: bytes, as: UTF8.self).split(separator: "://").count == 2)
    }
  }

  @Test("whatever of a manifest decides bytes, the schema of `show` lists under a version's plan")
  func planFields() throws {
    func schema(_ name: String) throws -> JSONValue {
      try JSONReader.read(try Repository.bytes("schemas/\(name).schema.json"))
    }
    let fields = try #require(try schema("manifest")["properties"]?.object)
    let deciding = fields.members.filter { $0.value["x-stemma"] == "what" && $0.key != "stemma" }
    let plan = try #require(try schema("show.report")["$defs"]?["plan"])
    #expect(plan["additionalProperties"] == false && deciding.count > 30)
    for field in deciding { #expect(plan["properties"]?[field.key] != nil, "\(field.key)") }
  }

  @Test("the schema that init writes for editors is the one in schemas/")
  func manifestSchema() throws {
    let workspace = try Workspace()
    try workspace.stemma("init").expect(0)
    let name = "schemas/manifest.schema.json"
    #expect(try workspace.read(name) == Repository.bytes(name))
  }

  /// Records, rows, traces and receipt of a version, read from its store.
  private func storedPairs() throws -> [SchemaCheck.Pair] {
    let workspace = try Workspace.tidal(
      fields: """
        candidates: 3
        filters: [schema, {length: {answer_max: 180}}, duplicates]
        split: {validation: 0.1}
        """)
    let run = try workspace.stemma("run", "tides.yaml")
    let store = try Store(at: workspace.path("store"))
    guard run.status == 0 else { throw Failure(run.errorText) }
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    var pairs = [
      SchemaCheck.Pair(name: "receipt", schema: "receipt.schema.json", document: receipt.json)
    ]
    for (name, root, schema) in [
      ("record", receipt.roots.records, "record"), ("trace", receipt.roots.traces, "trace"),
      ("ledger", receipt.roots.ledger, "ledger"),
      ("side", try #require(receipt.roots.sides), "side"),
    ] {
      try SequenceReader(root, from: store).forEach { _, entry in
        pairs.append(
          .init(
            name: "\(name) \(entry.key)", schema: "\(schema).schema.json",
            document: entry.json() ?? .null))
        return true
      }
    }
    let reviewed = try reviewedPairs(workspace)
    pairs += reviewed
    for pair in pairs where pair.schema == "record.schema.json" {
      pairs.append(
        .init(
          name: "row of \(pair.name)", schema: "qa.row.schema.json",
          document: pair.document["row"] ?? .null))
    }
    return pairs
  }

  /// What a review makes: receipt, traces, ledger, and its decisions as lines.
  private func reviewedPairs(_ workspace: Workspace) throws -> [SchemaCheck.Pair] {
    let sample = try workspace.stemma("sample", "tides@1", "-n", "9", "--json").json()
    let ids = (sample["records"]?.array ?? []).compactMap { $0["id"]?.string }
    try workspace.write(
      "d.jsonl",
      """
      {"record": "\(ids[0])", "decision": "reject", "note": "vague"}
      {"record": "\(ids[1])", "decision": "edit", "row": {"question": "Why?", "answer": "So."}}

      """)
    try workspace.stemma("review", "tides@1", "--apply", "d.jsonl").expect(0)
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version("tides@2").receipt)
    var pairs = [
      SchemaCheck.Pair(name: "reviewed", schema: "receipt.schema.json", document: receipt.json)
    ]
    for (root, schema) in [(receipt.roots.traces, "trace"), (receipt.roots.ledger, "ledger")] {
      try SequenceReader(root, from: store).forEach { _, entry in
        pairs.append(
          .init(
            name: "reviewed \(schema) \(entry.key)", schema: "\(schema).schema.json",
            document: entry.json() ?? .null))
        return true
      }
    }
    let lines = try workspace.stemma("review", "tides@2", "--export-decisions", "-").expect(0)
    pairs += try lines.output.split(separator: UInt8(ascii: "\n")).map { line in
      .init(name: "decision", schema: "decision.schema.json", document: try JSONReader.read(line))
    }
    let leak = RecordSide(
      RecordSide.Leak(drawn: .test, other: RecordID(ids[0]), score: 900_000))
    for (name, result) in [
      ("answer", RecordedExchange.Result.answered(Answer(text: "So.", finishReason: .length))),
      ("failure", .failed(reason: "The prompt is too long.")),
    ] {
      for usage in [nil, TokenUsage(prompt: 3, completion: 1)] {
        pairs.append(
          .init(
            name: name, schema: "exchange.schema.json",
            document: RecordedExchange(result, usage: usage).json))
      }
    }
    pairs.append(.init(name: "leak", schema: "side.schema.json", document: leak.json))
    return pairs
  }
}
