import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("What is expected of versions")
struct ExpectationTests {
  @Test("run ends in 4 where something is not as expected, and says what")
  func run() throws {
    let workspace = try Workspace.tidal(
      fields: "expect: [records >= 2, near_duplicates > 50%, js(strategy) < 0.1]")
    let result = try workspace.stemma("run", "tides.yaml").expect(4)
    #expect(result.text.contains("expect  met  records >= 2: "))
    #expect(result.text.contains("expect  FAILED  near_duplicates > 50%: 0\n"))
    #expect(result.text.contains("expect  not checked  js(strategy) < 0.1"))
    // It is published nevertheless.
    #expect(try workspace.stemma("log", "tides").expect(0).text.contains("tides@1"))
    let again = try workspace.stemma(
      "run", "tides.yaml", "--set", "sampling.temperature=0.9", "--json"
    ).expect(4).json()
    let states = again["expectations"]?.array?.compactMap { $0["state"]?.string }
    #expect(states?.prefix(2) == ["met", "failed"])
    #expect(states?.last != "unchecked")
  }

  @Test("with `when-expected`, what is not as expected is not published; the next run may be")
  func publishing() throws {
    let workspace = try Workspace.tidal(
      fields: "expect: [records >= 1000]\npublish: when-expected")
    let result = try workspace.stemma("run", "tides.yaml", "--json").expect(4)
    let error = try JSONReader.read(Array(result.errorText.utf8))
    // What was made is told all the same.
    let report = try result.json()
    #expect(report["published"] == false && report["version"] == .null)
    #expect(report["expectations"]?.array?.first?["state"] == "failed")
    #expect(report["records"]?.integer ?? 0 > 0)
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "run", schema: "run.report.schema.json", document: report)
      ]).isEmpty)
    #expect(error["code"] == "run.not-as-expected")
    #expect(error["whatHappened"]?.string?.contains("records >= 1000: ") == true)
    #expect(try workspace.stemma("show", "tides@1").status == 1)
    try workspace.stemma("run", "tides.yaml", "--set", "expect=[records >= 1]").expect(0)
    try workspace.stemma("show", "tides@1").expect(0)
  }

  @Test("a version that is there already keeps what it expects, and run says so")
  func keeping() throws {
    let workspace = try Workspace.tidal(fields: "expect: [records >= 2]")
    try workspace.stemma("run", "tides.yaml").expect(0)
    #expect(try !workspace.stemma("run", "tides.yaml").expect(0).text.contains("keeps what"))
    let other = ["run", "tides.yaml", "--set", "expect=[tokens > 1]"]
    let text = try Program.stemma().run(other, in: workspace.folder).expect(0).text
    #expect(text.contains("`compare` expects of it records >= 2"))
    let json = try Program.stemma().run(other + ["--json"], in: workspace.folder).expect(0).json()
    #expect(json["kept"] == ["records >= 2"])
  }

  @Test(
    "a misspelt statistic is told when a manifest is read, and one that is not there when compared")
  func misspelt() throws {
    let workspace = try Workspace.tidal(
      fields: "expect:\n- records >= 1\n- lenght.answer.words < 99")
    let error = try workspace.stemma("plan", "tides.yaml", "--json").expect(65).error()
    let problem = try #require(error["problems"]?.array?.first)
    #expect(problem["code"] == "manifest.unknown-statistic")
    #expect(problem["suggestion"] == "length.answer.words")
    #expect(problem["place"]?.string?.contains(":14:3") == true, "\(problem)")
    for name in ["verdict.lenght", "score.judge", "anser", "length.answer.bytes"] {
      try workspace.stemma("plan", "tides.yaml", "--set", "expect=[\(name) < 1]").expect(65)
    }
    for name in ["verdict.length", "length.question.characters", "row.answer", "openings.answer"] {
      try workspace.stemma("plan", "tides.yaml", "--set", "expect=[\(name) < 1]").expect(0)
    }
    // Without the filter `schema` rows may have any field.
    try workspace.stemma("plan", "tides.yaml", "--set", "expect=[anser < 1]", "--set", "filters=[]")
      .expect(0)
    try workspace.stemma("run", "tides.yaml", "--set", "expect=[]").expect(0)
    try workspace.write("wanted.txt", "tokns > 1\n\"a # b\" < 1  # no such field\n")
    let result = try workspace.stemma(
      "compare", "tides@1", "tides@1", "--expect", "wanted.txt"
    ).expect(4)
    #expect(result.text.contains("FAILED  tokns > 1: not measured; the nearest is tokens"))
    #expect(result.text.contains("FAILED  \"a # b\" < 1: not measured"))
  }

  @Test("compare says what only one version has, and what it could not measure")
  func lone() throws {
    let workspace = try Workspace()
    let rows = [#"{"old": "two words", "n": 8589934592}"#, #"{"new\u001b": "three short words"}"#]
    for row in rows {
      try workspace.write("rows.jsonl", row + "\n")
      try workspace.stemma("import", "rows.jsonl", "--dataset", "d").expect(0)
    }
    let text = try workspace.stemma("compare", "d@1", "d@2").expect(0).text
    #expect(text.contains("only in   d@1: length.old.words 2.00\n"))
    #expect(text.contains("only in   d@2: length.new\\u{1b}.words 3.00\n"))
    #expect(text.contains("left out  d@1: value.n, of numbers of 2^33 or more\n"))
    let json = try workspace.stemma("compare", "d@1", "d@2", "--json").expect(0).json()
    #expect(json["lone"]?.array?.contains { $0["name"] == "length.old.words" } == true)
    #expect(json["leftOut"] == [["name": "value.n", "reason": "too-large", "side": "before"]])
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "compare", schema: "compare.report.schema.json", document: json)
      ]).isEmpty)
  }

  @Test("gc deletes the statistics of versions that are gone, and no others")
  func collected() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.stemma("compare", "tides@1", "tides@2").expect(0)
    func files() throws -> Set<Substring> {
      Set(
        try workspace.shell("cd store; find summaries -name '*.summary'").text
          .split(separator: "\n"))
    }
    // Of each version its statistics, and what stands for its records; and the key by which it does.
    let kept = try files()
    #expect(kept.count == 5)
    let name = String(repeating: "ab", count: 32)
    try workspace.shell(
      "mkdir -p store/summaries/ab; echo old > store/summaries/ab/\(name).summary"
    )
    .expect(0)
    let dry = try workspace.stemma("gc", "--dry-run").expect(0).text
    #expect(dry.contains("No version has these statistics any more."))
    #expect(try files().count == 6)
    let json = try workspace.stemma("gc", "--yes", "--json").expect(0).json()
    #expect(
      json["done"]?["deleted"]?.array?.contains(.string("summaries/ab/\(name).summary")) == true)
    #expect(try files() == kept)
  }

  @Test("compare takes them from the second version's manifest and from a file")
  func compare() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.stemma("compare", "tides@1", "tides@2").expect(0)
    try workspace.write("wanted.txt", "\u{FEFF}records >= 1  # at least\n\nwords < 1\r\n")
    let result = try workspace.stemma(
      "compare", "tides@1", "tides@2", "--expect", "wanted.txt"
    ).expect(4)
    #expect(result.text.contains("expect    met  records >= 1: "))
    #expect(result.text.contains("expect    FAILED  words < 1: "))
    let json = try workspace.stemma(
      "compare", "tides@1", "tides@2", "--expect", "wanted.txt", "--json"
    ).expect(4).json()
    #expect(json["expectations"]?.array?.map { $0["state"] } == ["met", "failed"])
    try workspace.write("wrong.txt", "records >= 1\nrecords many\n")
    let error = try workspace.stemma(
      "compare", "tides@1", "tides@2", "--expect", "wrong.txt", "--json"
    ).expect(65).error()
    #expect(error["place"]?.string?.hasSuffix("wrong.txt:2") == true)
    try workspace.stemma(
      "compare", "tides@1", "tides@2", "--expect", "wanted.txt", "--no-statistics"
    ).expect(64)
  }

  @Test("statistics are kept, and made again where they were lost or damaged")
  func kept() throws {
    let workspace = try Workspace.twoVersions()
    func compare() throws -> [UInt8] {
      try workspace.stemma("compare", "tides@1", "tides@2", "--json").expect(0).output
    }
    /// Of each version, by digest; what else is there depends on a key that is drawn.
    func statistics() throws -> String {
      try workspace.shell("cd store/summaries; sha256sum $(grep -al '\"revision\":' */*) | sort")
        .expect(0).text
    }
    func count() throws -> String {
      try workspace.shell("find store/summaries -type f | wc -l").expect(0).text
    }
    let first = try compare()
    let kept = try statistics()
    #expect(kept.split(separator: "\n").count == 2)
    #expect(try compare() == first)
    #expect(try count() == "5\n")
    for damage in ["echo '{}' >", "truncate -s 70", "sed -i s/./x/70", ": >", "rm"] {
      try workspace.shell("for f in store/summaries/*/*; do \(damage) $f; done").expect(0)
      #expect(try compare() == first, "\(damage)")
      #expect(try statistics() == kept, "\(damage)")
      // What stands for the records under a key that is lost is nobody's.
      try workspace.stemma("gc", "--yes").expect(0)
      #expect(try count() == "5\n", "\(damage)")
    }
    // A pipe in a summary's place is not waited for.
    try workspace.shell(
      "for f in $(find store/summaries -type f); do rm $f; mkfifo $f; done"
    ).expect(0)
    #expect(try compare() == first)
    try workspace.stemma("verify").expect(0)
    let json = try workspace.stemma("compare", "tides@1", "tides@2", "--no-statistics", "--json")
      .json()
    #expect(json["statistics"] == nil)
  }

  @Test("what changed is said although records that both share are damaged; not what is expected")
  func damaged() throws {
    let workspace = try Workspace.tidal()
    try workspace.stemma("run", "tides.yaml").expect(0)
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    try workspace.damage(try #require(try store.records(of: receipt).leaves().first).id)
    let result = try workspace.stemma("compare", "tides@1", "tides@1", "--json").expect(0)
    #expect(try result.json()["statistics"] == nil)
    #expect(result.errorText.hasPrefix("warning: There are no statistics. "))
    try workspace.write("wanted.txt", "records >= 1\n")
    try workspace.stemma("compare", "tides@1", "tides@1", "--expect", "wanted.txt").expect(12)
  }
}
