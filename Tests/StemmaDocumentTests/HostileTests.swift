import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Documents made to do harm", .serialized)
struct HostileTests {
  /// What is true of all sections, wherever they come from.
  private func check(_ text: String, _ format: DocumentFormat, _ comment: Comment) throws {
    let found = try sections(text, format)
    let lineCount = text.utf8.count { $0 == 0x0A } + 1
    var seen: Set<[[UInt8]]> = []
    for section in found {
      // Not the texts themselves: they may be long.
      let length = section.text.unicodeScalars.count
      let isProse = Prose.hasWord(section.text)
      let isCollapsed = section.text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == " " || !$0.properties.isWhitespace
      }
      let isTidy = !hasFlaw(section.text)
      #expect(length <= SectionRule.paragraphs.limit && isProse && isCollapsed && isTidy, comment)
      #expect((1...lineCount).contains(section.line), comment)
      let key = section.headingPath + [section.text, String(section.occurrence)]
      let isNew = seen.insert(key.map { Array($0.utf8) }).inserted
      #expect(isNew, comment)
    }
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.line <= $1.line }, comment)
  }

  /// Two spaces in a row, a space beside the end of a line, or two empty lines. One pass, since texts are
  /// long and tests unoptimised.
  private func hasFlaw(_ text: String) -> Bool {
    var spaces = 0
    var ends = 0
    for byte in text.utf8 {
      switch byte {
      case 0x20 where spaces + ends > 0: return true
      case 0x20: spaces = 1
      case 0x0A where spaces > 0 || ends > 1: return true
      case 0x0A: ends += 1
      default: (spaces, ends) = (0, 0)
      }
    }
    return false
  }

  @Test("what is looked for in texts is found", arguments: ["  ", "\n\n\n", " \n", "\n "])
  func flaws(flaw: String) {
    #expect(hasFlaw(flaw) && hasFlaw("a b\n\nc\(flaw)d") && !hasFlaw("a b\nc\n\nd e\n\n"))
  }

  @Test(
    "nesting, marks and tables without end are survived quickly", .timeLimit(.minutes(30)),
    arguments: [
      ">", "> ", "- ", "1. ", "[", "![", "[a](", "](", "*", "_", "**a ", "`", "<", "<a ", "<!--",
      "[^a]", "[^a]: ", "&", "a@", "www.", "http://", "~~a ", "|", "|-", "\\", "#", "-", "=", ")",
      "[a]: b\n", "[a]: \"b\n", "* a\n\n", "|a|\n|-|\n", "-\n", "=\n", "a\n", "\n", "\u{301}", "🜁",
      "- a\n  ", "\t", "```\n",
    ])
  func repeated(unit: String) throws {
    // A hundred thousand of what nests with a byte or two, fewer of what is longer.
    let text = String(repeating: unit, count: unit.utf8.count > 2 ? 20_000 : 100_000)
    for format in [DocumentFormat.markdown, .plainText] {
      try check("Before.\n\n" + text + "\n\nAfter it.", format, "\(unit)")
    }
  }

  @Test("deep nesting over many lines, and wide tables, are survived", .timeLimit(.minutes(30)))
  func structured() throws {
    let nested = (0..<1_500).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    let quoted = String(repeating: String(repeating: ">", count: 500) + " x\n", count: 500)
    let row = String(repeating: "|a", count: 400) + "|\n"
    let table =
      row + String(repeating: "|-", count: 400) + "|\n" + String(repeating: "x\n", count: 9_000)
    let links =
      "[x]: /\(String(repeating: "u", count: 90_000)) 'title'\n\n"
      + String(repeating: "[x] ", count: 30_000)
    let titles =
      "[x]: /u\n\"\(String(repeating: "long title ", count: 9_000))\"\n\n"
      + String(repeating: "[x] ", count: 30_000)
    for text in [nested, quoted, table, links, titles] {
      try check(text, .markdown, "\(text.prefix(40))")
    }
  }

  @Test("entries within entries, and entries without end, are survived", .timeLimit(.minutes(30)))
  func entries() throws {
    let rising = (0..<1_500).map { String(repeating: "  ", count: $0 + 2) + "--aa\n" }
    let flat = String(repeating: "    --aa\n        Tells of it.\n", count: 15_000)
    for text in [rising.joined(), rising.reversed().joined(), flat] {
      try check("Before.\n\n" + text + "\n\nAfter it.", .plainText, "\(text.prefix(40))")
    }
  }

  @Test("what slows the parser is gone before it is parsed, and no line with it")
  func tamed() {
    let texts = [
      "a\n" + String(repeating: ">", count: 33) + " b\n",
      "a\n" + String(repeating: " ", count: 129) + "b\n",
      "|a|b|\n|-|-|\n" + String(repeating: "|b\n", count: 30_000)
        + String(repeating: "|b|b\n", count: 40_000),
      String(repeating: "|b", count: 501) + "|\n" + String(repeating: "|-", count: 501) + "|\n",
      String(repeating: "x\n", count: 202) + "|b|\n|-|\n",
      "[a]: /" + String(repeating: "b", count: 201) + "\n",
      "[a]: /a \"b\nb\n",
      "[a]: /a\n\"" + String(repeating: "b ", count: 101) + "\"\n",
    ]
    for text in texts {
      let tame = MarkdownSource.tame(Array(text.utf8))
      #expect(!tame.contains(UInt8(ascii: "b")) || text.hasSuffix("b\nb\n"), "\(text.prefix(40))")
      #expect(tame.count { $0 == 0x0A } == text.utf8.count { $0 == 0x0A }, "\(text.prefix(40))")
    }
  }

  @Test("ordinary Markdown reaches the parser as it is")
  func untouched() {
    for text in Self.seeds + ["> > 1. - a\n", "| a |\n|---|\n| b |\n", "[a]: <b> (c)\n[d]: e\n"] {
      let body = text.hasPrefix("---") ? String(text.dropFirst(17)) : text
      let tame = String(decoding: MarkdownSource.tame(Array(body.utf8)), as: UTF8.self)
      #expect(tame == body + (body.hasSuffix("\n") ? "" : "\n"))
    }
  }

  @Test("ten million bytes on one line come to an end", .timeLimit(.minutes(30)))
  func oneLine() throws {
    let text = String(repeating: "word. Next ", count: 950_000)
    try #expect(sections(text, .plainText).count > 1_000)
    try #expect(sections(text, .markdown).isEmpty)
    try #expect(sections(String(repeating: "x", count: 10_000_000), .plainText).isEmpty)
  }

  private static let seeds = [
    """
    ---
    title: X
    ---
    # Title

    Some *prose* with `code`, [a link](http://x.y) and a note[^1]. It is long enough to be cut.

    - one
    - two
      1. three

    | a | b |
    |---|---|
    | 1 | 2 |

    ```sh
    make
    ```

    > quote

    Setext
    ------

    [^1]: The note.
    [r]: <x> "t"
    """,
    """
    NAME
           tool - does things to files.

    3. Installing
    =============

    Before you begin, make sure of these:

     o the first thing that
       matters
     o the second

    ----
    $ make
    ----

    The end of it::

        code here

    Über die Brücke führt ein Weg. 桥梁是连接两岸的结构。
    """,
  ]

  private static let tokens = [
    "\n", "\n\n", " ", "    ", "\t", "\r", "\r\n", "#", "=", "---\n", "```\n", "> ", "- ", "1. ",
    "|",
    "[", "](", ")", "*", "_", "`", "<", ">", "&#0;", "\\", "[^1]", "[r]: ", ":", ".", "\u{A0}",
    "\u{2028}", "\u{301}", "é", "🜁", "A", "\u{0C}", "\u{FEFF}", "::\n\n", "$ ", "\u{85}",
  ]

  @Test(
    "five thousand mutations neither crash nor break what is true of sections",
    .timeLimit(.minutes(30)))
  func mutations() throws {
    let reader = DocumentReader()
    var refused = 0
    for seed in 0..<5_000 {
      var dice = Dice(seed: seed)
      var bytes = Array(dice.pick(Self.seeds).utf8)
      for _ in 0..<(1 + dice.below(12)) {
        let start = dice.below(bytes.count + 1)
        let end = min(bytes.count, start + dice.below(8))
        switch dice.below(8) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: bytes[start..<end], at: dice.below(bytes.count + 1))
        case 2 where dice.below(6) == 0: bytes.insert(UInt8(dice.below(256)), at: start)
        case 3:
          let token = dice.pick(Self.tokens)
          bytes.insert(
            contentsOf: String(repeating: token, count: 1 + dice.below(40)).utf8, at: start)
        default: bytes.insert(contentsOf: dice.pick(Self.tokens).utf8, at: start)
        }
      }
      do {
        let text = try reader.text(of: bytes, name: "notes")
        let format: DocumentFormat = dice.below(2) == 0 ? .markdown : .plainText
        try check(text, format, "seed \(seed)")
      } catch is DocumentError {
        refused += 1
      }
    }
    #expect((1..<2_500).contains(refused))
  }
}
