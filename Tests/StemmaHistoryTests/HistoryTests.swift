import StemmaHistory
import Testing

@Suite("History")
struct HistoryTests {
  @Test("what was appended is read back, version by version, oldest first")
  func roundTrip() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    #expect(try history.head(of: "coffee") == nil)
    #expect(try history.branch("coffee") == [])
    let first = try history.publish("coffee", ["a.json": "1", "b.json": "same"])
    let second = try history.publish(
      "coffee", ["a.json": "2", "b.json": "same"], at: 1_800_000_001)
    let again = try History(opening: work.path)
    #expect(try again.branch("coffee") == [first, second])
    #expect(try again.head(of: "coffee") == second)
    #expect(try again.text("a.json", in: first) == "1")
    #expect(try again.files(of: second) == ["a.json": [0x32], "b.json": Array("same".utf8)])
    #expect(try again.file("c.json", in: second) == nil)
    let commit = try again.commit(second)
    #expect(commit.parent == first)
    #expect(commit.message == "coffee@2\n")
    #expect(commit.moment == HistoryMoment(secondsSinceEpoch: 1_800_000_001))
    #expect(try again.commit(first).parent == nil)
    let entries = try (again.entries(of: first), again.entries(of: second))
    #expect(entries.0["b.json"] == entries.1["b.json"])
    #expect(entries.0["a.json"] != entries.1["a.json"])
    #expect(try again.content(#require(entries.0["a.json"])) == [0x31])
    #expect(try again.verify() == [])
  }

  @Test("all refs are listed by their full names")
  func refs() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    #expect(try history.refs().isEmpty)
    let coffee = try history.publish("coffee", ["a": "1"])
    let event = try history.withLock { locked in
      try locked.append(
        to: "refs/stemma/events", expecting: nil, files: ["event.json": [0x7b, 0x7d]],
        message: "attestation", moment: HistoryMoment(secondsSinceEpoch: 0))
    }
    let expected: [String: CommitID?] = [
      "refs/heads/coffee": coffee, "refs/tags/coffee@1": coffee, "refs/stemma/events": event,
    ]
    #expect(try history.refs() == expected)
    #expect(try history.target(of: "refs/stemma/events") == event)
    #expect(try history.walk("refs/stemma/events").newestFirst.map(\.id) == [event])
  }

  @Test("a branch that has moved since is a conflict, and stays where it is")
  func conflict() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let first = try history.publish("coffee", ["a": "1"])
    let second = try history.publish("coffee", ["a": "2"])
    for stale in [nil, first] {
      let expected = HistoryError.conflict(
        ref: "refs/heads/coffee", expected: stale, found: second)
      #expect(throws: expected) {
        try history.withLock { locked in
          try locked.append(
            to: "refs/heads/coffee", expecting: stale, files: ["a": [3]], message: "3",
            moment: HistoryMoment(secondsSinceEpoch: 1))
        }
      }
    }
    #expect(throws: HistoryError.conflict(ref: "refs/heads/tea", expected: first, found: nil)) {
      try history.withLock { locked in
        try locked.append(
          to: "refs/heads/tea", expecting: first, files: ["a": [3]], message: "3",
          moment: HistoryMoment(secondsSinceEpoch: 1))
      }
    }
    #expect(try history.branch("coffee") == [first, second])
    #expect(try history.head(of: "tea") == nil)
  }

  @Test("equal inputs give equal commits in different repositories")
  func equalCommits() throws {
    let one = try HistoryWorkspace()
    let other = try HistoryWorkspace()
    let ids = try [one, other].map { work in
      let history = try work.open()
      try history.publish("coffee", ["b": "2", "a": "1"])
      return try history.publish("coffee", ["a": "1", "b": "3", "C": "x"])
    }
    #expect(ids[0] == ids[1])
    #expect(try one.looseObjects() == other.looseObjects())
  }

  @Test(
    "names that git or a file system could misread are refused",
    arguments: [
      "", ".", "..", "../a", "a/b", ".git", "git~1", "GIT~1", "a\nb", "a\u{0}b", "é", "\\",
    ])
  func fileNames(name: String) throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    #expect(throws: HistoryError.self) { try history.publish("coffee", [name: "1"]) }
    #expect(try history.refs().isEmpty)
  }

  @Test(
    "datasets that git refuses as refs are refused",
    arguments: [
      "", "a b", "a..b", "a~1", "a^", "a:b", "a?", "a*", "a[", "a.lock", "a/", "/a", "@{",
    ])
  func datasetNames(name: String) throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    #expect(throws: HistoryError.self) { try history.publish(name, ["a": "1"]) }
    #expect(try history.refs().isEmpty)
  }

  @Test("only datasets' branches and stemma's own refs can be appended to")
  func otherRefs() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    for ref in ["HEAD", "refs/tags/a", "refs/remotes/a", "refs/stemmas/a", "coffee"] {
      #expect(throws: HistoryError.self) {
        try history.withLock { locked in
          try locked.append(
            to: ref, expecting: nil, files: [:], message: "",
            moment: HistoryMoment(secondsSinceEpoch: 1))
        }
      }
    }
  }

  @Test("a file larger than 64 MiB is neither written nor half written")
  func largeFile() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let large = [UInt8](repeating: 0, count: HistoryLimits.objectBytes + 1)
    let expected = HistoryError.objectTooLarge(file: "objects", bytes: large.count)
    #expect(throws: expected) {
      try history.withLock { locked in
        try locked.append(
          to: "refs/heads/a", expecting: nil, files: ["a": large], message: "",
          moment: HistoryMoment(secondsSinceEpoch: 1))
      }
    }
    #expect(try work.looseObjects() == [])
  }

  @Test("an identical tag stays, another is moved, a damaged one is made again")
  func tags() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let first = try history.publish("coffee", ["a": "1"])
    let second = try history.publish("coffee", ["a": "2"])
    let file = "refs/tags/coffee@1"
    for content in [
      first.hex + "\n", second.hex + "\n", "", "rubbish", String(repeating: "0", count: 41),
    ] {
      try work.write(file, Array(content.utf8))
      try history.withLock { locked in try locked.tag("coffee@1", at: first) }
      #expect(try history.target(of: file) == first)
    }
    #expect(throws: HistoryError.self) {
      try history.withLock {
        try $0.tag("coffee@9", at: #require(CommitID(String(repeating: "a", count: 40))))
      }
    }
    #expect(try history.verify() == [])
  }

  @Test("no reading depends on tags")
  func withoutTags() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let ids = try ["1", "2", "3"].map { try history.publish("coffee", ["a": $0]) }
    try work.remove("refs/tags")
    #expect(try history.branch("coffee") == ids)
    #expect(try history.text("a", in: ids[1]) == "2")
    #expect(try history.verify() == [])
    #expect(try history.publish("coffee", ["a": "4"]) == history.head(of: "coffee"))
  }

  @Test("a commit's id is 40 lower-case hexadecimal digits and nothing else")
  func commitIDs() throws {
    #expect(CommitID(String(repeating: "0a", count: 20))?.hex == String(repeating: "0a", count: 20))
    for text in ["", "0a", String(repeating: "0A", count: 20), String(repeating: "g", count: 40)] {
      #expect(CommitID(text) == nil)
    }
  }

  @Test("what is no history is refused, and making one twice changes nothing")
  func opening() throws {
    let work = try HistoryWorkspace()
    #expect(throws: HistoryError.notAHistory(path: work.path)) {
      try History(opening: work.path)
    }
    let history = try work.open()
    let id = try history.publish("coffee", ["a": "1"])
    try History.create(at: work.path)
    #expect(try History(opening: work.path).head(of: "coffee") == id)
  }
}
