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
    let error = try workspace.stemma("run", "tides.yaml", "--json").expect(4).error()
    #expect(error["code"] == "run.not-as-expected")
    #expect(error["whatHappened"]?.string?.contains("records >= 1000: ") == true)
    #expect(try workspace.stemma("show", "tides@1").status == 1)
    try workspace.stemma("run", "tides.yaml", "--set", "expect=[records >= 1]").expect(0)
    try workspace.stemma("show", "tides@1").expect(0)
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
    let first = try compare()
    let files = try workspace.shell("find store/summaries -type f | sort").text
      .split(separator: "\n")
    #expect(files.count == 2)
    #expect(try compare() == first)
    try workspace.shell("for f in $(find store/summaries -type f); do echo '{}' > $f; done")
      .expect(0)
    #expect(try compare() == first)
    try workspace.shell("rm -r store/summaries").expect(0)
    #expect(try compare() == first)
    #expect(try workspace.shell("find store/summaries -type f | sort").text.isEmpty == false)
    // A pipe in a summary's place is not waited for.
    try workspace.shell(
      "for f in $(find store/summaries -type f); do rm $f; mkfifo $f; done"
    ).expect(0)
    #expect(try compare() == first)
    #expect(try workspace.stemma("verify").expect(0).status == 0)
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
