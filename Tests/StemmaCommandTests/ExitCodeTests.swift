import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("Exit codes")
struct ExitCodeTests {
  @Test("a run in which nothing is kept ends with 1 and publishes nothing")
  func nothingKept() throws {
    let workspace = try Workspace.tidal(fields: "filters: [{length: {answer_min: 1999}}]")
    let error = try workspace.stemma("run", "tides.yaml", "--json").expect(1).error()
    #expect(error["code"] == "run.nothing-kept")
    let log = try workspace.stemma("log", "--json").expect(0).json()
    #expect(log["versions"] == .array([]))
  }

  @Test("a run that falls short of count ends with 3, and is published")
  func tooFew() throws {
    let workspace = try Workspace.tidal(fields: "count: 500")
    let report = try workspace.stemma("run", "tides.yaml", "--json").expect(3).json()
    #expect(report["version"] == "tides@1")
    #expect(report["wanted"] == 500)
    let records = try #require(report["records"]?.integer)
    #expect(report["shortfall"] == .integer(500 - records))
  }

  @Test("falling short of per_section is success")
  func ceiling() throws {
    let workspace = try Workspace.tidal()
    try workspace.stemma("run", "tides.yaml", "--set", "per_section=900").expect(0)
  }

  @Test("a receipt that claims other counts is made again with 5, and the counts are named")
  func different() throws {
    let workspace = try Workspace.published()
    try workspace.publishAltered { receipt in
      var counts = receipt.counts
      counts.rounds += 1
      return Receipt(
        plan: receipt.plan, inputs: receipt.inputs, revisions: receipt.revisions,
        roots: receipt.roots, counts: counts, grade: receipt.grade)
    }
    let report = try workspace.stemma("reproduce", "tides@2", "--json").expect(5).json()
    #expect(report["outcome"] == "different")
    #expect(report["differences"]?.array?.map { $0["part"] } == ["counts"])
    #expect(try workspace.stemma("reproduce", "tides@1").expect(0).text.contains("identical"))
  }

  @Test("a receipt of other revisions is made again with 6, and the revisions are named")
  func partial() throws {
    let workspace = try Workspace.published()
    try workspace.publishAltered { receipt in
      var revisions = receipt.revisions
      revisions["planner"] = 999
      return Receipt(
        plan: receipt.plan, inputs: receipt.inputs, revisions: revisions, roots: receipt.roots,
        counts: receipt.counts, grade: receipt.grade)
    }
    let report = try workspace.stemma("reproduce", "tides@2", "--json").expect(6).json()
    #expect(report["outcome"] == "partial")
    #expect(report["revisions"]?.array?.map { $0["name"] } == ["planner"])
    #expect(report["revisions"]?.array?.first?["then"] == 999)
  }

