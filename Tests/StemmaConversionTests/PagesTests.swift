import Testing

@testable import StemmaConversion

@Suite("Pages of a PDF")
struct PagesTests {
  private func text(_ output: String) -> String {
    String(decoding: Pages.text(of: Array(output.utf8)), as: UTF8.self)
  }

  @Test("a paragraph goes on over the page; its number and running head are left out")
  func goesOn() {
    let pages = (1...4).map { "A Book of Tides\n\nThe sea rises, as \($0) said, and\n\n\($0)\n\n" }
    let found = text(pages.joined(separator: "\u{0C}") + "\u{0C}")
    #expect(
      found
        == (1...4).map { "The sea rises, as \($0) said, and\n" }.joined(separator: "\n\u{0C}"))
    #expect(
      text("the tide is high,\n\n12\n\u{0C}and falls again.\n\u{0C}")
        == "the tide is high,\n\u{0C}and falls again.\n")
  }

  @Test("a sentence that ends, and one that begins with a capital, part paragraphs")
  func parts() {
    #expect(text("It ends.\n\u{0C}it begins.\n\u{0C}") == "It ends.\n\n\u{0C}it begins.\n")
    #expect(text("it goes\n\u{0C}On.\n\u{0C}") == "it goes\n\n\u{0C}On.\n")
  }

  @Test("what only two of many pages begin with stays")
  func stays() {
    let pages = (1...40).map {
      $0 < 3 ? "Of Tides\nText \("abc".prefix($0)).\n" : "Word \($0 * 7).\n"
    }
    #expect(text(pages.joined(separator: "\u{0C}")).hasPrefix("Of Tides\nText a.\n"))
  }
}
