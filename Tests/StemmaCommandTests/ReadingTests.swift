import StemmaRecord
import StemmaTesting
import Testing

@Suite("Reading versions")
struct ReadingTests {
  private func drawn(_ result: ProgramResult) throws -> [JSONValue] {
    try #require(try result.expect(0).json()["records"]?.array)
  }

  @Test("the same seed draws the same records, and conditions choose among them")
  func sample() throws {
    let workspace = try Workspace.published()
    func sample(_ arguments: String...) throws -> ProgramResult {
      try Program.stemma().run(
        ["sample", "tides@1", "--json"] + arguments, in: workspace.folder)
    }
    let all = try drawn(sample("-n", "1000"))
    #expect(all.count > 1)
    #expect(try sample("-n", "2", "--seed", "5").output == sample("-n", "2", "--seed", "5").output)
    for condition in ["strategy=extraction", "strategy!=extraction", "answer~TIDE", "input~ides"] {
      let chosen = try drawn(sample("-n", "1000", "--where", condition))
      #expect(chosen == all.filter { holds(condition, $0) }, "\(condition)")
    }
    let both = try drawn(
      sample("-n", "1000", "--where", "strategy=extraction", "--where", "answer~tide"))
    #expect(
      both == all.filter { holds("strategy=extraction", $0) && holds("answer~TIDE", $0) })
    let id = try #require(all.first?["id"]?.string)
    #expect(try drawn(sample("--where", "id=\(id)")).count == 1)
    #expect(try drawn(sample("--where", "heading=Tides")).count == min(10, all.count))
    #expect(try drawn(sample("--where", "input=other.md")).isEmpty)
  }

  /// The same in the test's own words.
  private func holds(_ condition: String, _ record: JSONValue) -> Bool {
    let origin = record["origin"]
    return switch condition {
    case "strategy=extraction": origin?["strategy"] == "extraction"
    case "strategy!=extraction": origin?["strategy"] != "extraction"
    case "answer~TIDE":
      record["row"]?["answer"]?.string?.lowercased().contains("tide") == true
    default: true
    }
  }

  @Test("trace takes a record's first digits, and refuses those of several or none")
  func trace() throws {
    let workspace = try Workspace.published()
    let all = try drawn(workspace.stemma("sample", "tides@1", "-n", "1000", "--json"))
    let ids = all.compactMap { $0["id"]?.string }
    for id in ids {
      let prefix = try #require(
        (1...24).lazy.map { String(id.prefix($0)) }
          .first { prefix in ids.filter { $0.hasPrefix(prefix) }.count == 1 })
      let trace = try workspace.stemma("trace", "tides@1", prefix, "--json").expect(0).json()
      #expect(trace["record"] == .string(id))
      #expect(trace["section"]?["heading"] == ["Tides"])
      #expect(trace["prompt"]?["messages"]?.array?.isEmpty == false)
    }
    let none = try workspace.stemma("trace", "tides@1", "", "--json").expect(1).error()
    #expect(none["code"] == "command.unknown-record")
    let unknown = try workspace.stemma("trace", "tides@1", ids[0] + "0", "--json").expect(1).error()
    #expect(unknown["code"] == "command.unknown-record")
  }

  @Test("digits that fit several records are refused, with their number")
  func ambiguousRecord() throws {
    let workspace = try Workspace.tidal()
    // More records than there are hexadecimal digits, so that two ids begin alike.
    for number in 0..<12 {
      try workspace.write(
        "more/\(number).md", Workspace.tides.replacing("# Tides", with: "# Tides \(number)"))
    }
    try workspace.stemma(
      "run", "tides.yaml", "--set", "inputs.documents=[more]", "--set", "filters=[schema]"
    ).expect(0)
    let all = try drawn(workspace.stemma("sample", "tides@1", "-n", "1000", "--json"))
    let firsts = all.compactMap { $0["id"]?.string?.first }
    try #require(firsts.count > 16)
    let first = try #require(firsts.first { one in firsts.filter { $0 == one }.count > 1 })
    let error = try workspace.stemma("trace", "tides@1", String(first), "--json").expect(1).error()
    #expect(error["code"] == "command.ambiguous-record")
    let count = firsts.filter { $0 == first }.count
    #expect(error["whatHappened"]?.string?.contains("\(count)") == true)
  }

  @Test("compare and its alias diff say the same, and a version is the same as itself")
  func compare() throws {
    let workspace = try Workspace.twoVersions()
    let report = try workspace.stemma("compare", "tides@1", "tides@2", "--json").expect(0)
    let alias = try workspace.stemma("diff", "tides@1", "tides@2", "--json").expect(0)
    #expect(report.output == alias.output)
    let json = try report.json()
    let fields = json["fields"]?.array?.compactMap { $0["field"]?.string }
    #expect(
      fields == [
        "inputs.documents", "sampling.temperature", "inputs.kilns.md", "inputs.tides.md",
      ])
    #expect(json["records"]?["same"] == 0)
    let back = try workspace.stemma("compare", "tides@2", "tides@1", "--json").json()
    #expect(back["records"]?["added"] == json["records"]?["removed"])
    #expect(back["records"]?["removed"] == json["records"]?["added"])
    let same = try workspace.stemma("compare", "tides@1", "tides@1", "--json").json()
    #expect(same["fields"] == .array([]))
    #expect(same["records"]?["changed"] == 0)
    #expect(try #require(same["records"]?["same"]?.integer) > 0)
  }

  @Test("examples are as many as were asked for")
  func examples() throws {
    let workspace = try Workspace.twoVersions()
    for count in [0, 1] {
      let report = try workspace.stemma(
        "compare", "tides@1", "tides@2", "--examples", "\(count)", "--json"
      ).json()
      #expect(report["examples"]?["added"]?.array?.count == count)
    }
  }

  @Test("lineage names the versions before and after, and those of the same texts")
  func lineage() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.stemma("rollback", "tides", "--to", "1").expect(0)
    let tree = try workspace.stemma("lineage", "tides@1", "--json").expect(0).json()
    #expect(tree["previous"] == .null)
    #expect(tree["next"] == "tides@2")
    #expect(tree["sameReceipt"] == ["tides@3"])
    #expect(tree["inputs"]?.array?.first?["usedBy"] == ["tides@3"])
    let dot = try workspace.stemma("lineage", "tides@1", "--graphviz").expect(0).text
    #expect(dot.hasPrefix("digraph lineage {\n"))
    #expect(dot.contains("\"tides@1\" -> \"tides@2\";"))
    #expect(dot.hasSuffix("}\n"))
  }

  @Test("what a repeated run gave, and what reproduce found, is told of the receipt")
  func events() throws {
    let workspace = try Workspace.published()
    let again = try workspace.stemma("run", "tides.yaml", "--json").expect(0).json()
    #expect(again["published"] == false)
    #expect(again["version"] == "tides@1")
    try workspace.stemma("reproduce", "tides@1").expect(0)
    try workspace.stemma("reproduce", "tides@1", "--no-attestation").expect(0)
    let shown = try workspace.stemma("show", "tides@1", "--json").json()
    #expect(
      shown["events"]?.array?.compactMap { $0["kind"]?.string } == ["repetition", "attestation"])
  }

  @Test("an index that was deleted is made anew, and every answer stays the same")
  func reindex() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.stemma("reproduce", "tides@1").expect(0)
    let commands = [
      ["log"], ["show", "tides@1"], ["lineage", "tides@1"], ["compare", "tides@1", "tides@2"],
    ]
    func answers() throws -> [[UInt8]] {
      try commands.map {
        try Program.stemma().run($0 + ["--json"], in: workspace.folder).expect(0).output
      }
    }
    let before = try answers()
    _ = try workspace.shell("rm store/lineage.sqlite*")
    #expect(try answers() == before)
    try workspace.stemma("reindex").expect(0)
    #expect(try answers() == before)
    try workspace.stemma("verify").expect(0)
  }
}