  @Test(
    "without a store, what only reads ends with 10",
    arguments: [
      ["log"], ["show", "a@1"], ["sample", "a@1"], ["lineage", "a@1"], ["trace", "a@1", "ab"],
      ["compare", "a@1", "a@2"], ["reproduce", "a@1"], ["rollback", "a", "--to", "1"],
      ["export", "a@1"], ["verify"], ["reindex"],
    ])
  func noStore(arguments: [String]) throws {
    let workspace = try Workspace()
    let result = try Program.stemma().run(arguments, in: workspace.folder).expect(10)
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains("store.not-found"))
    #expect(!workspace.exists("store"))
  }

  @Test("a flipped byte in a pack ends verify with 12 and names pack and version")
  func damaged() throws {
    let workspace = try Workspace.published()
    let pack = try workspace.flipByteInPack()
    let report = try workspace.stemma("verify", "--json").expect(12).json()
    let damages = try #require(report["damages"]?.array)
    #expect(damages.contains { "store/" + ($0["file"]?.string ?? "") == pack })
    #expect(damages.contains { $0["versions"] == ["tides@1"] })
  }

  @Test("a damaged object is never returned: what needs it ends with 12, what does not works")
  func damagedRecords() throws {
    let workspace = try Workspace.twoVersions()
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    try workspace.damage(try #require(try store.records(of: receipt).leaves().first).id)
    for arguments in [
      ["export", "tides@1"], ["sample", "tides@1"], ["compare", "tides@1", "tides@2"],
    ] {
      let error = try Program.stemma().run(arguments, in: workspace.folder).expect(12)
      #expect(error.errorText.contains("store.object-damaged"))
    }
    for arguments in [["log"], ["show", "tides@1"], ["export", "tides@2"]] {
      try Program.stemma().run(arguments, in: workspace.folder).expect(0)
    }
    let damages = try workspace.stemma("verify", "--json").expect(12).json()["damages"]
    #expect(damages?.array?.map { $0["versions"] } == [["tides@1"]])
  }

  @Test("a damaged input cannot be reproduced from")
  func damagedInput() throws {
    let workspace = try Workspace.published()
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    try workspace.damage(try #require(receipt.inputs.first).text)
    try workspace.stemma("reproduce", "tides@1").expect(12)
  }

  @Test("filters that contradict themselves end with 65")
  func badFilter() throws {
    let workspace = try Workspace.tidal(fields: "filters: [{length: {answer_min: 5000}}]")
    try workspace.stemma("run", "tides.yaml").expect(65)
  }

  @Test(
    "bad arguments end with 64",
    arguments: [
      ["nonsense"], ["run"], ["run", "a.yaml", "--width", "0"], ["sample", "tides@1", "-n", "0"],
      ["sample", "tides@1", "--where", "strategy"], ["sample", "tides@1", "--where", "colour=red"],
      ["show", "tides@0"], ["show", "tides@First"], ["export", "tides@1", "--format", "xml"],
      ["export", "tides@1", "--json"], ["log", "--colour"], ["plan", "tides.yaml", "--prompts=-1"],
      ["compare", "tides@1"], ["compare", "tides@1", "tides@1", "--examples=-1"],
      ["rollback", "tides", "--to", "1", "--manifest", "x.yaml"],
      ["rollback", "tides", "--to", "one"], ["rollback", "tides", "--to", "0"],
    ])
  func badArguments(arguments: [String]) throws {
    let workspace = try Workspace.published()
    let result = try Program.stemma().run(arguments, in: workspace.folder).expect(64)
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test("a bad manifest and a missing input end with 65, and make no store")
  func invalidInput() throws {
    let workspace = try Workspace.tidal()
    try workspace.write("bad.yaml", "stemma: 1\nbogus: 2\n")
    try workspace.write("gone.yaml", Workspace.manifest(documents: "gone/*.md"))
    try workspace.write("empty.md", "\n")
    try workspace.write("empty.yaml", Workspace.manifest(documents: "empty.md"))
    try workspace.write("form.yaml", Workspace.manifest(fields: "template: form.json"))
    for name in ["bad.yaml", "gone.yaml", "absent.yaml", ".", "form.yaml"] {
      for command in ["plan", "run"] {
        try workspace.stemma(command, name).expect(65)
      }
    }
    #expect(!workspace.exists("store"))
    try workspace.stemma("run", "empty.yaml").expect(65)
    try workspace.stemma("plan", "empty.yaml").expect(65)
  }

  @Test("a run of a plan that another one holds ends with 11 where it is not to wait")
  func locked() throws {
    let workspace = try Workspace.published()
    let lock = try workspace.runLock()
    let line = "flock \(lock) \"$STEMMA\" run tides.yaml --no-wait --json"
    let error = try workspace.shell(line).expect(11).error()
    #expect(error["code"] == "store.locked")
  }

  @Test(
    "a run that is interrupted ends with 130 and publishes nothing", arguments: ["INT", "TERM"])
  func interrupted(signal: String) throws {
    let workspace = try Workspace.published()
    let lock = try workspace.runLock()
    let script = """
      "$STEMMA" run tides.yaml & run=$!
      sleep 1; kill -\(signal) $run; wait $run
      """
    try workspace.write("interrupt.sh", script)
    let result = try workspace.shell("flock \(lock) sh interrupt.sh").expect(130)
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains("waiting for it"))
    let shown = try workspace.stemma("show", "tides@1", "--json").expect(0).json()
    #expect(shown["events"] == .array([]))
  }

  @Test("what is not there in a store ends with 1")
  func failed() throws {
    let workspace = try Workspace.published()
    for arguments in [
      ["show", "tides@2"], ["show", "other@1"], ["log", "other"], ["trace", "tides@1", "xyz"],
      ["rollback", "tides", "--to", "9"], ["export", "tides@1", "--output", "no/such/folder/x"],
    ] {
      try Program.stemma().run(arguments, in: workspace.folder).expect(1)
    }
  }
}
