import StemmaExperiment
import StemmaRecord
import StemmaTesting
import Testing

@Suite struct ManifestReaderTests {
  @Test("a manifest that names only what it must gets the defaults")
  func defaults() throws {
    let manifest = try read(minimal())
    #expect(manifest.dataset == "demo")
    #expect(manifest.documents == ["a.md"])
    #expect(manifest.teacher == "embedded")
    #expect(manifest.sampling == Sampling())
    #expect(manifest.strategy == "both")
    #expect(manifest.candidates == 1)
    #expect(manifest.maxAttempts == 3)
    #expect(manifest.filters.map(\.name) == ["schema", "length", "duplicates"])
    #expect(
      manifest.filters.last?.parameters == ["threshold": .decimal(Millionths(count: 850_000))])
    #expect(manifest.count == nil && manifest.perSection == nil && manifest.template == nil)
  }

  @Test("every field is read, in block style and as JSON")
  func everyField() throws {
    let text = """
      stemma: 1
      dataset: all-fields
      description: "Questions: and answers"
      license: CC-BY-4.0
      task: qa
      inputs:
        documents: [a.md, ../b/*.txt]
      teacher: everything
      sampling: {seed: 18446744073709551615, temperature: 0.70, top_p: 1, max_tokens: 1000000}
      template: t.json
      domain: 3D printing
      constraints:
        - >-
          Ask only what
          the text answers.
        - "12"
      count: 100000000
      per_section: 1000
      strategy: expansion
      candidates: 16
      max_attempts: 10
      filters: [{duplicates: {threshold: 0.9}}, grammar, {length: }]
      """
    let manifest = try read(text)
    #expect(manifest.sampling.seed == .max)
    #expect(manifest.sampling.temperature == Millionths("0.7"))
    #expect(manifest.sampling.topP == Millionths("1"))
    #expect(manifest.sampling.maxTokens == 1_000_000)
    #expect(manifest.constraints == ["Ask only what the text answers.", "12"])
    #expect(manifest.domain == "3D printing")
    #expect(manifest.documents == ["a.md", "../b/*.txt"])
    #expect(manifest.filters.map(\.name) == ["duplicates", "grammar", "length"])
    #expect(manifest.filters[0].parameters == ["threshold": .decimal(Millionths(count: 900_000))])
    #expect(manifest.filters[2].parameters == ["min_words": .integer(3)])
    // JSON is YAML, so the resolved form with plain numbers is a manifest as well.
    let json = """
      {"stemma": 1, "dataset": "all-fields", "task": "qa", "inputs": {"documents": ["a.md"]},
       "sampling": {"temperature": 0.7}, "filters": []}
      """
    #expect(try read(json).filters.isEmpty)
  }

  @Test("problems of all kinds are reported at once, in order of position")
  func allAtOnce() {
    let text = """
      stemma: 1
      dataset: My Data
      task: qq
      tsak: qa
      inputs:
        documents: []
      sampling:
        seed: -1
        seed: 2
        temprature: 0.7
      count: "5"
      count: 6
      strategy: brief
      """
    #expect(
      problems(text, overrides: ["max_attempts=0", "nothing=1"]).map(shown) == [
        "manifest.bad-name 2:10 dataset -> my-data",
        "manifest.unknown-task 3:7 task -> qa",
        "manifest.unknown-field 4:1 tsak -> task",
        "manifest.empty-list 6:14 inputs.documents",
        "manifest.out-of-range 8:9 sampling.seed -> 0",
        "manifest.duplicate-field 9:3 sampling.seed",
        "manifest.unknown-field 10:3 sampling.temprature -> temperature",
        "manifest.wrong-type 11:8 count -> 5",
        "manifest.duplicate-field 12:1 count",
        "manifest.out-of-range 1:14 max_attempts -> 1",
        "manifest.unknown-field 1:1 nothing",
      ])
  }

  @Test("a key that stands five times is named four times")
  func manyDuplicates() {
    let found = problems(minimal("domain: a\ndomain: b\n\"domain\": c\n'domain': d\ndomain: e"))
    #expect(found.map(shown) == (7...10).map { "manifest.duplicate-field \($0):1 domain" })
  }

  @Test("a key that stands twice does not hide what is no YAML further down")
  func duplicateAndSyntax() {
    #expect(
      problems("sampling: {seed: 1, seed: 2}\ndomain: @tea\n").map(shown) == [
        "manifest.duplicate-field 1:12 ", "manifest.syntax 2:9 ",
      ])
  }

  @Test("canonically equivalent keys are two keys, both unknown")
  func equivalentKeys() {
    let found = problems(minimal("caf\u{e9}: 1\ncafe\u{301}: 2"))
    #expect(found.map(\.code) == ["manifest.unknown-field", "manifest.unknown-field"])
    #expect(found.map(\.line) == [6, 7])
  }

  @Test("an error of one problem has its code, place and next step; of more, all of them")
  func actionable() throws {
    let one = #expect(throws: ManifestError.self) { try read(minimal("licence: MIT")) }
    let error = try #require(one)
    #expect(error.code == "manifest.unknown-field")
    #expect(error.place == "m.yaml:6:1")
    #expect(error.nextStep == "Did you mean `license`?")
    let two = #expect(throws: ManifestError.self) { try read(minimal("licence: MIT\ncount: 0")) }
    let errors = try #require(two)
    #expect(errors.code == "manifest.invalid")
    #expect(errors.description.split(separator: "\n").count == 2)
  }

  @Test("a thousand problems are cut at a hundred, and that is said")
  func tooMany() {
    let found = problems(minimal((0..<1_000).map { "k\($0): 1" }.joined(separator: "\n")))
    #expect(found.count == 101)
    #expect(found.last?.code == "manifest.too-many-problems")
    #expect(found.last?.line == 106)
  }

  @Test("the two manifests of the repository are valid", arguments: ["coffee", "tides"])
  func repository(name: String) throws {
    let bytes = try Repository.bytes("experiments/\(name).yaml")
    let manifest = try reader.read(bytes, file: "\(name).yaml")
    #expect(manifest.dataset == name)
    #expect(manifest.perSection == (name == "coffee" ? 6 : 5))
  }
}
