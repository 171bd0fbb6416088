import StemmaRecord
import StemmaTesting
import Testing

@Suite("Splits at the command line")
struct SplitTests {
  /// A version with records on two sides.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace.tidal()
    let parts = (0..<12).map { Workspace.tides.replacing("# Tides", with: "# Tides \($0)") }
    let texts = parts.enumerated().map { number, text in
      text.replacing("moon", with: "moon \(number)").replacing("harbour", with: "port \(number)")
    }
    try workspace.write("tides.md", texts.joined(separator: "\n"))
    try workspace.write(
      "tides.yaml",
      Workspace.manifest(fields: "split: {validation: 0.4, leak: 1}\nfilters: [schema]"))
    try workspace.stemma("run", "tides.yaml").expect(0)
    return workspace
  }

  @Test("sides are files of their own: in a folder, beside a file, or one alone, the same bytes")
  func files() throws {
    let workspace = try workspace()
    let report = try workspace.stemma("export", "tides@1", "-o", "out", "--json").expect(0).json()
    let files = try #require(report["files"]?.array)
    #expect(
      files.compactMap { $0["path"]?.string } == ["out/train.jsonl", "out/validation.jsonl"])
    let counts = try workspace.stemma("show", "tides@1", "--json").json()["counts"]?["sides"]
    for file in files {
      let side = try #require(file["side"]?.string)
      #expect(file["records"] == counts?[side])
      let path = try #require(file["path"]?.string)
      let sum = try workspace.shell("sha256sum \(path) | cut -c 1-64").expect(0).text
      #expect(sum == "\(file["sha256"]?.string ?? "")\n")
      let alone = try workspace.stemma("export", "tides@1", "--side", side).expect(0)
      #expect(try alone.output == workspace.read(path))
    }
    try workspace.stemma("export", "tides@1", "-o", "t.json", "-f", "alpaca").expect(0)
    #expect(workspace.exists("t.train.json") && workspace.exists("t.validation.json"))
    try workspace.stemma("export", "tides@1", "-o", "one.jsonl", "--side", "train").expect(0)
    #expect(try workspace.read("one.jsonl") == workspace.read("out/train.jsonl"))
    let all = try workspace.stemma("export", "tides@1", "--side", "all").expect(0)
    let kept = try workspace.stemma("show", "tides@1", "--json").json()["records"]?.integer
    #expect(all.output.split(separator: UInt8(ascii: "\n")).count == kept)
    try workspace.stemma("export", "tides@1").expect(64)
    let unsplit = try Workspace.published()
    try unsplit.stemma("export", "tides@1", "--side", "train").expect(1)
  }

  @Test("where one file cannot be written, none is")
  func allOrNothing() throws {
    let workspace = try workspace()
    _ = try workspace.shell("mkdir -p out/validation.jsonl; echo older > out/train.jsonl")
    try workspace.stemma("export", "tides@1", "-o", "out").expect(65)
    #expect(try workspace.read("out/train.jsonl") == Array("older\n".utf8))
    _ = try workspace.shell("rmdir out/validation.jsonl; mkfifo out/validation.jsonl")
    try workspace.stemma("export", "tides@1", "-o", "out").expect(1)
    #expect(try workspace.read("out/train.jsonl") == Array("older\n".utf8))
    #expect(try workspace.list("out") == ["train.jsonl", "validation.jsonl"])
  }

  @Test("sides are told by run, show, sample, trace and compare")
  func told() throws {
    let workspace = try workspace()
    let shown = try workspace.stemma("show", "tides@1").expect(0).text
    #expect(shown.contains("\nsides     "))
    let held = try workspace.stemma("sample", "tides@1", "--where", "side=validation", "--json")
      .expect(0).json()
    let records = try #require(held["records"]?.array)
    #expect(!records.isEmpty && records.allSatisfy { $0["side"] == "validation" })
    let id = try #require(records[0]["id"]?.string)
    #expect(
      try workspace.stemma("trace", "tides@1", id).expect(0).text.hasSuffix(
        "side      validation\n"))
    try workspace.stemma("run", "tides.yaml", "--set", "split.validation=0.9").expect(0)
    let compared = try workspace.stemma("compare", "tides@1", "tides@2").expect(0).text
    #expect(compared.contains(" train → validation"))
    #expect(compared.contains(" same, 0 changed, 0 added, 0 removed"))
    #expect(compared.contains("manifest  split.validation: 0.4 → 0.9"))
    try workspace.stemma("reproduce", "tides@2").expect(0)
  }

  @Test("a held-out record too near a training one is in no file, and its trace names the other")
  func leak() throws {
    let workspace = try workspace()
    try workspace.stemma("run", "tides.yaml", "--set", "split.leak=0.5").expect(0)
    let none =
      try workspace.stemma("sample", "tides@2", "--where", "side=none", "--json")
      .expect(0).json()["records"]?.array ?? []
    let id = try #require(none.first?["id"]?.string)
    let trace = try workspace.stemma("trace", "tides@2", id, "--json").expect(0).json()["side"]
    #expect(trace?["side"] == "none" && trace?["drawn"] == "validation")
    #expect(trace?["other"]?.string != nil)
    let written = try workspace.stemma("export", "tides@2", "-o", "out").expect(0).text
    #expect(written.contains("too near a training record, and so in no file"))
    let found = try workspace.shell("cat out/*.jsonl | grep -c \(id)")
    #expect(found.text == "0\n")
  }
}
