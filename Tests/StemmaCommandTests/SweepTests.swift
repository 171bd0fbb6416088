import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaCommand

@Suite("Several versions")
struct SweepTests {
  @Test(
    "axes are lists or ranges; commas in brackets and quotes part nothing",
    arguments: [
      ("sampling.temperature=0.2, 0.6,1.0", ["0.2", "0.6", "1.0"]),
      ("sampling.seed=1..3", ["1", "2", "3"]), ("sampling.seed=-1..0", ["-1", "0"]),
      ("filters=[schema, length],[schema]", ["[schema, length]", "[schema]"]),
      (#"domain="a, b",c"#, [#""a, b""#, "c"]), ("domain=a..b", ["a..b"]), ("count=5", ["5"]),
      ("count=5,5", nil), ("count=", nil), ("=5", nil), ("count", nil), ("count=3..1", ["3..1"]),
      ("sampling.seed=1..5000", ["1..5000"]),
    ] as [(String, [String]?)])
  func axes(text: String, values: [String]?) {
    #expect(SweepAxis(text)?.values == values)
  }

  @Test("a sweep runs every combination, and says what each axis did")
  func sweep() throws {
    let workspace = try Workspace.tidal()
    let json = try workspace.stemma(
      "sweep", "tides.yaml", "--over", "per_section=1,4", "--over", "sampling.seed=1..2", "--json"
    ).expect(0).json()
    let runs = try #require(json["runs"]?.array)
    #expect(
      runs.map { $0["set"]?.array?.compactMap(\.string).joined(separator: " ") } == [
        "per_section=1 sampling.seed=1", "per_section=1 sampling.seed=2",
        "per_section=4 sampling.seed=1", "per_section=4 sampling.seed=2",
      ])
    let records = json["statistics"]?.array?.first { $0["name"] == "records" }
    #expect(records?["values"]?.array == runs.map { $0["records"] ?? .null })
    #expect(records?["words"]?.array?.count == 3)
    let axes = try #require(json["axes"]?.array)
    #expect(axes.map { $0["field"] } == ["per_section", "sampling.seed"])
    let grown = axes[0]["effects"]?.array?.first { $0["name"] == "records" }
    #expect(grown?["word"] == "large")
    #expect(axes[1]["effects"]?.array?.contains { $0["name"] == "records" } == false)
    let text = try workspace.stemma("sweep", "tides.yaml", "--over", "per_section=1,4").expect(0)
      .text
    #expect(text.contains("axis    per_section, 1 to 4: "))
  }

  @Test("several versions stand beside each other in a table, each held against the first")
  func several() throws {
    let workspace = try Workspace.twoVersions()
    let names = ["tides@1", "tides@2", "tides@1"]
    let json = try workspace.stemma("compare", names[0], names[1], names[2], "--json").expect(0)
      .json()
    #expect(json["versions"]?.array?.compactMap { $0["version"]?.string } == names)
    let statistics = try #require(json["statistics"]?.array)
    #expect(statistics.contains { $0["values"]?.array?.contains(.null) == false })
    for statistic in statistics {
      #expect(statistic["values"]?.array?.count == 3)
      #expect(statistic["words"]?.array?.last != "small")
    }
    let lines = try workspace.stemma("compare", names[0], names[1], names[2]).expect(0).text
      .split(separator: "\n")
    #expect(lines[0].split(separator: " ").map(String.init) == names)
    #expect(lines.count > 10)
    try workspace.stemma("compare", names[0], names[1], names[2], "--no-statistics").expect(64)
  }

  @Test("a sweep without an axis, or of too many runs, is refused before anything runs")
  func refusals() throws {
    let workspace = try Workspace.tidal()
    try workspace.stemma("sweep", "tides.yaml").expect(64)
    try workspace.stemma("sweep", "tides.yaml", "--over", "count").expect(64)
    let axes = ["sampling.seed", "count", "per_section", "candidates", "max_attempts", "a", "b"]
    try Program.stemma().run(
      ["sweep", "tides.yaml"] + axes.flatMap { ["--over", "\($0)=1..1000"] }, in: workspace.folder
    ).expect(64)
    let twice = try workspace.stemma(
      "sweep", "tides.yaml", "--over", "count=1,2", "--over", "count=3,4"
    ).expect(64)
    #expect(twice.errorText.contains("count has two --over"))
    try workspace.stemma(
      "sweep", "tides.yaml", "--over", "sampling.seed=\(Int.min)..\(Int.max)"
    ).expect(65)
    try workspace.stemma(
      "sweep", "tides.yaml", "--over", "sampling.seed=1..100", "--over", "count=1..100"
    ).expect(64)
    try workspace.stemma("sweep", "tides.yaml", "--over", "temperature=1,2").expect(65)
    #expect(try workspace.stemma("log").status != 0)
  }

  @Test("explain tells a number from the text that reads like it")
  func types() throws {
    let workspace = try Workspace()
    for (place, value) in ["5", "\"5\""].enumerated() {
      try workspace.write("\(place).jsonl", "{\"id\": \"a\", \"n\": \(value)}\n")
      try workspace.stemma("import", "\(place).jsonl", "--dataset", "d", "--id", "id").expect(0)
    }
    let text = try workspace.stemma("explain", "d@1", "d@2", "a").expect(0).text
    #expect(text.contains(": changed\n") && text.contains("\"5\""))
  }

