import StemmaRecord
import StemmaTesting
import Testing

@Suite("Import")
struct ImportTests {
  private static let rows = """
    {"question":"What is a tide?","id":"q1","answer":"The sea's rise and fall."}
    {"question":"Who publishes tables?","id":"q2","answer":"A harbour master."}
    {"question":"Why?","id":"q3","answer":"The moon pulls.","mark":"\\u001b[2J"}

    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("rows.jsonl", Self.rows)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "rows", "--id", "id").expect(0)
    return workspace
  }

  @Test("every reading command works on an imported version")
  func reading() throws {
    let workspace = try workspace()
    let show = try workspace.stemma("show", "rows@1", "--json").expect(0).json()
    #expect(show["grade"] == "given" && show["records"] == 3)
    #expect(show["plan"]?["import"]?["id"] == "id")
    #expect(try workspace.stemma("show", "rows@1").expect(0).text.contains("grade given"))
    let sample = try workspace.stemma("sample", "rows@1", "--json").expect(0).json()
    #expect(sample["records"]?.array?.map { $0["id"] } == ["q1", "q2", "q3"])
    #expect(!(try workspace.stemma("sample", "rows@1").expect(0).text.contains("\u{1B}")))
    try workspace.stemma("sample", "rows@1", "--where", "mark~2J").expect(0)
    let trace = try workspace.stemma("trace", "rows@1", "q2").expect(0)
    #expect(trace.text.contains("imported"))
    let lineage = try workspace.stemma("lineage", "rows@1").expect(0)
    #expect(lineage.text.contains("an imported file") && lineage.text.contains("import"))
    try workspace.stemma("lineage", "rows@1", "--graphviz").expect(0)
    #expect(try workspace.stemma("log", "rows").expect(0).text.contains("rows@1"))
    try workspace.stemma("reproduce", "rows@1").expect(0)
    try workspace.stemma("verify").expect(0)
    let exported = try workspace.stemma("export", "rows@1").expect(0)
    #expect(exported.text.split(separator: "\n").count == 3)
    try workspace.stemma("export", "rows@1", "--format", "chatml").expect(0)
  }

  @Test("an imported version can be reviewed, made again, traced and exported")
  func review() throws {
    let workspace = try workspace()
    try workspace.write(
      "d.jsonl",
      """
      {"record": "q1", "decision": "reject", "note": "known"}
      {"record": "q3", "decision": "edit", "row": {"id": "q3", "question": "Why?", "n": 1}}

