import Foundation
import StemmaHistory
import Testing

@Suite("After a crash")
struct HistoryCrashTests {
  static let leftovers = [
    "refs/heads/coffee.lock", "refs/tags/coffee@1.lock", "refs/stemma/events.lock",
    "refs/heads/tea.lock", "HEAD.lock", "config.lock", "packed-refs.lock",
    "objects/tmp_object_git2_0123456789abcdef",
  ]

  @Test("stale lock files and drafts of objects block nothing and are put away by the next writer")
  func staleLocks() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let first = try history.publish("coffee", ["a": "1"])
    for file in Self.leftovers { try work.write(file, []) }
    #expect(try history.head(of: "coffee") == first)
    #expect(try history.refs().count == 2)
    #expect(try history.verify() == [])
    let second = try history.publish("coffee", ["a": "2"])
    for file in Self.leftovers { #expect(!work.exists(file), "\(file)") }
    #expect(try history.branch("coffee") == [first, second])
    #expect(try work.git("fsck", "--strict") == "")
  }

  @Test("drafts that git itself may be writing are left alone")
  func foreignDrafts() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    try work.write("objects/pack/tmp_pack_abc", [1])
    try history.publish("coffee", ["a": "1"])
    #expect(work.exists("objects/pack/tmp_pack_abc"))
  }

  @Test(
    "an object's file that a crash left empty, cut or zeroed is written again", arguments: 0..<3)
  func emptyObjects(kind: Int) throws {
    let model = try HistoryWorkspace()
    let files = ["a": String(repeating: "x", count: 300), "b": "2"]
    let expected = try model.open().publish("coffee", files)
    let work = try HistoryWorkspace()
    let history = try work.open()
    for file in try model.looseObjects() {
      let sound = try model.read(file)
      let left = [[], Array(sound.dropLast(8)), [UInt8](repeating: 0, count: sound.count)][kind]
      try work.write(file, left)
    }
    #expect(try history.publish("coffee", files) == expected)
    #expect(try history.verify() == [])
    #expect(try work.git("fsck", "--strict") == "")
  }

  @Test("a repository left half made is completed by making it again")
  func halfMade() throws {
    let steps: [[String]] = [
      ["HEAD"], ["HEAD", "config"], ["HEAD", "config", "refs/stemma"],
      ["HEAD", "config", "refs", "objects/pack"], ["HEAD", "config", "refs", "objects"],
    ]
    for missing in steps {
      let work = try HistoryWorkspace()
      _ = try work.open()
      for name in missing { try work.remove(name) }
      try work.write("HEAD.lock", [])
      try work.write("config.lock", Array("[core".utf8))
      let history = try work.open()
      let id = try history.publish("coffee", ["a": "1"])
      #expect(try history.branch("coffee") == [id])
      #expect(try work.git("fsck", "--strict") == "")
    }
  }

  @Test("folders that something removed are made again by the next writer")
  func missingFolders() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    try work.remove("refs/tags")
    try work.remove("refs/stemma")
    try history.publish("coffee", ["a": "1"])
    #expect(work.exists("refs/stemma"))
    #expect(try history.verify() == [])
  }

  @Test("a HEAD moved for a branch that never came harms nobody")
  func headAhead() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    try work.write("HEAD", Array("ref: refs/heads/never\n".utf8))
    #expect(try history.verify() == [])
    try history.publish("coffee", ["a": "1"])
    #expect(try work.git("symbolic-ref", "HEAD") == "refs/heads/coffee\n")
  }

  @Test("a tag that a crash kept from being made can be made later")
  func missingTag() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let first = try history.publish("coffee", ["a": "1"])
    try work.remove("refs/tags/coffee@1")
    #expect(try history.verify() == [])
    try history.withLock { try $0.tag("coffee@1", at: first) }
    #expect(try history.refs()["refs/tags/coffee@1"] == first)
  }
}
