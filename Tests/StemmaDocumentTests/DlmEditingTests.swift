import Testing

@testable import StemmaDocument

@Suite("Documents in .dlm, changed")
struct DlmEditingTests {
  @Test(
    "of 200 random documents no byte changes but what is added and removed", arguments: 0..<200)
  func lossless(seed: Int) throws {
    var dice = Dice(seed: seed)
    let bytes = RandomDlm.bytes(&dice)
    let document = try DlmDocument(bytes, name: "notes.dlm")
    let pieces = document.sections.map(\.whole)
    #expect(zip(pieces, pieces.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    let first = try Self.some("extraction", &dice)
    let second = try Self.some("expansion", &dice)
    let once = try DlmDocument(document.adding(first), name: "notes.dlm")
    let twice = try DlmDocument(once.adding(second), name: "notes.dlm")
    #expect(twice.bytes.starts(with: bytes))
    #expect(
      twice.sections.prefix(pieces.count).map(twice.id(of:))
        == document.sections.map(document.id(of:)))
    let found = twice.sections.dropFirst(pieces.count)
    #expect(found.compactMap(\.marker) == (first + second).map(\.marker))
    #expect(found.flatMap(twice.pairs(of:)) == (first + second).map(\.pair))
    #expect(twice.removing { $0.line > once.sections.last?.line ?? 0 } == once.bytes)
    #expect(twice.removing { _ in false } == twice.bytes)
    // Of one run in the middle, then of the other: what is left is what was there.
    let later = try DlmDocument(
      twice.removing { $0.line >= found.first?.line ?? 0 && $0.marker?.strategy == "extraction" },
      name: "notes.dlm")
    #expect(try later.bytes == document.adding(second))
    let written = document.sections.count { $0.marker != nil }
    #expect(written == 0)
    #expect(later.removing { _ in true } == bytes)
    #expect(twice.removing { _ in true } == bytes)
  }

  @Test("of 500 damaged documents each is read without loss, or refused")
  func damaged() throws {
    var refused = 0
    for seed in 0..<500 {
      var dice = Dice(seed: seed)
      let whole = try DlmDocument(RandomDlm.bytes(&dice), name: "notes.dlm")
      var bytes = try whole.adding(Self.some("extraction", &dice))
      for _ in 0...dice.below(6) {
        let place = dice.below(bytes.count)
        switch dice.below(4) {
        case 0: bytes[place] ^= UInt8(1 << dice.below(8))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.below(40)))
        case 2: bytes.insert(contentsOf: dice.pick(Self.marks).utf8, at: place)
        default: bytes.replaceSubrange(place..., with: bytes.prefix(dice.below(200)))
        }
        if bytes.isEmpty { bytes = [0x61] }
      }
      guard let document = try? DlmDocument(bytes, name: "notes.dlm") else {
        refused += 1
        continue
      }
      #expect(document.removing { _ in false } == bytes)
      let written = document.removing { _ in true }
      let again = written.isEmpty ? nil : try? DlmDocument(written, name: "notes.dlm")
      #expect(again?.sections.allSatisfy { $0.marker == nil } ?? true, "seed \(seed)")
      let text = try DocumentReader().text(of: bytes, name: "notes.dlm")
      _ = try DocumentReader().sections(of: text, name: "notes.dlm", format: .dlm)
    }
    #expect((1..<500).contains(refused))
  }

  private static let marks = [
    "\n```\n", "\n---\n", "\r", "\n::instruction::\n", "::", "\n::prose::", "\u{FEFF}", "\"", "-->",
    "\n::nothing::\n", "\n### A\n", "\u{0}",
  ]

  @Test("what was written after a generated section stays")
  func between() throws {
    for prose in ["Prose.\n", "Prose.\r\n", "::prose::\nProse.\n\n"] {
      let document = try DlmDocument(Array(prose.utf8), name: "notes.dlm")
      let added = String(decoding: try document.adding([generated("Why?", "So.")]), as: UTF8.self)
      for more in ["::prose::\nMore.\n", "\n::prose::\nMore.", "\r\n::preference::\r\n### Prompt"] {
        let later = try DlmDocument(Array((added + more).utf8), name: "notes.dlm")
        #expect(String(decoding: later.removing { _ in true }, as: UTF8.self) == prose + more)
      }
    }
  }

  @Test("a document of nothing but a generated section becomes empty of it")
  func alone() throws {
    let section = try generated("Why?", "So.").lines.joined(separator: "\n")
    let document = try DlmDocument(Array((section + "\n").utf8), name: "notes.dlm")
    #expect(document.removing { _ in true }.isEmpty)
  }

  private static func some(_ strategy: String, _ dice: inout Dice) throws -> [DlmGenerated] {
    try (0...dice.below(4)).map { number in
      let answer = dice.pick(["Because.", "One.\n\nTwo.", "- a\n- b", "```\n::prose::\n```", "é 🜁"])
      return try generated("Why \(number) \(strategy)?", answer, strategy: strategy)
    }
  }
}

/// Documents as people and programs may have left them.
private enum RandomDlm {
  static func bytes(_ dice: inout Dice) -> [UInt8] {
    let lineEnd = dice.pick(["\n", "\r\n", "\n", "\r"])
    var lines: [String] = []
    if dice.below(4) > 0 {
      lines += ["---", "dlm_id: 01K\(dice.below(1000))", "x: '::prose::'", "---"]
    }
    for _ in 0...dice.below(8) { lines += part(&dice) }
    if lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { lines.append("Prose.") }
    var text = ""
    for (place, line) in lines.enumerated() {
      // Now and then a line of another system's.
      let end = dice.below(12) == 0 ? dice.pick(["\n", "\r\n"]) : lineEnd
      text += line + (place < lines.count - 1 || dice.below(3) > 0 ? end : "")
    }
    let mark = dice.below(5) == 0 ? DlmDocument.byteOrderMark : []
    return mark + Array(text.utf8)
  }

  private static func part(_ dice: inout Dice) -> [String] {
    switch dice.below(9) {
    case 0: ["# \(dice.paragraph(words: 1...3))", ""]
    case 1: ["", ""]
    case 2: ["```", "::instruction::", "### Q", dice.paragraph(words: 2...5), "```"]
    case 3: ["~~~~ dlm", "```", "::nothing::", "~~~", "~~~~", ""]
    case 4:
      [
        "::instruction#a_b::", "### Q", dice.paragraph(words: 2...4), "### A",
        dice.paragraph(words: 2...9),
      ]
    case 5: ["::preference::", "### Prompt", "a", "### Chosen", "b", "### Rejected", "c", ""]
    case 6: ["::image path=\"a.png\"::", "A caption."]
    case 7: ["::prose::", "  indented", "::not a fence::", ":: ::"]
    default: [dice.paragraph(words: 3...12), dice.pick(["", "\t", "trailing  "])]
    }
  }
}
