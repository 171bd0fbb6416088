import StemmaTesting
import Testing

@Suite("A damaged ref is named, and hides nothing")
struct DamagedRefTests {
  private func workspace() throws -> Workspace {
    let work = try Workspace()
    for name in ["lamps", "looms"] {
      try work.writeExperiment(name)
      try work.stemma("run", "experiments/\(name).yaml")
    }
    try work.stemma("reproduce", "lamps@1")
    return work
  }

  private func damage(_ ref: String, _ work: Workspace) throws {
    let file = "store/history.git/\(ref)"
    var bytes = try work.read(file)
    bytes[20] ^= 0x01
    try work.write(file, bytes)
  }

  /// Expects exit code 12 and an error that names the ref's file.
  private func expectNamed(_ ref: String, _ work: Workspace, _ arguments: String...) throws {
    let result = try Program.stemma().run(arguments + ["--json"], in: work.folder)
    #expect(result.status == 12, "\(arguments): \(result.text) \(result.errorText)")
    #expect(result.errorText.contains("history.git/\(ref)"), "\(result.errorText)")
    #expect(result.output.isEmpty)
  }

  @Test("a dataset whose branch is damaged is not left out of the list of all")
  func branch() throws {
    let work = try workspace()
    let before = try work.stemma("show", "lamps@1", "--json").output
    try damage("refs/heads/looms", work)
    try expectNamed("refs/heads/looms", work, "log")
    try expectNamed("refs/heads/looms", work, "show", "looms@1")
    // It may hold a version that belongs to the tree.
    try expectNamed("refs/heads/looms", work, "lineage", "lamps@1")
    #expect(try work.versions("lamps").map(\.name) == ["lamps@1"])
    #expect(try work.stemma("show", "lamps@1", "--json").output == before)
    try work.stemma("run", "experiments/lamps.yaml", "--set", "sampling.seed=9")
    #expect(try work.versions("lamps").count == 2)
  }

  @Test("events that cannot be read are not taken for none")
  func events() throws {
    let work = try workspace()
    try damage("refs/stemma/events", work)
    try expectNamed("refs/stemma/events", work, "show", "lamps@1")
    try expectNamed("refs/stemma/events", work, "lineage", "lamps@1")
    #expect(try work.versions("lamps").count == 1)
    let log = try work.stemma("log", "--json")
    #expect(log.errorText.contains("history.git/refs/stemma/events"))
    #expect(!log.text.contains("\"tags\""))
    try work.stemma("export", "lamps@1")
    try work.stemma("reproduce", "lamps@1", "--no-attestation")
  }
}
