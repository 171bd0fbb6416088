import StemmaTesting
import Testing

@Suite("docs/mix.md")
struct MixPageTests {
  private let page: Markdown

  init() throws { page = Markdown(try Repository.text("docs/mix.md")) }

  @Test("its commands do what they should, in their order")
  func commands() throws {
    let typed = page.fences("sh").flatMap { $0.split(separator: "\n").map(String.init) }
    #expect(typed.count > 3)
    try Place().expect(typed)
  }

  @Test("its mix, and every value of its table, is taken as it stands")
  func values() throws {
    let rows = page.table("axis")
    #expect(rows.count == 10)
    let axes = rows.map { row in
      let values = Markdown.code(in: row[1])
      let list = (values.isEmpty ? ["own"] : values).joined(separator: ", ")
      return "\(row[0].filter { $0 != "`" }): [\(list)]"
    }
    let place = try Place()
    for (number, mix) in (page.fences("yaml") + ["mix: {\(axes.joined(separator: ", "))}\n"])
      .enumerated()
    {
      try place.write(
        "m\(number).yaml",
        "stemma: 1\ndataset: demo\ntask: qa\ninputs: {documents: [experiments/coffee]}\n\(mix)")
      let outcome = try place.type(["stemma plan m\(number).yaml"])
      #expect(outcome.failed == nil, "\(outcome.output)")
      #expect(outcome.output.contains("a mix of "))
    }
  }
}
