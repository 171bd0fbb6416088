import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Hard luck and hostile folders")
struct HardLuckTests {
  @Test("in a working folder that is gone nothing is written anywhere", arguments: ["log", "init"])
  func workingFolderGone(command: String) throws {
    let workspace = try Workspace.tidal()
    let result = try workspace.shell("mkdir g && cd g && rmdir ../g && $STEMMA \(command) --json")
    let error = try JSONReader.read(result.errors.filter { $0 != 0x0A })
    #expect(error["code"] == "command.no-working-folder")
    #expect(result.status == 1)
  }

  @Test("a branch that was moved back or lost is named, and its tags are not taken over")
  func branchBehind() throws {
    let workspace = try Workspace.twoVersions()
    let git = "git --git-dir store/history.git"
    try workspace.shell("\(git) update-ref refs/heads/tides refs/heads/tides~1").expect(0)
    let tag = try workspace.shell("\(git) rev-parse tides@2").text
    let refused = try workspace.stemma(
      "run", "tides.yaml", "--set", "sampling.seed=77", "--json"
    ).expect(12)
    #expect(try refused.error()["code"] == "store.branch-behind")
    #expect(try workspace.shell("\(git) rev-parse tides@2").text == tag)
    try workspace.remove("store/history.git/refs/heads/tides")
    try workspace.stemma("log", "tides").expect(12)
    try workspace.shell("\(git) update-ref refs/heads/tides tides@2").expect(0)
    try workspace.stemma("verify").expect(0)
    #expect(
      try workspace.stemma("log", "--json").expect(0).json()["versions"]?.array?.count == 2)
  }

  @Test("names that only look alike are two documents, in whatever order they are named")
  func canonicalEquivalence() throws {
    let names = ["caf\u{E9}.md", "cafe\u{301}.md"]
    var receipts: Set<String> = []
    for order in [names, names.reversed()] {
      let workspace = try Workspace.tidal()
      try workspace.write(names[0], Workspace.tides)
      try workspace.write(names[1], "# Piers\n\n" + Workspace.tides)
      let list = order.map { "\"\($0)\"" }.joined(separator: ",")
      let run = try workspace.stemma(
        "run", "tides.yaml", "--set", "inputs.documents=[\(list)]", "--json"
      ).expect(0)
      let report = try workspace.stemma("show", "tides@1", "--json").json()
      #expect(report["inputs"]?.array?.count == 2)
      receipts.insert(try #require(try run.json()["receipt"]?.string))
    }
    #expect(receipts.count == 1)
  }

  @Test("fields whose names only look alike are columns in one order, and two fields to a check")
  func equivalentFields() throws {
    let pairs = ["a\u{301}", "e\u{301}", "i\u{301}", "o\u{301}", "u\u{301}", "y\u{301}"]
    let composed = ["\u{E1}", "\u{E9}", "\u{ED}", "\u{F3}", "\u{FA}", "\u{FD}"]
    let row = (pairs + composed).map { "\"\($0)\": \"two words\"" }.joined(separator: ", ")
    let workspace = try Workspace()
    try workspace.write("d.jsonl", "{\(row)}\n")
    try workspace.stemma("import", "d.jsonl", "--dataset", "d").expect(0)
    let csv = try workspace.stemma("export", "d", "--format", "csv").expect(0).output
    let header = csv.prefix { $0 != UInt8(ascii: "\r") }.split(separator: UInt8(ascii: ","))
    #expect(header.map { Array($0) } == (["id"] + pairs + composed).map { Array($0.utf8) })
    try workspace.write("c.jsonl", "{\"e\u{301}\": \"a\"}\n{\"\u{E9}\": \"b\"}\n")
    let check = try workspace.stemma("check", "c.jsonl", "--json").json()
    let shape = check["lines"]?.array?.first { $0["name"] == "schema" }
    #expect(shape?["faults"] == 1)
  }

  @Test("a link that leads nowhere is called as the manifest calls it, and so is any other file")
  func deadLinks() throws {
    let workspace = try Workspace.tidal()
    try workspace.shell("mkdir d && ln -s nowhere d/dead.md && ln -s dead.md d/dead.json").expect(0)
    for pattern in ["d/dead.md", "d/*.md", "d"] {
      let set = "inputs.documents=[tides.md, \"\(pattern)\"]"
      let refused = try workspace.stemma("plan", "tides.yaml", "--set", set).expect(65)
      #expect(refused.errorText.hasPrefix("error: d/dead.md: The file cannot be read"))
      let skipped = try workspace.stemma("plan", "tides.yaml", "--set", set, "--skip-unreadable")
        .expect(0)
      #expect(skipped.errorText.hasPrefix("skipped  d/dead.md  The file cannot be read"))
    }
    for field in ["template", "lora"] {
      let refused = try workspace.stemma("plan", "tides.yaml", "--set", "\(field)=d/dead.json")
      #expect(refused.errorText.hasPrefix("error: d/dead.json: "), "\(refused.errorText)")
    }
    for field in ["contamination", "filters"] {
      let value = field == "filters" ? "{contamination: {files: [d/dead.json]}}" : "d/dead.json"
      let refused = try workspace.stemma("run", "tides.yaml", "--set", "\(field)=[\(value)]")
      #expect(refused.errorText.hasPrefix("error: d/dead.json: "), "\(refused.errorText)")
    }
  }

  @Test("where no temporary file can be made, the folder is named, and what names another")
  func temporaryFolder() throws {
    let workspace = try Workspace.published()
    let missing = workspace.path("none")
    try workspace.write("tokenizer.json", "{}")
    for line in [
      "upload tides@1 hf:me/tides --dry-run", "upload tides@1 hf:me/tides --yes",
      "export tides@1 -f parquet -o rows.parquet", "tokens tides@1 --tokenizer tokenizer.json",
    ] {
      let error = try Program.stemma().run(
        line.split(separator: " ").map(String.init) + ["--json"], in: workspace.folder,
        environment: ["TMPDIR": missing, "HF_TOKEN": "hf_of_nobody"]
      ).expect(1).error()
      #expect(error["code"] == "command.no-temporary-file", "\(line)")
      #expect(error["place"] == .string(missing), "\(line)")
      #expect(CanonicalJSON.text(error).contains("Set TMPDIR to a folder"), "\(line)")
    }
    try workspace.write("tides.html", "<h1>Tides</h1><p>The tide rises twice a day.</p>")
    let converting = try workspace.stemma(
      "plan", "tides.yaml", "--set", "inputs.documents=[tides.html]",
      environment: ["TMPDIR": missing])
    #expect(converting.errorText.contains("in \(missing), which TMPDIR may name otherwise"))
    #expect(converting.errorText.contains("Set TMPDIR to a folder"))
  }

  @Test("links that lead in circles, and many ways to one folder, give each document once")
  func circles() throws {
    let workspace = try Workspace.tidal()
    try workspace.write("d/tides.md", Workspace.tides)
    try workspace.shell("ln -s . d/x && ln -s . d/y && ln -s /etc d/etc").expect(0)
    let pattern = Array(repeating: "*/..", count: 24).joined(separator: "/") + "/d/*.md"
    for documents in ["[d]", "[\"\(pattern)\"]"] {
      try workspace.stemma(
        "run", "tides.yaml", "--set", "inputs.documents=\(documents)", "--set", "dataset=circles"
      ).expect(0)
      let report = try workspace.stemma("show", "circles@head", "--json").json()
      #expect(report["inputs"]?.array?.count == 1)
    }
  }

  @Test("nothing that the manifest's repository configures is run")
  func foreignConfiguration() throws {
    let workspace = try Workspace.tidal()
    let identity = "-c user.name=a -c user.email=b"
    try workspace.shell(
      """
      git init -q && git add tides.md && git \(identity) commit -qm one && echo >>tides.md &&
      git config core.fsmonitor 'touch ran; false' && git config filter.f.clean 'touch ran; cat' &&
      echo '* filter=f' >.gitattributes
      """
    ).expect(0)
    try workspace.stemma("run", "tides.yaml").expect(0)
    #expect(!workspace.exists("ran"))
    let execution = try workspace.stemma("show", "tides@1", "--json").json()["execution"]
    #expect(execution?["workingCopy"]?["dirty"] == true)
  }

  @Test("a stray file among the packs, and a lost empty folder, are in nobody's way")
  func stray() throws {
    let workspace = try Workspace.published()
    try workspace.write("store/packs/29/x.pack", "")
    try workspace.write("store/packs/zz/\(String(repeating: "a", count: 64)).pack", "")
    try workspace.remove("store/tmp")
    try workspace.stemma("run", "tides.yaml", "--set", "sampling.seed=5").expect(0)
    try workspace.stemma("verify").expect(0)
  }

  @Test("a manifest that stemma wrote back can be written over again")
  func restoredTwice() throws {
    let workspace = try Workspace.published()
    try workspace.stemma("run", "tides.yaml", "--set", "count=2").expect(0)
    for number in ["2", "1"] {
      try workspace.stemma("rollback", "tides", "--to", number, "--restore-manifest").expect(0)
    }
  }
}
