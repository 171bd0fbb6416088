import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Markdown into sections")
struct MarkdownTests {
  @Test("headings of both kinds make the path, and a higher one ends the lower ones")
  func headings() throws {
    let text = """
      Before.

      Title *of* `it`
      ===============

      A.

      ## Part [one](x)

      B.

      #### Deep ####

      C.

      ### Less deep

      D.

      Part two
      --------

      E.
      """
    #expect(
      try cuts(text) == [
        Cut([], "Before."), Cut(["Title of it"], "A."), Cut(["Title of it", "Part one"], "B."),
        Cut(["Title of it", "Part one", "Deep"], "C."),
        Cut(["Title of it", "Part one", "Less deep"], "D."),
        Cut(["Title of it", "Part two"], "E."),
      ])
  }

  @Test("an empty heading ends a part and names none")
  func emptyHeading() throws {
    #expect(
      try cuts("# A\n\n## B\n\nx y\n\n##\n\nz") == [Cut(["A", "B"], "x y"), Cut(["A"], "z")])
  }

  @Test("a rule right under a long paragraph does not make it a heading")
  func ruleUnderParagraph() throws {
    let long = longParagraph("pier") + " " + longParagraph("wall")
    #expect(try cuts("\(long)\n---\nMore.") == [Cut([], long), Cut([], "More.")])
  }

  @Test(
    "markup goes, its text stays",
    arguments: [
      ("Some *very* __plain__ `co  de` text.", "Some very plain co de text."),
      ("A [link *text*](http://x.y \"t\") and <http://a.b>.", "A link text and http://a.b."),
      ("A ![picture](x.png) within, [ref][r].\n\n[r]: http://x", "A within, ref."),
      ("Soft\nbreak, hard  \nbreak, tag<br>break.", "Soft break, hard break, tag break."),
      ("Tags <kbd>Ctrl</kbd> and <!-- no --> comments.", "Tags Ctrl and comments."),
      ("It costs ~~ten~~ eight; 5~10 and 6~7 stay.", "It costs eight; 5~10 and 6~7 stay."),
      ("A note[^1] here.\n\n[^1]: Skipped text.", "A note here."),
      ("Escaped \\* and &amp; &nbsp;&eacute;x.", "Escaped * and & éx."),
      ("Tab\there,\u{A0}no-break\u{2003}wide.", "Tab here, no-break wide."),
    ])
  func inlines(markdown: String, text: String) throws {
    #expect(try cuts(markdown).map(\.text).first == text)
  }

  @Test("a control character written as an entity is white space")
  func controlEntity() throws {
    #expect(try cuts("a&#7;b c").map(\.text) == ["a b c"])
  }

  @Test(
    "what is not prose is skipped, and parts what stands around it",
    arguments: [
      "```\ncode\n```", "~~~ x\ncode\n\ncode\n~~~", "    indented", "> quoted\nlazily", "***",
      "| a | b |\n|---|---|\n| 1 | 2 |", "<div>\nhtml\n</div>", "![picture](x.png)",
      "[![badge](a)](b)", "<!-- comment -->", "&mdash; \u{2026}",
    ])
  func gaps(block: String) throws {
    #expect(try cuts("One.\n\n\(block)\n\nTwo.") == [Cut([], "One."), Cut([], "Two.")])
  }

  @Test("lists are lines, one an item, nested ones in their place")
  func lists() throws {
    let text = """
      Tools are:

      * a *saw*
        with teeth
      * an axe

        for wood
         1. sharp
         2. blunt

        after

      * [x] done
      * ```
        code
        ```

      7. seven
      9. next
      """
    #expect(
      try cuts(text).map(\.text) == [
        """
        Tools are:

        - a saw with teeth
        - an axe for wood
        1. sharp
        2. blunt
        - after
        - done
        7. seven
        8. next
        """
      ])
  }

  @Test("front matter is skipped, and lines are counted as they stand in the text")
  func frontMatter() throws {
    let found = try sections("---\ntitle: X\nlist:\n- a\n---\n# H\n\nText here.\n")
    #expect(found.map(Cut.init) == [Cut(["H"], "Text here.")])
    #expect(found.map(\.line) == [8])
  }

  @Test("rules around prose at the start are no front matter")
  func noFrontMatter() throws {
    #expect(try cuts("---\n\nProse.\n\n---\n\nMore.").map(\.text) == ["Prose.", "More."])
    #expect(
      try cuts("---\nNever closed: yes\n\nProse.").map(\.text)
        == ["Never closed: yes\n\nProse."])
  }

  @Test("a picture within the text leaves the paragraph whole")
  func embeddedPicture() throws {
    let picture = String(repeating: "iVBORw0KGgo", count: 20_000)
    let text =
      "Look ![here](data:image/png;base64,\(picture)) and [there][p].\n\n[p]: <data:x,\(picture)>\n"
    #expect(try cuts(text).map(\.text) == ["Look and there."])
  }

  @Test("many threads reading at once get what one gets")
  func concurrency() async throws {
    let text = (0..<20).map { "A ~~b~~ [c](d) www.e.f \($0) \(longParagraph("x"))" }
      .joined(separator: "\n\n")
    let alone = try sections(text)
    try await withThrowingTaskGroup(of: [Section].self) { group in
      for _ in 0..<16 { group.addTask { try sections(text) } }
      for try await found in group { #expect(found == alone) }
    }
  }
}