      """)
    try workspace.write(
      "bad.jsonl", #"{"record": "q1", "decision": "edit", "row": {"id": "q2"}}"# + "\n")
    let refused = try workspace.stemma("review", "rows@1", "--apply", "bad.jsonl").expect(65)
    #expect(refused.errorText.contains("another id than its record"))
    try workspace.stemma("review", "rows@1", "--apply", "d.jsonl").expect(0)
    try workspace.stemma("reproduce", "rows@2").expect(0)
    let trace = try workspace.stemma("trace", "rows@2", "q3", "--json").expect(0).json()
    #expect(trace["import"]?["id"] == "id")
    #expect(trace["reviews"]?.array?.first?["was"]?["answer"] == "The moon pulls.")
    let exported = try workspace.stemma("export", "rows@2").expect(0)
    #expect(exported.text.hasSuffix(#"{"id":"q3","n":1,"question":"Why?"}"# + "\n"))
    #expect(exported.text.split(separator: "\n").count == 2)
    try workspace.stemma("verify").expect(0)
  }

  @Test("compare, rollback and reindex treat it as any version")
  func versions() throws {
    let workspace = try workspace()
    try workspace.write(
      "rows.jsonl",
      Self.rows.replacing("The moon pulls.", with: "The sun, too.")
        .replacing("q2", with: "q4"))
    try workspace.stemma("import", "rows.jsonl", "--dataset", "rows", "--id", "id").expect(0)
    let report = try workspace.stemma("compare", "rows@1", "rows@2", "--json").expect(0).json()
    #expect(report["records"] == ["added": 1, "changed": 1, "removed": 1, "same": 1])
    #expect(report["examples"]?["changed"]?.array?.first?["after"]?["id"] == "q3")
    try workspace.stemma("rollback", "rows", "--to", "1").expect(0)
    try workspace.remove("store/lineage.sqlite")
    try workspace.stemma("reindex").expect(0)
    let log = try workspace.stemma("log", "rows", "--json").expect(0).json()
    #expect(log["versions"]?.array?.count == 3)
    #expect(
      try workspace.stemma("export", "rows@1").expect(0).output
        == workspace.stemma("export", "rows@3").expect(0).output)
  }

  @Test("the same file again publishes nothing and says so")
  func again() throws {
    let workspace = try workspace()
    let again = try workspace.stemma("import", "rows.jsonl", "--dataset", "rows", "--id", "id")
    #expect(again.expect(0).text.contains("already"))
  }

  @Test("standard input gives the receipt that the file gives")
  func standardInput() throws {
    let workspace = try workspace()
    let other = try workspace.shell(
      "cat rows.jsonl | \"$STEMMA\" import - --dataset rows --id id --json"
    ).expect(0).json()
    #expect(other["published"] == false)
  }

  @Test("a dry run writes nothing")
  func dryRun() throws {
    let workspace = try Workspace()
    try workspace.write("rows.jsonl", Self.rows)
    let report = try workspace.stemma(
      "import", "rows.jsonl", "--dataset", "rows", "--dry-run", "--json"
    ).expect(0).json()
    #expect(report["records"] == 3 && report["published"] == false)
    #expect(!workspace.exists("store"))
  }

  @Test("bad lines are named, ten to people and more to scripts, and the exit code is 65")
  func badLines() throws {
    let workspace = try Workspace()
    try workspace.write("bad.jsonl", String(repeating: "{\"a\":}\n", count: 25))
    let told = try workspace.stemma("import", "bad.jsonl", "--dataset", "bad").expect(65)
    #expect(told.errorText.contains("bad.jsonl:1:6: This is not JSON"))
    #expect(told.errorText.contains("25 lines") && !told.errorText.contains("bad.jsonl:11:"))
    let error = try workspace.stemma("import", "bad.jsonl", "--dataset", "bad", "--json")
      .expect(65).error()
    #expect(error["count"] == 25 && error["problems"]?.array?.count == 25)
    #expect(try workspace.stemma("log").expect(0).text.contains("No versions yet"))
  }

  @Test("a row as deep as one may be is read again by all; a deeper one is refused")
  func deep() throws {
    let workspace = try Workspace()
    func row(_ depth: Int, _ word: String) -> String {
      let lists =
        String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
      return "{\"id\":\"a\",\"text\":\"\(word)\",\"x\":\(lists)}"
    }
    try workspace.write("deep.jsonl", row(124, "one") + "\n")
    try workspace.stemma("import", "deep.jsonl", "--dataset", "deep", "--id", "id").expect(0)
    try workspace.write(
      "d.jsonl", #"{"record": "a", "decision": "edit", "row": \#(row(124, "two"))}"#)
    try workspace.stemma("review", "deep@1", "--apply", "d.jsonl").expect(0)
    #expect(try workspace.stemma("export", "deep@2").expect(0).text == row(124, "two") + "\n")
    try workspace.stemma("check", "deep@2").expect(0)
    try workspace.stemma("sample", "deep@1").expect(0)
    try workspace.stemma("compare", "deep@1", "deep@2").expect(0)
    let trace = try workspace.stemma("trace", "deep@2", "a").expect(0).text
    #expect(trace.contains("review"), "\(trace)")
    try workspace.write("deeper.jsonl", row(125, "one") + "\n")
    let told = try workspace.stemma("import", "deeper.jsonl", "--dataset", "deep").expect(65)
    #expect(told.errorText.contains("deeper.jsonl:1:"))
    try workspace.write(
      "e.jsonl", #"{"record": "a", "decision": "edit", "row": \#(row(125, "two"))}"#)
    try workspace.stemma("review", "deep@1", "--apply", "e.jsonl").expect(65)
  }

  @Test("what a damaged pack no longer holds is written again with the next import")
  func healing() throws {
    let workspace = try Workspace()
    var dice = Dice(3)
    let rows = (0..<600).map { number in
      let word = String(UInt64.random(in: 0...UInt64.max, using: &dice), radix: 36)
      return "{\"id\":\"\(number)\",\"t\":\"\(word) of \(number)\"}\n"
    }
    try workspace.write("rows.jsonl", rows.joined())
    try workspace.stemma("import", "rows.jsonl", "--dataset", "one", "--id", "id").expect(0)
    let before = try workspace.stemma("export", "one@1").expect(0).output
    try workspace.flipByteInPack()
    try workspace.stemma("export", "one@1").expect(12)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "two", "--id", "id").expect(0)
    for version in ["one@1", "two@1"] {
      #expect(try workspace.stemma("export", version).expect(0).output == before)
    }
    // Once is enough, whichever pack's name comes first.
    func packs() throws -> [UInt8] { try workspace.shell("ls -R store/packs").expect(0).output }
    let listed = try packs()
    try workspace.stemma("import", "rows.jsonl", "--dataset", "two", "--id", "id").expect(0)
    #expect(try packs() == listed)
    try workspace.stemma("verify").expect(12)
    try workspace.stemma("gc", "--yes").expect(0)
    try workspace.stemma("verify").expect(0)
    #expect(try workspace.stemma("export", "one@1").expect(0).output == before)
  }

  @Test("what is no file and what is no name is refused")
  func arguments() throws {
    let workspace = try Workspace()
    try workspace.stemma("import", "nowhere.jsonl", "--dataset", "rows").expect(65)
    try workspace.stemma("import", ".", "--dataset", "rows").expect(65)
    try workspace.write("rows.jsonl", Self.rows)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "No").expect(64)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "rows", "--width", "0").expect(64)
    try workspace.stemma("import", "rows.jsonl").expect(64)
  }
}
