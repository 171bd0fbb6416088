import StemmaExperiment
import StemmaRecord
import Testing

@Suite struct OverrideTests {
  @Test(
    "an override is the same as writing the field",
    arguments: [
      ("sampling.temperature=0.9", "sampling: {temperature: 0.9}"),
      ("sampling={seed: 1, top_p: 0.5}", "sampling: {seed: 1, top_p: 0.5}"),
      ("filters=[schema]", "filters: [schema]"),
      ("filters=[{duplicates: {threshold: 0.9}}]", "filters: [{duplicates: {threshold: 0.9}}]"),
      ("constraints=[\"a=b\", \"c\"]", "constraints: [\"a=b\", \"c\"]"),
      ("domain=black tea", "domain: black tea"),
    ])
  func same(override: String, extra: String) throws {
    #expect(try read(minimal(), overrides: [override]) == read(minimal(extra)))
  }

  @Test("an override takes the place of what is written")
  func instead() throws {
    #expect(try read(minimal(), overrides: ["dataset='other'"]).dataset == "other")
    #expect(
      try read(minimal(), overrides: ["inputs.documents=[b.md]"]).documents == ["b.md"])
  }

  @Test("an override leaves the group's other fields alone")
  func others() throws {
    let manifest = try read(
      minimal("sampling: {seed: 7, temperature: 0.4}"), overrides: ["sampling.temperature=1"])
    #expect(manifest.sampling.seed == 7)
    #expect(manifest.sampling.temperature == Millionths("1"))
  }

  @Test("a later override wins, and one of a wrong value mends it")
  func order() throws {
    #expect(try read(minimal(), overrides: ["count=1", "count=2"]).count == 2)
    #expect(try read(minimal("count: many"), overrides: ["count=2"]).count == 2)
  }

  @Test("nothing or null takes the field away", arguments: ["", "null", "~", " # no"])
  func unset(value: String) throws {
    let manifest = try read(minimal("count: 5"), overrides: ["count=\(value)"])
    #expect(manifest.count == nil)
    #expect(try read(minimal(), overrides: ["sampling.seed=\(value)"]) == read(minimal()))
  }

  @Test("a problem names the override as its file, in one line")
  func file() throws {
    let problem = try #require(
      problems(minimal(), overrides: ["count=1", "sampling.temprature=0.9"]).first)
    #expect(problem.place == "--set sampling.temprature=0.9:1:10")
    #expect(problem.nextStep == "Did you mean `sampling.temperature`?")
    let lines = try #require(problems(minimal(), overrides: ["x\ny=\u{1b}"]).first)
    #expect(!lines.place.contains("\n") && !lines.place.contains("\u{1b}"))
  }

  @Test("a file that is no YAML does not hide a wrong override")
  func both() {
    let found = problems("a: [", overrides: ["cuont=1"])
    #expect(found.map(\.code) == ["manifest.syntax", "manifest.unknown-field"])
  }
}
