import Foundation
import StemmaHistory
import StemmaTesting
import Testing

@Suite("git reads the history")
struct GitReadsHistoryTests {
  @Test("git log -p shows what changed, and git fsck --strict is content")
  func log() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    try work.git("fsck", "--strict")
    try history.publish(
      "coffee", ["counts.json": "{\"kept\":10}\n", "manifest.yaml": "stemma: 1\n"])
    let head = try history.publish(
      "coffee", ["counts.json": "{\"kept\":12}\n", "manifest.yaml": "stemma: 1\n"])
    let log = try work.git("log", "-p")
    #expect(log.contains("-{\"kept\":10}\n+{\"kept\":12}\n"))
    #expect(log.contains("Author: stemma <stemma@localhost>"))
    #expect(log.contains("Fri Jan 15 08:00:00 2027 +0000"))
    #expect(try work.git("fsck", "--strict") == "")
    #expect(try work.git("rev-parse", "coffee@2").hasPrefix(head.hex))
  }

  @Test("the same commit made by git has the same id")
  func sameBytes() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let first = try history.publish("coffee", ["a": "1\n"])
    let second = try history.publish("coffee", ["a": "1\n", "Z": "2\n"], at: 5)
    let tree = try work.git("rev-parse", "\(second.hex)^{tree}").dropLast()
    let date = "5 +0000"
    let made = try work.git(
      "commit-tree", String(tree), "-p", first.hex, "-m", "coffee@2",
      environment: [
        "GIT_AUTHOR_NAME": "stemma", "GIT_AUTHOR_EMAIL": "stemma@localhost",
        "GIT_AUTHOR_DATE": "@\(date)", "GIT_COMMITTER_NAME": "stemma",
        "GIT_COMMITTER_EMAIL": "stemma@localhost", "GIT_COMMITTER_DATE": "@\(date)",
      ])
    #expect(made == second.hex + "\n")
  }

  @Test("HEAD names a branch that exists, from the first dataset on")
  func head() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    #expect(try work.git("symbolic-ref", "HEAD") == "refs/heads/main\n")
    let coffee = try history.publish("coffee", ["a": "1"])
    try history.publish("tea", ["a": "2"])
    #expect(try work.git("symbolic-ref", "HEAD") == "refs/heads/coffee\n")
    #expect(try work.git("rev-parse", "HEAD") == coffee.hex + "\n")
  }

  @Test("after git gc everything is read from the pack, and writing goes on")
  func packed() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let ids = try (1...5).map { try history.publish("coffee", ["a": "\($0)", "b": "same"]) }
    let before = try history.refs()
    try work.git("gc", "--prune=now", "-q")
    #expect(try work.looseObjects() == [])
    #expect(!work.exists("refs/heads/coffee"))
    for history in [history, try History(opening: work.path)] {
      #expect(try history.refs() == before)
      #expect(try history.branch("coffee") == ids)
      #expect(try history.text("a", in: ids[2]) == "3")
      #expect(try history.verify() == [])
    }
    let next = try history.publish("coffee", ["a": "6", "b": "same"])
    #expect(try history.branch("coffee") == ids + [next])
    #expect(try work.git("fsck", "--strict") == "")
    #expect(try history.verify() == [])
  }

  @Test(
    "a tree that git made with links, folders or programs in it is refused",
    arguments: [
      "120000 blob", "040000 tree", "100755 blob",
    ])
  func foreignTree(entry: String) throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let id = try history.publish("coffee", ["a": "1"])
    let blob = try work.git("rev-parse", "\(id.hex):a").dropLast()
    let inner = try work.git("rev-parse", "\(id.hex)^{tree}").dropLast()
    let target = entry.hasSuffix("tree") ? inner : blob
    let listing = "\(entry) \(target)\tevil\n"
    try work.root.write("listing", listing)
    let tree = try work.git(
      "-c", "alias.mk=!git mktree < '\(work.root.path("listing"))'", "mk"
    ).dropLast()
    let commit = try work.git(
      "-c", "user.name=x", "-c", "user.email=x", "commit-tree", String(tree), "-m", "x"
    ).dropLast()
    try work.git("update-ref", "refs/heads/evil", String(commit))
    let evil = try #require(try history.head(of: "evil"))
    let file = "objects/\(tree.prefix(2))/\(tree.dropFirst(2))"
    let expected = HistoryError.entryRefused(file: file, name: "evil")
    #expect(throws: expected) { try history.files(of: evil) }
    #expect(throws: expected) { try history.file("evil", in: evil) }
    #expect(try history.commit(evil).message == "x\n")
    #expect(try history.verify().map(\.error) == [expected])
    #expect(try history.text("a", in: id) == "1")
  }

  @Test("nobody's git configuration is read")
  func hostileConfiguration() async throws {
    await #expect(processExitsWith: .success) {
      let work = try HistoryWorkspace()
      let home = work.root.path("home")
      let hostile = "[core\n fsyncObjectFiles = maybe\n logAllRefUpdates = always"
      for file in [".gitconfig", "git/config"] {
        try work.root.write("\(home)/\(file)", hostile)
      }
      setenv("HOME", home, 1)
      setenv("XDG_CONFIG_HOME", home, 1)
      let history = try work.open()
      let id = try history.publish("coffee", ["a": "1"])
      #expect(try history.branch("coffee") == [id])
      #expect(try history.verify() == [])
      #expect(!work.exists("logs"))
    }
  }
}