  @Test("an id that begins like another's has only its own entries of the ledger")
  func dottedIDs() throws {
    let workspace = try Workspace()
    let ids = ["a", "a.0", "b"]
    try workspace.write(
      "d.jsonl", ids.map { "{\"id\": \"\($0)\", \"t\": \"Of \($0).\"}\n" }.joined())
    try workspace.stemma("import", "d.jsonl", "--dataset", "d", "--id", "id").expect(0)
    try workspace.write(
      "r.jsonl",
      ids.prefix(2).map { "{\"record\": \"\($0)\", \"decision\": \"reject\"}\n" }.joined())
    try workspace.stemma("review", "d@1", "--apply", "r.jsonl").expect(0)
    for id in ids.prefix(2) {
      let explained = try workspace.stemma("explain", "d@1", "d@2", id, "--json").expect(0)
      let way = try explained.json()["after"]
      #expect(way?["way"] == "rejected")
      #expect(way?["rejected"]?.array?.map { $0["record"] } == [.string(id)])
    }
  }

  @Test("a run that fails is named, and the sweep goes on; it ends in the run's exit code")
  func failing() throws {
    let workspace = try Workspace.tidal(fields: "publish: when-expected")
    let arguments = [
      "sweep", "tides.yaml", "--over", "expect=[records >= 1000],[records >= 1],[tokens < 1]",
    ]
    let json = try Program.stemma().run(arguments + ["--json"], in: workspace.folder).expect(4)
      .json()
    let runs = try #require(json["runs"]?.array)
    #expect(
      runs.map { $0["error"]?["code"] } == ["run.not-as-expected", nil, "run.not-as-expected"])
    #expect(runs.map { $0["version"] } == [.null, "tides@1", .null])
    #expect(runs[0]["expectations"]?.array?.first?["state"] == "failed")
    let records = json["statistics"]?.array?.first { $0["name"] == "records" }
    #expect(records?["values"]?.array?.count == 3)
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "sweep", schema: "sweep.report.schema.json", document: json)
      ]).isEmpty)
    let result = try Program.stemma().run(arguments, in: workspace.folder).expect(4)
    #expect(result.errorText.contains("error: Nothing was published"))
    #expect(result.text.contains("FAILED  expect=[records >= 1000]: Nothing was published"))
    // A run whose records nobody keeps makes nothing at all.
    let barren = try workspace.stemma(
      "sweep", "tides.yaml", "--set", "publish=always", "--over",
      "filters=[{length: {question_max: 10}}],[schema]", "--json"
    ).expect(1).json()
    #expect(barren["runs"]?.array?.map { $0["error"]?["code"] } == ["run.nothing-kept", nil])
    #expect(
      barren["statistics"]?.array?.first?["values"]?.array?.first == .null)
  }

  @Test(
    "a sweep that comes again uses its versions again, and says so; the first run is compared with")
  func again() throws {
    let workspace = try Workspace.tidal(fields: "expect: [\"difference(records) == 0\"]")
    func sweep() throws -> [JSONValue] {
      try workspace.stemma(
        "sweep", "tides.yaml", "--over", "per_section=1,4", "--json"
      ).expect(4).json()["runs"]?.array ?? []
    }
    let states = { (runs: [JSONValue]) in
      runs.map { $0["expectations"]?.array?.first?["state"] }
    }
    let first = try sweep()
    #expect(first.map { $0["published"] } == [true, true])
    #expect(states(first) == ["unchecked", "failed"])
    try workspace.stemma("run", "tides.yaml", "--set", "per_section=2").expect(4)
    let second = try sweep()
    #expect(second.map { $0["published"] } == [false, false])
    #expect(second.map { $0["version"] } == ["tides@1", "tides@2"])
    // Neither depends on what was published since.
    #expect(states(second) == states(first))
    let text = try workspace.stemma("sweep", "tides.yaml", "--over", "per_section=1,4").expect(4)
      .text
    #expect(text.contains("tides@1  per_section=1: ") && text.contains(" records, there already"))
    #expect(!text.contains("tides@4"))
  }

  @Test("explain tells a record's way in both versions, and what differs word by word")
  func explain() throws {
    let workspace = try Workspace.published()
    try workspace.write(
      "tides.md",
      Workspace.tides.replacing("publishes a tide table", with: "publishes a new tide table"))
    try workspace.stemma("run", "tides.yaml", "--set", "sampling.temperature=0").expect(0)
    let id = try workspace.anyRecord(of: "tides@2")
    let json = try workspace.stemma("explain", "tides@1", "tides@2", id, "--json").expect(0).json()
    // Its section was edited: it has another id, and is paired with what it was as compare does.
    #expect(json["state"] == "changed")
    #expect(json["before"]?["way"] == "made")
    #expect(json["after"]?["way"] == "made")
    #expect(json["fields"]?.array?.contains { $0["field"] == "sampling.temperature" } == true)
    let old = try workspace.anyRecord(of: "tides@1")
    let text = try workspace.stemma("explain", "tides@1", "tides@2", old).expect(0).text
    #expect(text.contains(": changed\n"))
    #expect(text.contains("manifest  sampling.temperature: 0.5 → 0"))
    let same = try workspace.stemma("explain", "tides@1", "tides@1", old).expect(0).text
    #expect(same.contains(": same\n") && same.contains("prompt    the same"))
    try workspace.stemma("explain", "tides@1", "tides@2", "zzz").expect(1)
  }
}
