import StemmaRecord
import StemmaTesting
import Testing

@Suite("Review from a file")
struct ReviewTests {
  private func ids(_ workspace: Workspace) throws -> [String] {
    let sample = try workspace.stemma("sample", "tides@1", "-n", "100", "--json").json()
    return (sample["records"]?.array ?? []).compactMap { $0["id"]?.string }
  }

  private func decide(_ workspace: Workspace) throws {
    let ids = try ids(workspace)
    try workspace.write(
      "d.jsonl",
      """
      {"record": "\(ids[0])", "decision": "accept"}
      {"record": "\(ids[1])", "decision": "reject", "note": "vague"}
      {"record": "\(ids[2])", "decision": "edit", "row": {"question": "Why?", "answer": "So."}}

      """)
  }

  @Test("decisions from a file make a version; a dry run makes none; twice is once")
  func apply() throws {
    let workspace = try Workspace.published()
    try decide(workspace)
    let dry = try workspace.stemma("review", "tides@1", "--apply", "d.jsonl", "--dry-run", "--json")
      .expect(0).json()
    #expect(dry["published"] == false && dry["version"] == .null && dry["rejected"] == 1)
    #expect(try workspace.stemma("log", "tides").text.contains("tides@2") == false)
    let made = try workspace.stemma("review", "tides@1", "--apply", "d.jsonl", "--json")
      .expect(0).json()
    #expect(made["version"] == "tides@2" && made["receipt"] == dry["receipt"])
    let again = try workspace.stemma("review", "tides@1", "--apply", "d.jsonl").expect(0)
    #expect(again.text.contains("tides@2 has this receipt already"))
    try workspace.stemma("reproduce", "tides@2").expect(0)
    try workspace.stemma("verify").expect(0)
    let tree = try workspace.stemma("lineage", "tides@2").expect(0).text
    #expect(tree.contains("  made from tides@1\n"))
    #expect(try workspace.stemma("lineage", "tides@1").text.contains("  made into tides@2\n"))
    let dot = try workspace.stemma("lineage", "tides@2", "--graphviz").text
    #expect(dot.contains("\"tides@1\" -> \"tides@2\" [label=\"made from\"];"))
    let trace = try workspace.stemma("trace", "tides@2", try ids(workspace)[2]).expect(0).text
    #expect(trace.contains("review    edit, in the decisions sha256:"))
    let rejected = try ids(workspace)[1]
    let explained = try workspace.stemma("explain", "tides@1", "tides@2", rejected).expect(0).text
    #expect(explained.contains("    note: vague\n"))
    let compared = try workspace.stemma("compare", "tides@1", "tides@2").expect(0).text
    #expect(compared.contains("1 changed, 0 added, 1 removed"))
    #expect(compared.contains("manifest  review.base: unset"))
  }

