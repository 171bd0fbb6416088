import StemmaExperiment
import StemmaRecord
import Testing

@Suite struct ManifestWhatTests {
  private let template = ObjectID(of: .template, "t".utf8)

  private func text(_ extra: String) throws -> String {
    CanonicalJSON.text(.object(try read(minimal(extra)).what(template: template)))
  }

  @Test("a what holds task and template, and nothing that is at its default")
  func defaults() throws {
    let bare = try text("")
    #expect(bare == #"{"task":"qa","template":"\#(template)"}"#)
    let spelledOut = """
      teacher: embedded
      sampling: {}
      constraints: []
      strategy: both
      candidates: 1
      max_attempts: 3
      filters: [schema, {length: {min_words: 3}}, {duplicates: {threshold: 0.850}}]
      """
    #expect(try text(spelledOut) == bare)
  }

  @Test(
    "a field that decides the bytes changes the what",
    arguments: [
      "teacher: everything", "sampling: {seed: 0}", "sampling: {temperature: 0}",
      "sampling: {top_p: 1}", "sampling: {max_tokens: 5}", "domain: tea", "constraints: [a]",
      "task_type: a", "output_schema: b", "lora: c",
      "expand: {topics: [a]}", "expand: {samples_per_prompt: 2}",
      "sections: {characters: 900}", "sections: {characters: 900, overlap: 9}",
      "sections: {characters: 900, keep_headings: false}",
      "count: 5", "per_section: 5", "strategy: extraction", "candidates: 2", "max_attempts: 2",
      "filters: []", "filters: [length, schema, duplicates]", "filters: [schema]",
      "filters: [schema, length, duplicates: {threshold: 0.9}]",
      "split: {validation: 0.1}", "split: {test: 0.1}", "split: {test: 0.1, leak: 0.7}",
    ])
  func what(extra: String) throws {
    #expect(try text(extra) != text(""))
  }

  @Test(
    "a field that only tells about the dataset does not",
    arguments: ["description: Questions", "license: MIT", "template: other.json"])
  func how(extra: String) throws {
    #expect(try text(extra) == text(""))
    #expect(try read(minimal(extra)) != read(minimal()))
  }

  @Test("two spellings of a value are one")
  func spellings() throws {
    #expect(
      try text("sampling: {temperature: 0.70, seed: 7}")
        == text("sampling:\n  seed: 7\n  temperature: 0.7"))
    #expect(
      try text("sampling: {temperature: 0.7, seed: 18446744073709551615}").contains(
        #""sampling":{"seed":"18446744073709551615","temperature":"0.7"}"#))
    #expect(
      try text("split: {validation: 0.10, leak: 0.8}").contains(
        #""split":{"validation":"0.1"}"#))
    #expect(
      try text("filters: [schema, duplicates: {threshold: 0.9}]").contains(
        #""filters":["schema",{"duplicates":{"threshold":"0.9"}}]"#))
  }

  @Test(
    "a what read back gives the same what",
    arguments: [
      "", "teacher: everything\ndomain: \"12\"\nconstraints: [\"yes\", \"0.5\"]",
      "sampling: {seed: 18446744073709551615, temperature: 0.123456, top_p: 0.000001}",
      "count: 100000000\nper_section: 1\nstrategy: expansion\ncandidates: 16\nmax_attempts: 10",
      "filters: []", "filters: [grammar, length: {min_words: 0}, duplicates: {threshold: 1}]",
    ])
  func inverse(extra: String) throws {
    let what = try read(minimal(extra)).what(template: template)
    let stored = try JSONReader.read(CanonicalJSON.bytes(.object(what)))
    let manifest = try Manifest(what: try #require(stored.object), catalogue: catalogue)
    #expect(manifest.what(template: template) == what)
    #expect(manifest.template == template.description)
    #expect(manifest.documents.isEmpty)
  }

  @Test("a what with a field of a later stemma is refused")
  func later() {
    let error = #expect(throws: ManifestError.self) {
      try Manifest(
        what: ["task": "qa", "template": .string("\(template)"), "later": 1], catalogue: catalogue)
    }
    #expect(error?.code == "manifest.unknown-field")
    #expect(error?.place == "the stored manifest:1:1")
  }

  @Test("the resolved form has every field of the table, with filters' parameters")
  func resolved() throws {
    let resolved = try read(minimal("sampling: {temperature: 0.7}")).resolved
    let schema = try #require(ManifestSchema.json(catalogue)["properties"]?.object)
    #expect(resolved.object?.members.map(\.key) == schema.members.map(\.key))
    #expect(resolved["sampling"]?["temperature"] == "0.7")
    #expect(resolved["sampling"]?["seed"] == .null)
    #expect(
      resolved["filters"]
        == ["schema", ["length": ["min_words": 3]], ["duplicates": ["threshold": "0.85"]]])
  }

  @Test("manifests whose texts only look alike differ")
  func bytes() throws {
    #expect(try read(minimal("domain: caf\u{e9}")) != read(minimal("domain: cafe\u{301}")))
    // As arrays: Swift's own `==` of strings would not tell them apart.
    #expect(
      try Array(text("domain: caf\u{e9}").utf8) != Array(text("domain: cafe\u{301}").utf8))
  }
}
