import StemmaTesting
import Testing

@Suite("docs/exports.md")
struct ExportsTests {
  private let page: Markdown

  init() throws { page = Markdown(try Repository.text("docs/exports.md")) }

  private func lines(_ language: String) -> [String] {
    page.fences(language).flatMap { $0.split(separator: "\n").map(String.init) }
  }

  @Test(
    "all its commands do what they should, in their order, and those that need more are understood")
  func commands() throws {
    let typed = lines("sh")
    #expect(typed.count > 8)
    try Place().expect(typed)
    let others = lines("bash")
    #expect(others.count > 3)
    for line in others {
      // In a folder without a store each says so, which only a line that is understood comes to.
      let refused = try Place().type([line])
      #expect(refused.status == 10, "\(line): \(refused.output)")
    }
  }

  @Test("its table has every format, and its fields are a manifest's")
  func formats() throws {
    let help = try Place().type(["stemma export --help"]).output
    let named = page.table("format").compactMap { Markdown.code(in: $0[0]).first }
    #expect(named.count == 9)
    let words = help.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    for name in named { #expect(words.contains(name[...]), "\(name)") }
    let fields = try #require(page.fences("yaml").first)
    let place = try Place()
    try place.write(
      "experiments/told.yaml",
      "stemma: 1\ndataset: told\ntask: qa\ninputs: {documents: [coffee]}\n\(fields)\n")
    let outcome = try place.type([
      "stemma run experiments/told.yaml", "stemma export told --card --output told",
      "grep 'terms forbid training models' told/README.md",
      "grep 'license: cc-by-4.0' told/README.md",
      "grep 'Questions a barista is asked' told/README.md",
    ])
    #expect(outcome.failed == nil, "\(outcome.output)")
  }
}
