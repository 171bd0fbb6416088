import Foundation
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("Dataset cards, Croissant, uploads and true tokens")
struct CardTests {
  /// Runs a script that reads what stemma writes by the programs it is for.
  private func script(_ name: String) throws -> ProgramResult {
    let world = try Workspace()
    // Where packages are to be had is the machine's business, so its environment is passed on.
    return try Program("python3").run(
      [Repository.path("Tests/Scripts/\(name).py"), try Program.stemma().path], in: world.folder,
      environment: ProcessInfo.processInfo.environment, timeoutSeconds: 900)
  }

  private func expect(_ lines: [String], of name: String) throws {
    let result = try script(name)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    for line in lines { #expect(result.text.contains("\(line): "), "\(line)") }
  }

  @Test("the card leads `datasets` to the rows, and mlcroissant reads them row for row")
  func cards() throws {
    try expect(
      [
        "jsonl", "csv", "parquet", "chatml", "messages", "sharegpt", "alpaca", "metadata", "dpo",
        "hostile", "refused",
      ], of: "check_cards")
  }

  private func run(
    _ manifest: String, _ set: [String], in workspace: Workspace
  ) throws -> ProgramResult {
    try Program.stemma().run(
      ["run", Repository.path("experiments/\(manifest).yaml"), "--store", "store", "--json"]
        + set.flatMap { ["--set", $0] }, in: workspace.folder)
  }

  @Test("a card tells the filters in effect, what rows are made of, and that a version is a sample")
  func recipe() throws {
    let workspace = try Workspace()
    func card(_ manifest: String, _ set: [String]) throws -> String {
      try run(manifest, set, in: workspace).expect(0)
      try workspace.stemma("export", manifest, "--card", "-o", "card-\(manifest)").expect(0)
      return String(decoding: try workspace.read("card-\(manifest)/README.md"), as: UTF8.self)
    }
    let tools = try card("tools", ["sample=2"])
    for row in [
      "| filters | the usual ones: schema |", "| columns kept | id; name; group |",
      "| columns written | summary; question; answer; keywords |",
      "| a sample | the first questions for 2 records |",
    ] { #expect(tools.contains(row), "\(row)") }
    let chats = try card(
      "chats", ["mix={tone: [formal]}", #"personas=["a sailor\nof old"]"#, "count=4"])
    for row in [
      "| filters | the usual ones: schema, length, duplicates |", "| personas | a sailor of old |",
      #"| mixed of | `{"tone":"#,
    ] { #expect(chats.contains(row), "\(row)") }
    #expect(!chats.contains("a sample"))
    try workspace.stemma("export", "chats", "--format", "chatml", "-o", "folder/").expect(0)
    let info = String(decoding: try workspace.read("folder/dataset_info.txt"), as: UTF8.self)
    #expect(info.contains("  - a sailor\\u{a}of old: 4 (100.0 %)"), "\(info)")
  }

  @Test("a license that a manifest states later reaches the card, by a version of the same receipt")
  func laterLicense() throws {
    let workspace = try Workspace()
    let first = try run("tools", [], in: workspace).json()
    let second = try run("tools", ["license=mit"], in: workspace).json()
    let third = try run("tools", ["license=mit"], in: workspace).json()
    #expect(first["receipt"] == second["receipt"])
    #expect(second["version"] == "tools@2" && second["published"] == true)
    #expect(third["version"] == "tools@2" && third["published"] == false)
    try workspace.stemma("export", "tools", "--card", "-o", "card").expect(0)
    let card = String(decoding: try workspace.read("card/README.md"), as: UTF8.self)
    #expect(card.contains("\nlicense: mit\n"))
  }

  @Test("tokens by a tokenizer.json are those that the library counts")
  func tokens() throws {
    try expect(["rows", "folders", "refused"], of: "check_tokens")
  }

  @Test(
    "the Hub's own client uploads all or nothing, in private, and the token is in its header alone")
  func upload() throws {
    try expect(["dry", "whole", "visible", "token", "failing", "killed"], of: "check_upload")
  }

  @Test(
    "what is said of uploads is as its schema says, and of a version of the same receipt nothing")
  func events() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.stemma("rollback", "tides", "--to", "1").expect(0)
    let store = try Store(at: workspace.path("store"))
    let version = try store.version("tides@1")
    #expect(try store.version("tides@3").receipt == version.receipt)
    try store.append(
      .upload, about: version.receipt,
      [
        "commit": "0123abc",
        "execution": ["host": "h", "startedAt": "2026-01-01T00:00:00Z", "stemma": "0.1.0"],
        "files": [
          ["bytes": 1, "path": "data.jsonl", "sha256": .string(String(repeating: "a", count: 64))]
        ],
        "format": "jsonl", "private": true, "target": "hf:me/tides", "version": "tides@1",
      ], seconds: 1_770_000_000)
    let pairs = try [
      ("log", ["log", "tides"]), ("show", ["show", "tides@1"]), ("show", ["show", "tides@3"]),
    ].map { name, arguments in
      SchemaCheck.Pair(
        name: name, schema: "\(name).report.schema.json",
        document: try Program.stemma().run(arguments + ["--json"], in: workspace.folder).json())
    }
    #expect(try SchemaCheck.complaints(of: pairs) == [])
    #expect(pairs[1].document["uploads"]?.array?.count == 1)
    #expect(pairs[2].document["uploads"] == nil)
    let kinds = pairs.dropFirst().map { $0.document["events"]?.array?.map { $0["kind"]?.string } }
    #expect(kinds.first??.contains("upload") == true && kinds.last??.contains("upload") == false)
    let line = "uploaded to hf:me/tides, private, commit 0123abc"
    #expect(try workspace.stemma("log", "tides").text.split(separator: line).count == 2)
    #expect(try workspace.stemma("show", "tides@1").text.contains(line))
    #expect(try !workspace.stemma("show", "tides@3").text.contains(line))
  }
}
