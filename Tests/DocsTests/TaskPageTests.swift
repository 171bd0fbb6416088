import StemmaTesting
import Testing

@Suite("docs/tasks.md")
struct TaskPageTests {
  @Test("every command of the page does what it should, in its order")
  func commands() throws {
    let page = Markdown(try Repository.text("docs/tasks.md"))
    let typed = page.fences("sh").flatMap { $0.split(separator: "\n") }.compactMap { line in
      if case .run(let text) = TypedLine(String(line)) { text } else { nil as String? }
    }
    #expect(typed.count >= 9)
    let outcome = try Place().type(typed)
    #expect(
      outcome.failed == nil,
      "exit \(outcome.status) of: \(outcome.failed ?? "")\n\(outcome.output.suffix(2000))")
  }
}
