import StemmaTesting
import Testing

@Suite("docs/tasks.md")
struct TaskPageTests {
  private let page: Markdown

  init() throws { page = Markdown(try Repository.text("docs/tasks.md")) }

  @Test("each piece of a manifest is planned as it stands, without documents, for a model")
  func manifests() throws {
    let pieces = page.fences("yaml").filter { $0.hasPrefix("task:") }
    #expect(pieces.count > 2)
    let place = try Place()
    for (number, piece) in pieces.enumerated() {
      try place.write(
        "m\(number).yaml", "stemma: 1\ndataset: d\nteacher: ollama:llama3.2\n\(piece)\n")
    }
    let outcome = try place.type(pieces.indices.map { "stemma plan m\($0).yaml" })
    #expect(outcome.failed == nil, "\(outcome.output)")
  }

  @Test("each experiment that it names can be planned, and each task has a row in the table")
  func experiments() throws {
    let lines = page.fences("sh").flatMap { $0.split(separator: "\n").map(String.init) }
    #expect(lines.count > 5 && lines.allSatisfy { $0.hasPrefix("stemma run experiments/") })
    let place = try Place()
    let outcome = try place.type(lines.map { $0.replacing("stemma run", with: "stemma plan") })
    #expect(outcome.failed == nil, "\(outcome.output)")
    let named = Set(page.table("task").compactMap(\.first))
    let schema = try Repository.text("schemas/manifest.schema.json")
    for task in [
      "chat", "classification", "cot", "instruction", "mcq", "preference", "qa", "summary", "text",
    ] {
      #expect(named.contains("`\(task)`") && schema.contains("\"\(task)\""), "\(task)")
    }
  }
}
