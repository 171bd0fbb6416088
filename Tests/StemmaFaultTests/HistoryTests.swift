import StemmaRecord
import StemmaTesting
import Testing

@Suite("What happened stays visible")
struct HistoryTests {
  /// Three versions, two manifests, two attestations and a repeated run.
  private func workspace() throws -> Workspace {
    let work = try Workspace()
    try work.writeExperiment("machines")
    try work.stemma("run", "experiments/machines.yaml", "--json")
    try work.stemma(
      "run", "experiments/machines.yaml", "--set", "sampling.temperature=0", "--json")
    try work.stemma("reproduce", "machines@1", "--json")
    try work.stemma("rollback", "machines", "--to", "1", "--json")
    try work.stemma("reproduce", "machines@2", "--json")
    try work.stemma("run", "experiments/machines.yaml", "--json")
    return work
  }

  /// Everything that reading commands answer, by command.
  private func answers(_ work: Workspace) throws -> [String: [UInt8]] {
    let sample = try work.stemma("sample", "machines@1", "-n", "1", "--json").json()
    let records = try #require(sample["records"]?.array)
    let record = try #require(records.first?["id"]?.string)
    var answers: [String: [UInt8]] = [:]
    for arguments in [["log"], ["log", "machines"]]
      + (1...3).flatMap({ number in
        ["show", "lineage"].map { [$0, "machines@\(number)"] }
      }) + [["trace", "machines@1", record], ["trace", "machines@3", record]]
    {
      let result = try Program.stemma().run(arguments + ["--json"], in: work.folder)
      try #require(result.status == 0, "\(arguments): \(result.errorText)")
      answers[arguments.joined(separator: " ")] = result.output
    }
    return answers
  }

  @Test("rolling back makes a version with the old receipt, and the next run goes on from there")
  func rollback() throws {
    let work = try workspace()
    let three = try work.versions("machines")
    #expect(three.map(\.name) == ["machines@3", "machines@2", "machines@1"])
    #expect(three[0].receipt == three[2].receipt)
    #expect(three[0].receipt != three[1].receipt)
    let again = try work.stemma("rollback", "machines", "--to", "1", "--json").json()
    #expect(again["published"]?.bool == false)
    try work.stemma(
      "run", "experiments/machines.yaml", "--set", "sampling.temperature=0", "--json")
    let four = try work.versions("machines")
    #expect(four.map(\.name).first == "machines@4")
    #expect(four[0].receipt == four[2].receipt)
  }

  @Test("git and SQLite find nothing wrong, and git log -p shows what changed")
  func otherTools() throws {
    let work = try workspace()
    let git = "\(work.folder)/store/history.git"
    let log = try work.program("git", "-C", git, "log", "-p", "machines")
    #expect(log.contains("machines@3"))
    #expect(log.contains("+  \"cause\": \"rollback to machines@1\""))
    #expect(log.contains("temperature"))
    // `git log -p` without a branch follows HEAD, which must lead somewhere.
    #expect(try work.program("git", "-C", git, "log", "-p").contains("machines@3"))
    let tags = try work.program("git", "-C", git, "tag")
    #expect(tags == "machines@1\nmachines@2\nmachines@3\n")
    try work.program("git", "-C", git, "fsck", "--strict", "--no-dangling")
    let check = try work.program(
      "sqlite3", "\(work.folder)/store/lineage.sqlite", "PRAGMA integrity_check")
    #expect(check == "ok\n")
    try work.stemma("verify")
  }

  @Test("without the index every answer is the same, byte by byte")
  func indexDeleted() throws {
    let work = try workspace()
    let before = try answers(work)
    let show = try #require(before["show machines@1"])
    #expect(String(decoding: show, as: UTF8.self).contains("attestation"))
    for suffix in ["", "-wal", "-shm"] {
      try? work.remove("store/lineage.sqlite\(suffix)")
    }
    #expect(!work.exists("store/lineage.sqlite"))
    #expect(try answers(work) == before)
    try work.stemma("reindex")
    #expect(try answers(work) == before)
  }

  @Test(
    "tags that were deleted are missed by no reader, and made again when something is published")
  func tagsDeleted() throws {
    let work = try workspace()
    let before = try answers(work)
    let tags = "store/history.git/refs/tags"
    for number in 1...3 {
      try work.remove("\(tags)/machines@\(number)")
    }
    #expect(try answers(work) == before)
    try work.stemma("verify")
    try work.stemma(
      "run", "experiments/machines.yaml", "--set", "sampling.temperature=0", "--json")
    let names = try work.list(tags)
    #expect(names == (1...4).map { "machines@\($0)" })
    try work.stemma("verify")
  }
}
