import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Collecting beside others")
struct CollectionTests {
  /// Leaves a pack behind that no version leads to: the run is killed before it publishes.
  private func abandon(_ work: Workspace, _ name: String, seed: Int) throws {
    let packs = try work.packs().count
    _ = try Program("strace").run(
      [
        "-f", "-qq", "-o", "/dev/null", "-e", "trace=link", "-e", "inject=link:signal=KILL:when=1",
        try Program.stemma().path, "run", "experiments/\(name).yaml", "--set",
        "sampling.seed=\(seed)",
      ], in: work.folder)
    try #require(try work.packs().count == packs + 1)
  }

  private func bytes(_ report: JSONValue, _ member: String) throws -> Int {
    try #require(report[member]?["bytes"]?.integer)
  }

  @Test(
    "two runs, of which one wants what is garbage, two readers and a collection: nothing is lost",
    .timeLimit(.minutes(30)))
  func besideRunsAndReaders() throws {
    let work = try Workspace()
    for name in ["lamps", "looms"] {
      try work.writeExperiment(name)
      try work.stemma("run", "experiments/\(name).yaml")
    }
    let export = try work.stemma("export", "lamps@1").output
    var moved = 0
    for round in 1...6 {
      try abandon(work, "lamps", seed: 100 + round)
      try abandon(work, "looms", seed: 200 + round)
      // The first run wants what the killed one has left, the second has no use for it.
      let others = try [
        ["run", "experiments/lamps.yaml", "--set", "sampling.seed=\(100 + round)", "--json"],
        ["gc", "--yes", "--json"],
        ["run", "experiments/looms.yaml", "--set", "sampling.seed=\(300 + round)", "--json"],
        ["export", "lamps@1"], ["verify", "--json"],
      ].map { try Program.stemma().start($0, in: work.folder) }
      let results = try others.map { try $0.wait() }
      for result in results {
        #expect(result.status == 0, "round \(round): \(result.errorText) \(result.text)")
      }
      for place in [0, 2] { #expect(try results[place].json()["published"]?.bool == true) }
      moved += try #require(try results[1].json()["done"]?["moved"]?.array).count
      #expect(results[3].output == export)
      try work.stemma("verify")
    }
    #expect(moved > 0)
    for name in ["lamps", "looms"] {
      for version in try work.versions(name) {
        try work.stemma("reproduce", version.name, "--no-attestation")
      }
    }
    for _ in 0..<2 { try work.stemma("gc", "--yes") }
    let last = try work.stemma("gc", "--dry-run", "--json").json()
    #expect(try bytes(last, "unreachable") == 0)
    try work.stemma("verify")
  }

  @Test("two collections at once take turns")
  func twoCollections() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    try work.stemma("run", "experiments/lamps.yaml")
    for seed in 1...3 {
      try abandon(work, "lamps", seed: 40 + seed)
      let results = try (0..<2).map { _ in try work.start("gc", "--yes", "--json") }
        .map { try $0.wait() }
      for result in results { #expect(result.status == 0, "\(result.errorText)") }
    }
    try work.stemma("verify")
    try work.stemma("reproduce", "lamps@1", "--no-attestation")
  }

  @Test(
    "a clock that was set back a day, or on by a year, changes nothing", arguments: ["-1d", "+1y"])
  func clock(shift: String) throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    try work.stemma("run", "experiments/lamps.yaml")
    try abandon(work, "lamps", seed: 2)
    try work.stemma("gc", "--yes")
    try abandon(work, "lamps", seed: 3)
    let stemma = try Program.stemma().path
    func shifted(_ arguments: String...) throws -> JSONValue {
      let result = try Program("faketime").run(
        ["-f", shift, stemma] + arguments + ["--json"], in: work.folder)
      try #require(result.status == 0, "\(result.errorText)")
      return try result.json()
    }
    let done = try #require(try shifted("gc", "--yes")["done"])
    #expect(done["moved"]?.array?.count == 1)
    #expect(done["deleted"]?.array?.contains { $0.string?.hasPrefix("trash/") == true } == true)
    let run = try shifted("run", "experiments/lamps.yaml", "--set", "sampling.seed=3")
    #expect(run["version"]?.string == "lamps@2")
    _ = try shifted("gc", "--yes")
    try work.stemma("verify")
    #expect(try work.versions("lamps").count == 2)
    try work.stemma("reproduce", "lamps@1", "--no-attestation")
    // The clock was in effect: the history knows the time it told.
    let shown = try work.stemma("show", "lamps@2", "--json").json()
    let year = try #require(shown["publishedAt"]?.string?.prefix(10))
    #expect(
      year
        != (try work.stemma("show", "lamps@1", "--json").json()["publishedAt"]?.string?.prefix(10)))
  }

  @Test("on a terminal it asks, and only a yes is one", arguments: ["y", "", "n"])
  func asking(answer: String) throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    try work.stemma("run", "experiments/lamps.yaml")
    try abandon(work, "lamps", seed: 2)
    let before = try work.packs()
    let result = try Program("python3").run(
      ["-c", Self.terminal, try Program.stemma().path, answer], in: work.folder)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(result.text.contains("Collect? [y/N]"))
    #expect(
      result.text.contains(answer == "y" ? "1 packs moved to trash/" : "Nothing was changed."))
    #expect((try work.packs() == before) == (answer != "y"))
    try work.stemma("verify")
  }

  private static let terminal = """
    import os, pty, sys
    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.argv[1], [sys.argv[1], "gc"])
    shown, asked = b"", False
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if b"[y/N]" in shown and not asked:
            asked = True
            os.write(terminal, sys.argv[2].encode() + b"\\n")
    print(shown.decode())
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
    """

  @Test("where nobody can be asked it wants --yes, and says what it would do")
  func unconfirmed() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    try work.stemma("run", "experiments/lamps.yaml")
    try abandon(work, "lamps", seed: 2)
    let before = try work.packs()
    let result = try Program.stemma().run(["gc"], in: work.folder)
    #expect(result.status == 64)
    #expect(
      result.errorText.contains("Nothing reaches what is in it.")
        || result.errorText.contains("A part of it"))
    #expect(result.errorText.contains("--yes"))
    #expect(try work.packs() == before)
  }
}

extension Workspace {
  fileprivate func packs() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/store/packs")
      .filter { $0.hasSuffix(".pack") }.sorted()
  }
}
