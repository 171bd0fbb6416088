import StemmaTesting
import Testing

@Suite("docs/documents.md")
struct DocumentsPageTests {
  private let page: Markdown

  init() throws { page = Markdown(try Repository.text("docs/documents.md")) }

  @Test("all of its commands can be typed, in their order")
  func commands() throws {
    let lines = page.fences("sh").flatMap { $0.split(separator: "\n").map(String.init) }
    #expect(lines.count > 6)
    try Place().expect(lines)
  }

  @Test("its errors are those that documents can have")
  func errors() throws {
    let sources = try ["StemmaDocument/DocumentError", "StemmaConversion/ConversionError"].map {
      try Repository.text("Sources/\($0).swift")
    }.joined()
    let wanted = sources.matches(of: /"(document\.[a-z-]+)"/).map { String($0.output.1) }
    let told = page.table("code").flatMap { Markdown.code(in: $0[0]) }
    #expect(Set(told) == Set(wanted))
    #expect(told.count == Set(told).count)
  }

  @Test("the fields of its table are those of the schema, and its example is read")
  func sections() throws {
    let schema = try Repository.schema("manifest.schema.json")
    let properties = schema["properties"] as? [String: [String: Any]]
    let forms = properties?["sections"]?["anyOf"] as? [[String: Any]]
    let fields = forms?.first?["properties"] as? [String: Any] ?? [:]
    let told = page.table("field").flatMap { Markdown.code(in: $0[0]) }
    #expect(told.sorted() == fields.keys.sorted())
    let place = try Place()
    try place.write("sections.yaml", try #require(page.fences("yaml").first) + "\n")
    let outcome = try place.type([
      "cat experiments/coffee.yaml sections.yaml > experiments/sized.yaml",
      "stemma plan experiments/sized.yaml",
    ])
    #expect(outcome.failed == nil, "\(outcome.output)")
  }
}
