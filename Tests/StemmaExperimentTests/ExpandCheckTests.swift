import StemmaExperiment
import StemmaRecord
import Testing

@Suite("The field expand")
struct ExpandCheckTests {
  private static let whole = """
    expand:
      languages: {en: English}
      topics: [water, beans]
      document_types: [recipe]
      personas: [a guest]
      values: {tone: [formal, casual, curt]}
      combinations: 5
      samples_per_prompt: 2
    """

  @Test("is part of what decides, and comes back from the store as it was")
  func what() throws {
    let manifest = try read(minimal(Self.whole))
    #expect(manifest.expand?.total == 6 && manifest.expand?.taken == 5)
    #expect(
      manifest.expand?.names
        == ["language", "language_code", "document_type", "topic", "persona", "tone"])
    let what = manifest.what(template: ObjectID(of: .template, "t".utf8))
    #expect(what["expand"] == manifest.resolved["expand"])
    let stored = try Manifest(what: what, catalogue: catalogue)
    #expect(stored.expand == manifest.expand)
    let other = try read(minimal(Self.whole), overrides: ["expand.combinations=4"])
    #expect(other.expand?.taken == 4)
  }

  @Test(
    "mistakes are told with their place",
    arguments: [
      ("expand: {}", "manifest.empty-expand 6:9 expand"),
      ("expand: {topics: []}", "manifest.empty-list 6:9 expand"),
      ("expand: {topics: [a, a]}", "manifest.duplicate-value 6:22 expand.topics[1]"),
      ("expand: {topic: [a]}", "manifest.unknown-field 6:10 expand.topic -> topics"),
      ("expand: {values: {topic: [a]}}", "manifest.bad-axis 6:18 expand.values"),
      ("expand: {values: {a b: [c]}}", "manifest.bad-axis 6:18 expand.values"),
      ("expand: {values: [a]}", "manifest.wrong-type 6:18 expand.values"),
      ("expand: {languages: [de]}", "manifest.wrong-type 6:21 expand.languages"),
      (
        "expand: {languages: {en: English, de: German}}",
        "manifest.teacher-cannot-serve 6:9 expand.languages"
      ),
    ])
  func mistakes(text: String, wanted: String) {
    let found = problems(minimal(text))
    #expect(found.map(shown) == [wanted])
  }

  @Test("more combinations than may be in use want a number of them")
  func tooMany() {
    let list = (0..<101).map { "v\($0)" }.joined(separator: ", ")
    let axes = "topics: [\(list)], personas: [\(list)]"
    #expect(problems(minimal("expand: {\(axes)}")).map(\.code) == ["manifest.too-many"])
    #expect(problems(minimal("expand: {\(axes), combinations: 100}")).isEmpty)
  }

  private func complaints(_ template: String, _ extra: String = "") throws -> [String] {
    do {
      _ = try Template.read(
        Array(template.utf8), file: "t.json", for: try read(minimal(extra)))
      return []
    } catch let error as ManifestError {
      return error.problems.map(shown)
    }
  }

  @Test("a prompt without {count} is refused with its place; nobody asks of a stored one")
  func count() throws {
    let text = #"{"name": "t", "userPrompt": "{section}"}"#
    #expect(try complaints(text) == ["template.missing-placeholder 1:29 userPrompt"])
    #expect(
      try complaints(#"{"name": "t", "userPrompt": ["{count}", "{section}"]}"#)
        == ["template.missing-placeholder 1:29 userPrompt"])
    #expect(
      try complaints(#"{"name": "t", "roles": {"question": {"userPrompt": "x"}}}"#)
        == ["template.missing-placeholder 1:52 roles.question.userPrompt"])
    #expect(try complaints(#"{"name": "t", "systemPrompt": "{count}", "userPrompt": "x"}"#) == [])
    #expect(throws: Never.self) { try Template.read(Array(text.utf8), file: "t.json") }
  }

  @Test("a {{name}} that the manifest does not expand is refused where it expands something")
  func names() throws {
    let text = #"{"name": "t", "userPrompt": "{count} {{topik}}"}"#
    #expect(try complaints(text) == [])
    #expect(
      try complaints(text, "expand: {topics: [a]}")
        == ["template.unknown-placeholder 1:38 userPrompt -> {{topic}}"])
  }

  @Test(
    "lists of prompts and weights are checked",
    arguments: [
      #"{"name": "t", "userPrompt": []}"#, #"{"name": "t", "userPrompt": ["a", "a"]}"#,
      #"{"name": "t", "userPrompt": ["a", 1]}"#,
      #"{"name": "t", "userPrompt": "a", "systemPrompt": {}}"#,
      #"{"name": "t", "userPrompt": "a", "systemPrompt": {"b": 0}}"#,
      #"{"name": "t", "userPrompt": "a", "systemPrompt": {"b": "c"}}"#,
    ])
  func lists(text: String) {
    let error = #expect(throws: ManifestError.self) {
      try Template.read(Array(text.utf8), file: "t.json")
    }
    #expect(error?.problems.map(\.code) == ["template.wrong-type"])
  }
}
