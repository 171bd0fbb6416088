import StemmaRecord
import StemmaTesting
import Testing

@Suite("Tags and notes")
struct TagTests {
  private func resolved(_ name: String, _ work: Workspace) throws -> String? {
    try work.stemma("show", name, "--json").expect(0).json()["name"]?.string
  }

  private func logged(_ work: Workspace) throws -> [String: [String]] {
    let versions = try work.stemma("log", "tides", "--json").expect(0).json()["versions"]?.array
    var tags: [String: [String]] = [:]
    for version in try #require(versions) {
      tags[version["name"]?.string ?? ""] = version["tags"]?.array?.compactMap(\.string)
    }
    return tags
  }

  @Test("a tag names its version wherever a version is asked for, and is told by log and show")
  func naming() throws {
    let work = try Workspace.twoVersions()
    try work.stemma("tag", "tides@1", "best").expect(0)
    try work.stemma("tag", "tides@head", "v1.0_rc-2").expect(0)
    #expect(try resolved("tides@best", work) == "tides@1")
    #expect(try resolved("tides@v1.0_rc-2", work) == "tides@2")
    try work.stemma("export", "tides@best").expect(0)
    #expect(try logged(work) == ["tides@1": ["best"], "tides@2": ["v1.0_rc-2"]])
    #expect(try work.stemma("log").expect(0).text.contains("[best]"))
    #expect(try work.stemma("show", "tides@1").expect(0).text.contains("tag       best\n"))
    let again = try work.stemma("tag", "tides@1", "best", "--json").expect(0).json()
    #expect(again["action"] == "none")
  }

  @Test("moving a tag wants --force, removing it --delete; both stay in the history")
  func moving() throws {
    let work = try Workspace.twoVersions()
    try work.stemma("tag", "tides@1", "best").expect(0)
    let error = try work.stemma("tag", "tides@2", "best", "--json").expect(1).error()
    #expect(error["code"] == "store.tag-taken")
    #expect(try resolved("tides@best", work) == "tides@1")
    let moved = try work.stemma("tag", "tides@2", "best", "--force", "--json").expect(0).json()
    #expect(moved["action"] == "moved" && moved["from"] == "tides@1")
    #expect(try resolved("tides@best", work) == "tides@2")
    let wrong = try work.stemma("tag", "tides@1", "best", "--delete", "--json").expect(1).error()
    #expect(wrong["code"] == "store.unknown-tag")
    try work.stemma("tag", "tides@best", "best", "--delete").expect(0)
    let gone = try work.stemma("show", "tides@best", "--json").expect(1).error()
    #expect(gone["code"] == "store.unknown-version")
    let events = try work.stemma("show", "tides@2", "--json").json()["events"]?.array ?? []
    #expect(events.compactMap { $0["action"]?.string } == ["moved", "removed"])
    let git = try work.shell("git -C store/history.git log --format=%s refs/stemma/events")
    #expect(git.text.split(separator: "\n").count == 3)
  }

  @Test(
    "what could be taken for something else is refused with 64",
    arguments: [
      "head", "12", "0", "sha256:ab12", "", "Best", "-x", ".x", "_x", "a b", "a@b", "a/b", "ä",
      "head~1", String(repeating: "a", count: 65),
    ])
  func refused(name: String) throws {
    let work = try Workspace.published()
    try work.stemma("tag", "--json", "--", "tides@1", name).expect(64)
  }

  @Test("of versions with the same receipt only the one meant has tag and note")
  func sameReceipt() throws {
    let work = try Workspace.twoVersions()
    try work.stemma("tag", "tides@1", "best").expect(0)
    try work.stemma("note", "tides@1", "Answers are\nshort.").expect(0)
    try work.stemma("rollback", "tides", "--to", "1").expect(0)
    let third = try work.stemma("show", "tides@3", "--json").json()
    #expect(third["tags"] == .array([]) && third["notes"] == .array([]))
    #expect(third["events"] == .array([]))
    let first = try work.stemma("show", "tides@1", "--json").json()
    #expect(first["notes"]?.array?.first?["text"] == "Answers are\nshort.")
    let log = try work.stemma("log", "tides").text
    #expect(log.contains("note: Answers are\\u{a}short."))
  }

  @Test("they survive a new index and a collection")
  func survival() throws {
    let work = try Workspace.twoVersions()
    try work.stemma("tag", "tides@1", "best").expect(0)
    try work.stemma("note", "tides@2", "Good.").expect(0)
    func answers() throws -> [[UInt8]] {
      try ["tides@best", "tides@2"].map { try work.stemma("show", $0, "--json").expect(0).output }
        + [work.stemma("log", "--json").expect(0).output]
    }
    let before = try answers()
    try work.stemma("reindex").expect(0)
    #expect(try answers() == before)
    try work.stemma("gc", "--yes").expect(0)
    for suffix in ["", "-wal", "-shm"] { try? work.remove("store/lineage.sqlite\(suffix)") }
    #expect(try answers() == before)
    try work.stemma("verify").expect(0)
  }

  @Test("an empty note, and both --force and --delete, are refused with 64")
  func badArguments() throws {
    let work = try Workspace.published()
    try work.stemma("note", "tides@1", " \n").expect(64)
    try work.stemma("tag", "tides@1", "best", "--force", "--delete").expect(64)
    try work.stemma("gc", "--yes", "--dry-run").expect(64)
  }
}
