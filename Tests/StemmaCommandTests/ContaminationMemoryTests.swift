import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("What was found free of benchmarks' texts is not read again")
struct ContaminationMemoryTests {
  private static let planted =
    "Which of the four old harbours north of the river keeps its water at low tide?"

  /// A version of 200 rows of seeded words.
  ///
  /// - Parameter edited: rows that have other words, the benchmark's question in the last of them.
  private func add(_ edited: [Int], to workspace: Workspace, seed: UInt64) throws {
    var dice = Dice(seed)
    var rows: [String] = []
    for number in 0..<200 {
      let words = (0..<20).map { _ in "w\(dice.next() % 500)" }.joined(separator: " ")
      let text =
        number == edited.last
        ? Self.planted : edited.contains(number) ? "edited \(words)" : words
      rows.append(#"{"id": "r\#(number)", "text": "\#(text)"}"#)
    }
    try workspace.write("rows.jsonl", rows.joined(separator: "\n") + "\n")
    try workspace.stemma("import", "rows.jsonl", "--dataset", "d", "--id", "id").expect(0)
  }

  private func workspace(seed: UInt64 = 1) throws -> Workspace {
    let workspace = try Workspace()
    try add([], to: workspace, seed: seed)
    try workspace.write("bench.txt", Self.planted + "\n")
    return workspace
  }

  private func leaf(of version: String, _ workspace: Workspace) throws -> SequenceChild {
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version(version).receipt)
    return try #require(try store.records(of: receipt).leaves().first)
  }

  @Test("the same benchmark opens no record again; another one does, and so does another rule")
  func unread() throws {
    let workspace = try workspace()
    let first = try workspace.stemma("contamination", "d@1", "--against", "bench.txt").expect(0)
    try workspace.damage(try leaf(of: "d@1", workspace).id)
    let again = try workspace.stemma("contamination", "d@1", "--against", "bench.txt").expect(0)
    #expect(again.text == first.text)
    // What the file is called is all the same; what it holds is not.
    try workspace.write("same.txt", Self.planted + "\n")
    try workspace.stemma("contamination", "--all", "--against", "same.txt").expect(0)
    try workspace.write("other.txt", "Here are four words.\n")
    try workspace.stemma("contamination", "d@1", "--against", "other.txt").expect(12)
    try workspace.stemma("contamination", "d@1", "--against", "bench.txt", "--words", "9").expect(
      12)
    try workspace.stemma("contamination", "d@1", "--against", "bench.txt", "--near", "0.9").expect(
      12)
  }

  @Test("whatever was looked through before, the same is found", arguments: [1, 2, 3] as [UInt64])
  func sameFindings(seed: UInt64) throws {
    var dice = Dice(seed)
    let workspace = try workspace(seed: seed)
    func report(_ arguments: [String]) throws -> [UInt8] {
      try Program.stemma().run(
        ["contamination"] + arguments + ["--against", "bench.txt", "--json"], in: workspace.folder
      ).output
    }
    for version in 2...4 {
      let edited = (0..<5).map { _ in Int(dice.next() % 200) }
      try add(version == 3 ? [] : edited, to: workspace, seed: version == 3 ? seed &+ 9 : seed)
      _ = try report(["d@\(1 + Int(dice.next() % UInt64(version)))"])
    }
    let remembered = try report(["--all"])
    let again = try report(["--all"])
    try workspace.shell("rm -r store/summaries").expect(0)
    let fresh = try report(["--all"])
    #expect(remembered == fresh && again == fresh)
    let found = try JSONReader.read(fresh)["versions"]?.array?.map { $0["found"] }
    #expect(found == [0, 1, 0, 1])
  }

  @Test("of a later version only what it does not share is read")
  func shared() throws {
    let workspace = try workspace()
    try workspace.stemma("contamination", "d@1", "--against", "bench.txt").expect(0)
    try add([150], to: workspace, seed: 1)
    // A damaged leaf that both versions have is in nobody's way.
    let leaf = try leaf(of: "d@1", workspace)
    #expect(try self.leaf(of: "d@2", workspace) == leaf)
    try workspace.damage(leaf.id)
    let text = try workspace.stemma("contamination", "d@2", "--against", "bench.txt").expect(4).text
    #expect(text.contains("found     r150 text: bench.txt:1"))
  }

  @Test("gc keeps what belongs to a version, and deletes the rest; damage is made good")
  func collected() throws {
    let workspace = try workspace()
    try workspace.stemma("contamination", "d@1", "--against", "bench.txt").expect(0)
    func files() throws -> [Substring] {
      try workspace.shell("find store/summaries -name '*.summary' | sort").text
        .split(separator: "\n")
    }
    let kept = try files()
    #expect(kept.count == 2)
    let stray = "store/summaries/ab/\(String(repeating: "ab", count: 32)).summary"
    try workspace.shell("mkdir -p store/summaries/ab; cp \(kept[0]) \(stray)").expect(0)
    try workspace.stemma("gc", "--yes").expect(0)
    #expect(try files().filter { $0.contains("/ab/") || kept.contains($0) } == kept)
    try workspace.shell("for f in \(kept.joined(separator: " ")); do echo '{}' > $f; done").expect(
      0)
    try workspace.stemma("contamination", "d@1", "--against", "bench.txt").expect(0)
    try workspace.damage(try leaf(of: "d@1", workspace).id)
    try workspace.stemma("contamination", "d@1", "--against", "bench.txt").expect(0)
  }
}
