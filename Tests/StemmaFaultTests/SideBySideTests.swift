import StemmaRecord
import StemmaTesting
import Testing

@Suite("Several at once")
struct SideBySideTests {
  @Test("two runs of different datasets both land, ten times", .timeLimit(.minutes(30)))
  func differentDatasets() throws {
    let work = try Workspace()
    for name in ["lamps", "looms"] { try work.writeExperiment(name) }
    for round in 1...10 {
      // The first round makes the store, too.
      let commands = try ["lamps", "looms"].map {
        try work.start(
          "run", "experiments/\($0).yaml", "--set", "sampling.seed=\(round)", "--json")
      }
      let results = try commands.map { try $0.wait() }
      for (result, name) in zip(results, ["lamps", "looms"]) {
        try #require(result.status == 0, "round \(round): \(result.errorText)")
        #expect(try result.json()["version"]?.string == "\(name)@\(round)")
      }
    }
    for name in ["lamps", "looms"] { #expect(try work.versions(name).count == 10) }
    try work.stemma("verify")
  }

  @Test("two runs of one manifest make one version, and the second says that head has it")
  func sameManifest() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    for round in 1...5 {
      let arguments = "sampling.seed=\(round)"
      let commands = try (0..<2).map { _ in
        try work.start("run", "experiments/lamps.yaml", "--set", arguments, "--json")
      }
      let reports = try commands.map { command in
        let result = try command.wait()
        try #require(result.status == 0, "round \(round): \(result.errorText)")
        return try result.json()
      }
      #expect(reports.filter { $0["published"]?.bool == true }.count == 1)
      for report in reports { #expect(report["version"]?.string == "lamps@\(round)") }
    }
    try work.stemma("verify")
  }

  @Test("two runs of one dataset with different manifests make two versions")
  func differentManifests() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    for round in 0..<5 {
      let commands = try (1...2).map {
        try work.start(
          "run", "experiments/lamps.yaml", "--set", "sampling.seed=\(10 * round + $0)", "--json")
      }
      var names: Set<String> = []
      for command in commands {
        let result = try command.wait()
        try #require(result.status == 0, "round \(round): \(result.errorText)")
        let report = try result.json()
        #expect(report["published"]?.bool == true)
        names.insert(try #require(report["version"]?.string))
      }
      #expect(names == ["lamps@\(2 * round + 1)", "lamps@\(2 * round + 2)"])
    }
    let versions = try work.versions("lamps")
    #expect(Set(versions.map(\.receipt)).count == 10)
    try work.stemma("verify")
  }

  @Test("readers beside a run see the old state or the new, and never an error")
  func readers() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    try work.stemma("run", "experiments/lamps.yaml")
    for round in 2...5 {
      let run = try work.start(
        "run", "experiments/lamps.yaml", "--set", "sampling.seed=\(round)", "--json")
      for _ in 0..<3 {
        let readers = try ["verify", "log"].map { try work.start($0, "--json") }
        let verified = try readers[0].wait()
        #expect(verified.status == 0, "\(verified.errorText) \(verified.text)")
        let listed = try readers[1].wait()
        try #require(listed.status == 0, "\(listed.errorText)")
        let count = try #require(listed.json()["versions"]?.array).count
        #expect(count == round - 1 || count == round)
      }
      let result = try run.wait()
      try #require(result.status == 0, "\(result.errorText)")
    }
  }
}
