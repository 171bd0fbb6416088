import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Where sections are cut")
struct CuttingTests {
  private let first = longParagraph("first arch")
  private let second = longParagraph("second arch")

  @Test("a paragraph is a section; a short one joins the paragraph before it")
  func shortJoins() throws {
    #expect(
      try cuts("# H\n\n\(first)\n\nShort.\n\n\(second)\n\nAlso short.")
        == [Cut(["H"], "\(first)\n\nShort."), Cut(["H"], "\(second)\n\nAlso short.")])
  }

  @Test("a short paragraph without one before it stands alone, and so does one after code")
  func shortAlone() throws {
    #expect(
      try cuts("# H\n\nShort.\n\n\(first)\n\n    code\n\nTail.").map(\.text)
        == ["Short.", first, "Tail."])
  }

  @Test("a paragraph of 72 scalars stands alone, one of 71 joins")
  func shortLimit() throws {
    for (length, count) in [(71, 1), (72, 2)] {
      let paragraph = String(repeating: "ä ", count: 80).prefix(length - 1) + "."
      #expect(paragraph.unicodeScalars.count == length)
      #expect(try cuts("\(first)\n\n\(paragraph)").count == count)
    }
  }

  @Test("a list joins the paragraph before it")
  func listJoins() throws {
    #expect(
      try cuts("\(first)\n\n- a\n- b\n\n\(second)").map(\.text) == ["\(first)\n\n- a\n- b", second])
  }

  @Test("a question begins a section, and its answer's first paragraph joins it")
  func questions() throws {
    let question = "2.1 Why do arches stand?"
    #expect(
      try cuts("Short.\n\n\(question)\n\n\(first)\n\n\(second)").map(\.text)
        == ["Short.", "\(question)\n\n\(first)", second])
    #expect(
      try cuts("\(first)\n\n- \(question)\n\n\(second)").map(\.text)
        == [first, "- \(question)\n\n\(second)"])
  }

  @Test("no section exceeds 2,400 scalars, and nothing is lost where it is cut", arguments: 0..<20)
  func sectionLimit(seed: Int) throws {
    var dice = Dice(seed: seed)
    let parts = (0..<80).map { _ in dice.paragraph(words: 4...12) }
    let asParagraphs = try sections(parts.joined(separator: "\n\n"))
    let asItems = try sections(parts.map { "- \($0)" }.joined(separator: "\n"))
    for found in [asParagraphs, asItems] {
      #expect(found.count > 1)
      #expect(found.allSatisfy { $0.text.unicodeScalars.count <= 2_400 })
    }
    #expect(asParagraphs.map(\.text).joined(separator: "\n\n") == parts.joined(separator: "\n\n"))
    #expect(
      asItems.map(\.text).joined(separator: "\n")
        == parts.map { "- \($0)" }.joined(separator: "\n"))
  }

  @Test("a paragraph beyond 2,400 scalars is cut where sentences end")
  func longParagraphs() throws {
    let text = (0..<30).map { longParagraph("stone \($0)") }.joined(separator: " ")
    let found = try sections(text)
    #expect(found.map(\.text).joined(separator: " ") == text)
    #expect(found.allSatisfy { $0.text.hasPrefix("The stone") && $0.text.hasSuffix("morning.") })
    #expect(found.allSatisfy { (160...2_400).contains($0.text.unicodeScalars.count) })
  }

  @Test("without sentences a long paragraph is cut between words, without words anywhere")
  func longWithoutSentences() throws {
    let words = String(repeating: "word ", count: 1_000)
    #expect(
      try sections(words).allSatisfy { $0.text.hasPrefix("word") && $0.text.hasSuffix("word") })
    let signs = String(repeating: "橋", count: 5_000)
    #expect(try sections(signs).map(\.text).joined() == signs)
  }

  @Test("equal sections are told apart by their occurrence")
  func occurrence() throws {
    let found = try sections("# A\n\nSame.\n\n# A\n\nSame.\n\n# B\n\nSame.\n\n# A\n\nSame.")
    #expect(found.map(\.occurrence) == [0, 1, 0, 2])
    #expect(found.map(\.line) == [3, 7, 11, 15])
  }

  @Test("canonically equivalent texts are different sections")
  func canonicalEquivalence() throws {
    let found = try sections("# A\n\nCaf\u{E9}.\n\n# A\n\nCafe\u{301}.")
    #expect(found.map(\.occurrence) == [0, 0])
  }

  @Test("a text without prose has no sections")
  func nothing() throws {
    #expect(try sections("```\ncode\n```\n\n***\n").isEmpty)
    #expect(try sections("----\n", .plainText).isEmpty)
  }

  @Test("the cuts of this revision are these")
  func golden() throws {
    var dice = Dice(seed: 20)
    var blocks: [String] = []
    for number in 0..<60 {
      switch dice.below(5) {
      case 0: blocks.append("## Part \(number)\n\n- \(dice.paragraph(words: 3...9))\n- two")
      case 1: blocks.append(dice.paragraph(words: 500...900))
      default: blocks.append(dice.paragraph(words: 3...60))
      }
    }
    var hash = ObjectHasher(.text)
    for format in [DocumentFormat.markdown, .plainText] {
      for section in try sections(blocks.joined(separator: "\n\n"), format) {
        let place = "\(section.line) \(section.headingPath) \(section.occurrence)\n"
        hash.update((place + section.text).utf8)
      }
    }
    // Whoever changes this digest raises the revision.
    #expect(DocumentReader.revision == 8)
    #expect(hash.finish().hex.prefix(16) == "45118acd8a716126")
  }
}