  @Test("a row of an export, edited, comes back without the id that the export gave it")
  func exported() throws {
    let workspace = try Workspace.published()
    let kept = try workspace.stemma("export", "tides@1").expect(0).text
    let row = try #require(JSONReader.read(Array(kept.utf8.prefix { $0 != 0x0A })).object)
    let id = try #require(row["id"]?.string)
    var edited = row
    edited["answer"] = "Because the moon draws the sea."
    let decision: JSONObject = [
      "decision": "edit", "record": .string(id), "row": .object(edited),
    ]
    try workspace.write("d.jsonl", CanonicalJSON.text(.object(decision)) + "\n")
    try workspace.stemma("review", "tides@1", "--apply", "d.jsonl").expect(0)
    let text = try workspace.stemma("export", "tides@2").expect(0).text
    #expect(text.split(separator: "\n").contains(Substring(CanonicalJSON.text(.object(edited)))))
    #expect(!text.contains("record_id"))
    let explained = try workspace.stemma("explain", "tides@1", "tides@2", id).expect(0).text
    #expect(!explained.contains("id: "))
    // Rows that bring an id of their own have the record's under another name.
    try workspace.write(
      "own.jsonl", #"{"id": "mine", "text": "one"}"# + "\n" + #"{"id": "yours", "text": "two"}"#)
    try workspace.stemma("import", "own.jsonl", "--dataset", "own").expect(0)
    let line = try workspace.stemma("export", "own@1").expect(0).text.prefix { $0 != "\n" }
    let own = try #require(JSONReader.read(Array(line.utf8)).object)
    let record = try #require(own["record_id"]?.string)
    try workspace.write(
      "e.jsonl", #"{"record": "\#(record)", "decision": "edit", "row": \#(line)}"#)
    try workspace.stemma("review", "own@1", "--apply", "e.jsonl").expect(0)
    let same = try workspace.stemma("compare", "own@1", "own@2", "--json").expect(0).json()
    #expect(same["records"]?["same"] == 2, "\(same)")
  }

  @Test("explain knows that a record was given before a review took it out, and what was asked for")
  func explained() throws {
    let workspace = try Workspace.published()
    let rows = [#"{"id": "a", "t": "one"}"#, #"{"id": "b", "t": "two"}"#]
    try workspace.write("own.jsonl", rows.joined(separator: "\n"))
    try workspace.stemma("import", "own.jsonl", "--dataset", "own", "--id", "id").expect(0)
    try workspace.write("d.jsonl", #"{"record": "a", "decision": "reject", "note": "dull"}"#)
    try workspace.stemma("review", "own@1", "--apply", "d.jsonl").expect(0)
    let text = try workspace.stemma("explain", "own@1", "own@2", "a").expect(0).text
    let way = "own@2  given, and not kept\n  dropped.review.rejected\n    note: dull\n"
    #expect(text.contains(way), "\(text)")
    let json = try workspace.stemma("explain", "own@1", "own@2", "a", "--json").expect(0).json()
    #expect(
      try SchemaCheck.complaints(of: [
        SchemaCheck.Pair(name: "own", schema: "explain.report.schema.json", document: json)
      ]) == [])
    // A review of what a run made holds what that was asked for.
    let last = try #require(try ids(workspace).last)
    try workspace.stemma("run", "tides.yaml", "--set", "count=1").expect(0)
    let row = #"{"question": "Why?", "answer": "So."}"#
    try workspace.write(
      "e.jsonl", #"{"record": "\#(try ids(workspace)[0])", "decision": "edit", "row": \#(row)}"#)
    try workspace.stemma("review", "tides@2", "--apply", "e.jsonl").expect(0)
    let small = try workspace.stemma("explain", "tides@1", "tides@3", last).expect(0).text
    #expect(small.contains("tides@3  never asked for\n"), "\(small)")
  }

  @Test("the lineage of a version is the same after the index is made anew")
  func reindex() throws {
    let workspace = try Workspace.published()
    try decide(workspace)
    try workspace.stemma("review", "tides@1", "--apply", "d.jsonl").expect(0)
    try workspace.stemma("review", "tides@2", "--apply", "d.jsonl", "--dataset", "fine").expect(65)
    let second = try workspace.shell("grep -v reject d.jsonl > e.jsonl").expect(0)
    #expect(second.errors.isEmpty)
    try workspace.stemma("review", "tides@2", "--apply", "e.jsonl", "--dataset", "fine").expect(0)
    let before = try workspace.stemma("lineage", "fine@1", "--json").expect(0)
    let steps = try before.json()["ancestors"]?.array?.compactMap { $0["steps"]?.integer }
    #expect(steps == [1, 2])
    try workspace.stemma("reindex").expect(0)
    #expect(try workspace.stemma("lineage", "fine@1", "--json").output == before.output)
    let down = try workspace.stemma("lineage", "tides@1").expect(0).text
    #expect(down.contains("made into fine@1, 2 steps down"))
  }

  @Test("all that is wrong with a file is told at once, and nothing is applied")
  func mistakes() throws {
    let workspace = try Workspace.published()
    try workspace.write(
      "d.jsonl",
      """
      {"record": "nobody", "decision": "accept"}
      {"record": "\(try ids(workspace)[0])", "decision": "maybe"}
      """)
    let result = try workspace.stemma("review", "tides@1", "--apply", "d.jsonl", "--json")
    let error = try result.expect(65).error()
    #expect(error["code"] == "decision.invalid")
    #expect(
      error["problems"]?.array?.compactMap { $0["place"]?.string } == ["d.jsonl:1", "d.jsonl:2"])
    let text = try workspace.stemma("review", "tides@1", "--apply", "d.jsonl").expect(65).errorText
    #expect(text.contains("d.jsonl:1: ") && text.contains("[decision.unknown-decision]"))
    #expect(try workspace.stemma("log", "tides").text.contains("tides@2") == false)
  }

  @Test("decisions that are exported make the same version in another store")
  func roundTrip() throws {
    let workspace = try Workspace.published()
    try decide(workspace)
    try workspace.stemma("review", "tides@1", "--apply", "d.jsonl").expect(0)
    try workspace.stemma("review", "tides@2", "--export-decisions", "out.jsonl").expect(0)
    try workspace.stemma("run", "tides.yaml", "--store", "other").expect(0)
    try workspace.stemma("review", "tides@1", "--apply", "out.jsonl", "--store", "other").expect(0)
    let receipts = try ["store", "other"].map { store in
      try workspace.stemma("show", "tides@2", "--json", "--store", store).json()["receipt"]
    }
    #expect(receipts[0] == receipts[1])
    try workspace.stemma("review", "tides@1", "--export-decisions", "none.jsonl").expect(1)
    try workspace.write("empty.jsonl", "\n")
    let empty = try workspace.stemma("review", "tides@1", "--apply", "empty.jsonl").expect(0)
    #expect(empty.text.contains("nothing decided about tides@1; no version"))
    #expect(try workspace.stemma("log", "tides").text.contains("tides@3") == false)
  }

  @Test("arguments that do not go together are refused")
  func arguments() throws {
    let workspace = try Workspace.published()
    for line in [
      ["--apply", "d", "--publish"], ["--dry-run"], ["--sample", "0"],
      ["--apply", "d", "--sample", "3"], ["--dataset", "No Name"],
      ["--export-decisions", "-", "--json"],
    ] {
      let result = try Program.stemma().run(["review", "tides@1"] + line, in: workspace.folder)
      #expect(result.status == 64, "\(line)")
    }
  }
}
