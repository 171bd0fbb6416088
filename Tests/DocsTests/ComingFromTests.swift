import StemmaTesting
import Testing

@Suite("docs/coming-from.md")
struct ComingFromTests {
  @Test(
    "every row of its tables has a command, and all of them do what they should, in their order")
  func rows() throws {
    let page = Markdown(try Repository.text("docs/coming-from.md"))
    let rows = ["DataGen", "DLM", "datafast", "synthetic-data-kit", "the plan"].flatMap {
      page.table($0)
    }
    #expect(rows.count > 60)
    var typed = page.fences("sh").flatMap { $0.split(separator: "\n").map(String.init) }
    for row in rows {
      let commands = Markdown.code(in: row[1]).filter { $0.hasPrefix("stemma ") }
      #expect(!commands.isEmpty, "\(row[0])")
      typed += commands
    }
    try Place().expect(typed)
  }
}
