import StemmaRecord
import StemmaTesting
import Testing

@Suite("Texts of benchmarks in versions")
struct ContaminationTests {
  private let question =
    "Which of the four old harbours north of the river keeps its water at low tide?"

  /// Two versions of ten rows; the second has the benchmark's question in its third row.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    for version in 1...2 {
      let rows = (0..<10).map { number in
        let text =
          version == 2 && number == 3
          ? "He asked: \(question)" : "Row \(number) says nothing that anybody else has said."
        return #"{"id": "r\#(number)", "text": "\#(text)", "label": "yes"}"#
      }
      try workspace.write("rows.jsonl", rows.joined(separator: "\n") + "\n")
      try workspace.stemma("import", "rows.jsonl", "--dataset", "d", "--id", "id").expect(0)
    }
    try workspace.write(
      "bench.jsonl",
      "{\"q\": \"\(question)\", \"a\": \"yes\\u001b[31m\"}\n{\"q\": \"What else is there?\"}\n")
    return workspace
  }

  @Test("a version that holds one ends in 4, with the record, the field and the benchmark's line")
  func found() throws {
    let workspace = try workspace()
    let clean = try workspace.stemma("contamination", "d@1", "--against", "bench.jsonl").expect(0)
    #expect(
      clean.text
        == "d@1  0 of 10 records (0.00 %) hold a benchmark's text: 0 share 8 words in a row, 0 are near\n"
    )
    let text = try workspace.stemma("contamination", "d@2", "--against", "bench.jsonl").expect(4)
      .text
    #expect(text.contains("d@2  1 of 10 records (10.00 %)"))
    #expect(text.contains("against   bench.jsonl: 1 of 3 texts found\n"))
    #expect(text.contains("found     r3 text: bench.jsonl:1 q, 9 of its 9 runs, similarity "))
    let json = try workspace.stemma(
      "contamination", "--all", "--against", "bench.jsonl", "--words", "13", "--json"
    ).expect(4).json()
    #expect(json["versions"]?.array?.map { $0["found"] } == [0, 1])
    #expect(json["against"] == [["name": "bench.jsonl", "short": 1, "texts": 3]])
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "c", schema: "contamination.report.schema.json", document: json)
      ]).isEmpty)
    // However it is read, it is the same.
    let one = try workspace.stemma(
      "contamination", "--all", "--against", "bench.jsonl", "--width", "1", "--json"
    ).expect(4)
    let many = try workspace.stemma(
      "contamination", "--all", "--against", "bench.jsonl", "--width", "7", "--json"
    ).expect(4)
    #expect(one.output == many.output)
  }

  @Test("a version is a benchmark too, and control characters are shown, not obeyed")
  func versions() throws {
    let workspace = try workspace()
    let text = try workspace.stemma("contamination", "d@1", "--against", "d@2").expect(4).text
    #expect(text.contains("d@1  9 of 10 records"))
    try workspace.write("evil.txt", "Row 1 says\u{1B}[ nothing that anybody else has said.\n")
    let evil = try workspace.stemma("contamination", "d@1", "--against", "evil.txt").expect(4).text
    #expect(!evil.contains("\u{1B}") && evil.contains("found     r"))
  }

  @Test("what cannot be read, or found, is told before anything is looked through")
  func refusals() throws {
    let workspace = try workspace()
    try workspace.write("bad.jsonl", "{\"q\": \"fine\"}\n{\"q\": \n")
    let error = try workspace.stemma(
      "contamination", "d@1", "--against", "bad.jsonl", "--json"
    ).expect(65).error()
    #expect(error["place"] == "bad.jsonl:2")
    try workspace.write("short.txt", "yes\n\nno\n")
    try workspace.stemma("contamination", "d@1", "--against", "short.txt").expect(65)
    try workspace.stemma("contamination", "d@1", "--against", "gone.txt").expect(65)
    try workspace.stemma("contamination", "d@1", "--against", "d@9").expect(1)
    for arguments in [
      ["d@1"], ["--against", "bench.jsonl"], ["d@1", "--all", "--against", "bench.jsonl"],
      ["d@1", "--against", "bench.jsonl", "--words", "7"],
      ["d@1", "--against", "bench.jsonl", "--near", "0.1"],
    ] {
      try Program.stemma().run(["contamination"] + arguments, in: workspace.folder).expect(64)
    }
  }

  @Test("a manifest that names benchmarks has it measured, may expect none, and compare shows it")
  func expected() throws {
    let workspace = try Workspace.tidal(
      fields: "contamination: [bench.txt]\nexpect: [contamination == 0]")
    try workspace.write(
      "bench.txt", "Nothing of this stands anywhere in what is made here, not a bit.\n")
    let clean = try workspace.stemma("run", "tides.yaml", "--json").expect(0).json()
    #expect(clean["contamination"]?["found"] == 0)
    try workspace.write("bench.txt", Workspace.tides)
    let again = ["run", "tides.yaml", "--set", "sampling.temperature=0"]
    let result = try Program.stemma().run(again, in: workspace.folder).expect(4)
    #expect(result.text.contains("expect  FAILED  contamination == 0: "))
    #expect(result.text.contains("holds   a benchmark's text in "))
    // What each was held against is not the same, so that they stand apart.
    let apart = try workspace.stemma("compare", "tides@1", "tides@2").expect(4).text
    #expect(apart.contains("only in   tides@1: contamination 0.00 %"))
    try workspace.stemma("run", "tides.yaml", "--set", "sampling.seed=9").expect(4)
    let both = try workspace.stemma("compare", "tides@2", "tides@3", "--json").expect(4).json()
    #expect(both["statistics"]?.array?.contains { $0["name"] == "contamination" } == true)
    // The benchmarks decide nothing about the bytes.
    let receipt = try workspace.stemma("run", "tides.yaml", "--set", "sampling.seed=9", "--json")
      .expect(4).json()["receipt"]
    let other = Workspace.manifest(fields: "")
    try workspace.write("other.yaml", other)
    let plain = try workspace.stemma("run", "other.yaml", "--set", "sampling.seed=9", "--json")
      .expect(0).json()
    #expect(plain["receipt"] == receipt)
  }

  @Test("benchmarks that are expected and not named, or not there, are told before anything runs")
  func unnamed() throws {
    let workspace = try Workspace.tidal(fields: "expect: [contamination == 0]")
    let error = try workspace.stemma("plan", "tides.yaml", "--json").expect(65).error()
    #expect(error["problems"]?.array?.first?["code"] == "manifest.no-benchmarks")
    try workspace.stemma("run", "tides.yaml", "--set", "contamination=[gone.jsonl]").expect(65)
    try workspace.write("bad.jsonl", "{\n")
    let bad = try workspace.stemma(
      "run", "tides.yaml", "--set", "contamination=[bad.jsonl]", "--json"
    ).expect(65).error()
    #expect(bad["place"] == "bad.jsonl:1")
    #expect(try workspace.stemma("show", "tides@1").status != 0)
  }
}
