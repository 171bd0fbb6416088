import StemmaRecord
import StemmaTesting
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("in JSON mode an error has its four members, alone on standard error")
  func members() throws {
    let workspace = try Workspace.published()
    for (arguments, code) in [
      (["show", "tides@7"], "store.unknown-version"), (["show", "other"], "store.unknown-dataset"),
      (["show", "Tides@1"], "store.malformed-version-name"),
      (["trace", "tides@1", "zz"], "command.unknown-record"),
      (["sample", "tides@1", "--where", "x"], "command.bad-arguments"),
      (["log", "--bogus"], "command.bad-arguments"), (["run", "gone.yaml"], "input.unreadable"),
      (["run", "."], "input.is-folder"),
      (["log", "--store", "/nowhere/at/all"], "store.not-found"),
    ] {
      let result = try Program.stemma().run(arguments + ["--json"], in: workspace.folder)
      let error = try #require(try result.error().object, "\(arguments)")
      #expect(error.members.map(\.key) == ["code", "nextStep", "place", "whatHappened"])
      #expect(error["code"] == .string(code), "\(arguments)")
      #expect(error["whatHappened"]?.string?.isEmpty == false, "\(arguments)")
      #expect(error["nextStep"]?.string?.isEmpty == false, "\(arguments)")
    }
  }

  @Test("a manifest's problems are all told at once, each with line and column")
  func problems() throws {
    let workspace = try Workspace.tidal()
    try workspace.write(
      "bad.yaml", Workspace.manifest().replacing("strategy", with: "strategie") + "count: -1\n")
    let error = try workspace.stemma("run", "bad.yaml", "--json").expect(65).error()
    let problems = try #require(error["problems"]?.array)
    #expect(problems.map { $0["place"] } == ["bad.yaml:11:1", "bad.yaml:13:8"])
    #expect(problems.first?["nextStep"]?.string?.contains("strategy") == true)
    let plain = try workspace.stemma("run", "bad.yaml").expect(65)
    #expect(plain.errorText.contains("bad.yaml:11:1: "))
    #expect(plain.errorText.contains("bad.yaml:13:8: "))
  }

  @Test("an override's problem is placed in the override")
  func override() throws {
    let workspace = try Workspace.tidal()
    let error = try workspace.stemma(
      "plan", "tides.yaml", "--set", "sampling.temprature=1", "--json"
    ).expect(65).error()
    #expect(error["problems"]?.array?.first?["place"]?.string?.contains("--set") == true)
    #expect(error["problems"]?.array?.first?["nextStep"]?.string?.contains("temperature") == true)
  }

  @Test("without JSON an error says what happened, the next step and the code")
  func plain() throws {
    let result = try Workspace.published().stemma("show", "tides@7").expect(1)
    let lines = result.errorText.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("error: ") == true)
    #expect(lines.last?.hasSuffix("[store.unknown-version]") == true)
  }
}
