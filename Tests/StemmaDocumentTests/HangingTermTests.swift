import StemmaDocument
import StemmaRecord
import Testing

/// Entries of manual pages, as formatters print them.
@Suite("Entries that hang below their terms")
struct HangingTermTests {
  private func headings(_ text: String) throws -> [[String]] {
    try DocumentReader().sections(of: text, name: "corvid.txt", format: .plainText)
      .map(\.headingPath)
  }

  static let first =
    "Print nothing but errors to the terminal while the letters are being sorted away."
  private static let second =
    "By default, much is told: the names of letters, of folders, and the time that each one took."

  @Test(
    "further paragraphs of an entry stand under its term",
    arguments: [
      ("       -q, --quiet\n              \(HangingTermTests.first)", "-q, --quiet (continued)"),
      ("       quiet_mode\n              \(HangingTermTests.first)", "quiet_mode (continued)"),
      ("       -q     Be quiet.\n              \(HangingTermTests.first)", "-q (continued)"),
      ("       --level NUM\n              \(HangingTermTests.first)", "--level NUM (continued)"),
    ])
  func continued(entry: String, heading: String) throws {
    let text = "OPTIONS\n\(entry)\n\n              \(Self.second)\n\n       \(Self.second)\n"
    #expect(try headings(text) == [["OPTIONS"], ["OPTIONS", heading], ["OPTIONS"]])
  }

  @Test("a paragraph whose first line hangs out is no entry without a term")
  func prose() throws {
    let text =
      "OPTIONS\n       The letters are sorted.\n              \(Self.first)\n\n"
      + "              \(Self.second)\n"
    #expect(try headings(text).allSatisfy { $0 == ["OPTIONS"] })
  }

  @Test("entries without an empty line between them are paragraphs of their own")
  func dense() throws {
    let text = """
      VARIABLES
             FOLDER The place where letters that were read and are to be kept are put away.
             SPOOLFILE
                    The place where letters arrive, which is looked at every ten seconds.
             -v, --verbose
             --loud
                    Tell of every letter that is put away, and of each that could not be.
      """
    let sections = try DocumentReader().sections(
      of: text, name: "corvid.txt", format: .plainText)
    let paragraphs = sections.flatMap { $0.text.split(separator: "\n\n") }
    #expect(paragraphs.count == 3)
    #expect(paragraphs.map { $0.prefix(6) } == ["FOLDER", "SPOOLF", "-v, --"])
    #expect(sections.allSatisfy { $0.headingPath == ["VARIABLES"] })
  }

  @Test("where an entry's last paragraph and the next entry touch, each is under its own term")
  func touching() throws {
    let text =
      "OPTIONS\n       --quiet\n              \(Self.first)\n\n              \(Self.second)\n"
      + "       --loud\n              \(Self.first)\n\n              \(Self.second)\n"
    #expect(
      try headings(text) == [
        ["OPTIONS"], ["OPTIONS", "--quiet (continued)"], ["OPTIONS"],
        ["OPTIONS", "--loud (continued)"],
      ])
  }

  @Test("a lesser title of a manual page is a heading and no part of the text")
  func subtitle() throws {
    let text = "OPTIONS\n       \(Self.first)\n\n   Output Control\n       \(Self.second)\n"
    let sections = try DocumentReader().sections(
      of: text, name: "corvid.txt", format: .plainText)
    #expect(sections.map(\.headingPath) == [["OPTIONS"], ["OPTIONS", "Output Control"]])
    #expect(sections.last?.text == Self.second)
  }

  @Test("a mark far from the margin heads nothing, and neither do capitals that stand for digits")
  func noTitles() throws {
    for line in ["     #            \(Self.first)", "              W YYYY/MM/DD HH:MM:SS"] {
      let text = "OPTIONS\n       \(Self.first)\n\n\(line)\n\n       \(Self.second)\n"
      #expect(try headings(text).allSatisfy { $0 == ["OPTIONS"] })
    }
    let title = "OPTIONS\n       \(Self.first)\n\nOUTPUT\n       \(Self.second)\n"
    #expect(try headings(title) == [["OPTIONS"], ["OUTPUT"]])
  }

  @Test("a sentence three columns in is no title")
  func noSubtitle() throws {
    let text = "OPTIONS\n       \(Self.first)\n\n   It is told here.\n       \(Self.second)\n"
    #expect(try headings(text).allSatisfy { $0 == ["OPTIONS"] })
  }

  @Test(
    "a term in a line of its own heads what an empty line parts from it",
    arguments: [
      ("       \u{25CB}   --seq:", ["OPTIONS", "--seq"]),
      ("       cmd_before", ["OPTIONS", "cmd_before"]),
      ("       verbose        2", ["OPTIONS", "verbose"]),
      ("       Some plain words", ["OPTIONS"]),
    ])
  func lone(term: String, path: [String]) throws {
    let text = "OPTIONS\n\(term)\n\n           \(Self.first)\n\n       \(Self.second)\n"
    #expect(try headings(text) == [path, ["OPTIONS"]])
  }

  @Test("a name with what it takes, in small letters, is a term where its line ends early")
  func early() throws {
    func under(_ term: String) -> String {
      "OPTIONS\n       \(term)\n           \(Self.first)\n\n           \(Self.second)\n"
    }
    #expect(
      try headings(under("maxpoll interval"))
        == [["OPTIONS"], ["OPTIONS", "maxpoll interval (continued)"]])
    #expect(try headings(under("so it is,")).allSatisfy { $0 == ["OPTIONS"] })
  }
}
