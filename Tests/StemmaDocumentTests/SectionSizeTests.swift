import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Sections of a given size")
struct SectionSizeTests {
  private func sized(
    _ text: String, _ characters: Int, overlap: Int = 0, keepsHeadings: Bool = true,
    _ format: DocumentFormat = .markdown
  ) throws -> [Section] {
    try DocumentReader().sections(
      of: text, name: "notes", format: format,
      sizes: SectionSizes(
        characters: characters, overlap: overlap, keepsHeadings: keepsHeadings))
  }

  private func book(_ seed: Int) -> [String] {
    var dice = Dice(seed: seed)
    return (0..<60).map { number in
      number % 12 == 0 ? "## Part \(number)" : dice.paragraph(words: 4...60)
    }
  }

  @Test("what stands under a heading is joined up to the limit, and nothing is lost")
  func joined() throws {
    let first = "\(longParagraph("one"))\n\nShort.\n\n- a\n- b"
    let text = "# H\n\n\(first)\n\n## I\n\n\(longParagraph("two"))"
    #expect(
      try sized(text, 1_000).map(Cut.init) == [
        Cut(["H"], first),
        Cut(["H", "I"], longParagraph("two")),
      ])
  }

  @Test("no section is longer than the limit, whatever is repeated", arguments: 0..<10)
  func limit(seed: Int) throws {
    let text = book(seed).joined(separator: "\n\n")
    for (characters, overlap) in [(200, 0), (200, 100), (700, 150), (3_000, 1_000)] {
      for keeps in [true, false] {
        let found = try sized(text, characters, overlap: overlap, keepsHeadings: keeps)
        #expect(found.allSatisfy { $0.text.unicodeScalars.count <= characters })
        #expect(overlap > 0 || found.allSatisfy { $0.repeated == 0 })
        let words = found.map(\.ownText).joined(separator: " ").split { $0.isWhitespace }
        let wanted = book(seed).filter { keeps ? !$0.hasPrefix("#") : true }
          .joined(separator: " ").split { $0.isWhitespace }.filter { $0 != "##" }
        // A heading that a section stands under is no part of its text.
        if keeps { #expect(words == wanted) } else { #expect(words.count <= wanted.count) }
      }
    }
  }

  @Test("a section begins with the last sentences of the one before, under the same heading")
  func overlap() throws {
    let paragraphs = (0..<6).map { "First of \($0) is here. Last of \($0) stands there." }
    let found = try sized(
      "# A\n\n" + paragraphs.joined(separator: "\n\n") + "\n\n# B\n\nAnother one.", 200,
      overlap: 30)
    #expect(found.count > 2)
    for (before, section) in zip(found, found.dropFirst()) where section.headingPath == ["A"] {
      let repeated = String(section.text.unicodeScalars.prefix(section.repeated))
      let sentence = repeated.prefix { $0 != "\n" }
      #expect(sentence.hasPrefix("Last of") && before.text.hasSuffix(sentence))
      #expect(section.text == repeated + section.ownText)
      #expect(section.ownText.hasPrefix("First of"))
    }
    #expect(found.last.map(Cut.init) == Cut(["B"], "Another one."))
    #expect(found.last?.repeated == 0 && found.first?.repeated == 0)
  }

  @Test("a sentence longer than the overlap is not repeated")
  func longSentence() throws {
    let text = (0..<4).map { longParagraph("arch \($0)") }.joined(separator: "\n\n")
    #expect(try sized(text, 300, overlap: 50).allSatisfy { $0.repeated == 0 })
  }

  @Test("a paragraph too long is cut at sentences; its pieces are one paragraph where they meet")
  func longParagraphs() throws {
    let text = (0..<30).map { longParagraph("stone \($0)") }.joined(separator: " ")
    let found = try sized(text, 500)
    #expect(found.map(\.text).joined(separator: " ") == text)
    #expect(found.allSatisfy { $0.text.hasPrefix("The stone") && $0.text.hasSuffix("morning.") })
    #expect(try sized(text, 20_000).map(\.text) == [text])
  }

  @Test("over headings, a section stands under those it has in common, and says the others")
  func acrossHeadings() throws {
    let text =
      "# Sea\n\nIt is wide.\n\n## Tides\n\nThey rise.\n\n## Ebb\n\nThey sink.\n\n# Land\n\nDry."
    #expect(
      try sized(text, 1_000, keepsHeadings: false).map(Cut.init) == [
        Cut([], "Sea\n\nIt is wide.\n\nTides\n\nThey rise.\n\nEbb\n\nThey sink.\n\nLand\n\nDry.")
      ])
    let only = "# Sea\n\n## Tides\n\nThey rise.\n\n## Ebb\n\nThey sink."
    #expect(
      try sized(only, 1_000, keepsHeadings: false).map(Cut.init)
        == [Cut(["Sea"], "Tides\n\nThey rise.\n\nEbb\n\nThey sink.")])
    #expect(try sized("# Sea\n\n# Land", 1_000, keepsHeadings: false).isEmpty)
  }

  @Test("rows stay apart, slides may join, prose of a .dlm document does not go over its fences")
  func otherFormats() throws {
    let rows = "{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"A\",\"text\":\"Two.\"}"
    #expect(
      try sized(rows, 1_000, keepsHeadings: false, .jsonLines).map(Cut.init)
        == [Cut(["A"], "One."), Cut(["A"], "Two.")])
    let slides = "# A\n\nOne.\n\n\u{0C}\n\n# \n\n- Two\n- Three"
    #expect(
      try sized(slides, 1_000, keepsHeadings: false, .slides).map(Cut.init)
        == [Cut([], "A\n\nOne.\n\n- Two\n- Three")])
    let parted = "# A\n\nOne.\n\n::instruction::\n### Q\nAside?\n### A\nYes.\n\n::prose::\nTwo."
    #expect(
      try sized(parted, 1_000, keepsHeadings: false, .dlm).map(\.text) == ["One.", "Two."])
  }

  @Test("an inserted paragraph changes few sections", arguments: 0..<20)
  func locality(seed: Int) throws {
    var dice = Dice(seed: seed + 500)
    var blocks = book(seed)
    let before = try sized(blocks.joined(separator: "\n\n"), 600).map(Cut.init)
    blocks.insert(dice.paragraph(words: 20...40), at: dice.below(blocks.count + 1))
    let after = Set(try sized(blocks.joined(separator: "\n\n"), 600).map(Cut.init))
    #expect(before.count { !after.contains($0) } <= 2)
  }

  @Test("slides are sections under their titles, with their numbers as pages")
  func slides() throws {
    let text = ["# Tides\n\n- High\n- Low\n\nTwice a day\\.", "# \n\nNo title", "# Ebb\n\nOut"]
      .joined(separator: "\n\n\u{0C}\n\n")
    let found = try sections(text, .slides)
    #expect(
      found.map(Cut.init) == [
        Cut(["Tides"], "- High\n- Low\n\nTwice a day."), Cut([], "No title"), Cut(["Ebb"], "Out"),
      ])
    #expect(found.map(\.page) == [1, 2, 3])
  }
}
