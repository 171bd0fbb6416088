import StemmaTesting
import Testing

@Suite("docs/tasks.md")
struct TaskPageTests {
  private let page: Markdown

  init() throws { page = Markdown(try Repository.text("docs/tasks.md")) }

  @Test("each piece of a manifest is planned as it stands, without documents, for a model")
  func manifests() throws {
    let pieces = page.fences("yaml").filter {
      $0.hasPrefix("task: text") || $0.hasPrefix("task: chat")
        || $0.hasPrefix("task: classification")
    }
    #expect(pieces.count > 2)
    let place = try Place()
    for (number, piece) in pieces.enumerated() {
      try place.write(
        "m\(number).yaml", "stemma: 1\ndataset: d\nteacher: ollama:llama3.2\n\(piece)\n")
    }
    let outcome = try place.type(pieces.indices.map { "stemma plan m\($0).yaml" })
    #expect(outcome.failed == nil, "\(outcome.output)")
  }

  @Test("every command of the page does what it should, in its order")
  func commands() throws {
    let typed = page.fences("sh").flatMap { $0.split(separator: "\n") }.compactMap { line in
      if case .run(let text) = TypedLine(String(line)) { text } else { nil as String? }
    }
    #expect(typed.count >= 11)
    try Place().expect(typed)
  }

  @Test("each task has a row in the table")
  func table() throws {
    let named = Set(page.table("task").compactMap(\.first))
    for task in [
      "chat", "classification", "cot", "cot_enhancement", "generic", "instruction", "mcq",
      "preference", "qa", "qa_rating", "summary", "text",
    ] {
      #expect(named.contains("`\(task)`"), "\(task)")
    }
  }
}
