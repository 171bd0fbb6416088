import StemmaExperiment
import StemmaRecord
import Testing

@Suite("The field sections")
struct SectionFieldTests {
  @Test("comes back from the store as it was, without what is at its default")
  func what() throws {
    func what(_ text: String) throws -> JSONValue? {
      let manifest = try read(minimal(text))
      let what = manifest.what(template: ObjectID(of: .template, "t".utf8))
      #expect(try Manifest(what: what, catalogue: catalogue).sections == manifest.sections)
      #expect(SectionSizes(json: what["sections"]) == manifest.sections)
      return what["sections"]
    }
    #expect(try what("") == nil)
    #expect(
      try what("sections: {characters: 800, overlap: 0, keep_headings: true}")
        == ["characters": 800])
    #expect(
      try what("sections: {characters: 800, overlap: 400, keep_headings: false}")
        == ["characters": 800, "overlap": 400, "keep_headings": false])
    let other = try read(minimal("sections: {characters: 800}"), overrides: ["sections.overlap=9"])
    #expect(other.sections == SectionSizes(characters: 800, overlap: 9))
  }

  @Test(
    "mistakes are told with their place",
    arguments: [
      ("sections: {}", "manifest.missing-field 6:1 sections.characters"),
      ("sections: {overlap: 10}", "manifest.missing-field 6:1 sections.characters"),
      ("sections: 800", "manifest.wrong-type 6:11 sections"),
      ("sections: {characters: 100}", "manifest.out-of-range 6:24 sections.characters -> 200"),
      (
        "sections: {characters: 300, overlap: 151}",
        "manifest.out-of-range 6:38 sections.overlap -> 150"
      ),
      (
        "sections: {characters: 300, keep_headings: yes}",
        "manifest.wrong-type 6:44 sections.keep_headings"
      ),
      (
        "sections: {charaters: 300}",
        "manifest.unknown-field 6:12 sections.charaters -> characters"
      ),
    ])
  func mistakes(text: String, wanted: String) {
    #expect(problems(minimal(text)).map(shown) == [wanted])
  }

  @Test("a task without documents cuts no sections")
  func unused() {
    let text = "stemma: 1\ndataset: demo\ntask: instruction\nsections: {characters: 300}\n"
    #expect(problems(text).map(\.code) == ["manifest.unused-sections"])
  }
}
