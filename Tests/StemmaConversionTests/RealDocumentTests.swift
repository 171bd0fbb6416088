import StemmaConversion
import StemmaDocument
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Documents that nobody here wrote")
struct RealDocumentTests {
  private static let folder = Result {
    let workspace = try Workspace()
    let fetched = try Program("/bin/sh").run(
      [Repository.path("Tests/Scripts/foreign_documents.sh"), workspace.path("found")],
      in: workspace.folder, timeoutSeconds: 300)
    guard fetched.status == 0 else { throw Failure(fetched.errorText) }
    return workspace
  }

  private func convert(_ name: String) throws -> Converter.Conversion {
    try Converter(environment: Program.standardEnvironment).convert(
      try Self.folder.get().read("found/\(name)"), name: name,
      try #require(ConvertedFormat(fileName: name)))
  }

  private func sections(_ name: String) throws -> [Section] {
    let reader = DocumentReader()
    return try reader.sections(
      of: try reader.text(of: try convert(name).text, name: name), name: name,
      format: try #require(DocumentFormat(fileName: name)))
  }

  @Test(
    "a sentence is found once, on its page",
    arguments: [
      (
        "bashref.pdf",
        [
          (10, "A synonym for exit status."),
          (10, "It is either a word or an operator."),
          (10, "Words may not include unquoted metacharacters."),
          (13, "The expanded result is single-quoted, as if the dollar sign had not been present."),
          (31, "Brace expansions may be nested."),
          (46, "Of the two forms, the first is preferred."),
          (61, "Signals ignored upon entry to the shell cannot be trapped or reset."),
          (91, "Any value not in the above list is ignored."),
          (151, "A literal ‘&’ may be escaped with a backslash;"),
        ]
      ),
      (
        "carroll-wonderland.pdf",
        [
          (7, "There seemed to be no use in waiting by the little door,"),
          (7, "‘No, I’ll look first,’ she said,"),
          (21, "‘Come away, my dears! It’s high time you were all in bed!’"),
          (21, "‘I wish I hadn’t mentioned Dinah!’"),
          (61, "They very soon came upon a Gryphon, lying fast asleep in the sun."),
          (81, "‘That’s the most important piece of evidence we’ve heard yet,’"),
        ]
      ),
    ])
  func pages(name: String, sentences: [(page: Int, text: String)]) throws {
    let sections = try sections(name)
    for (page, text) in sentences {
      let found = sections.filter { $0.text.contains(text) }
      #expect(found.count == 1, "\(text)")
      // A section that goes on over the page stands where it begins.
      #expect(
        found.allSatisfy { [page, page - 1].contains($0.page) }, "\(text) \(found.map(\.page))")
    }
  }

  @Test(
    "a sentence is found once, under its headings",
    arguments: [
      (
        "developers-reference.epub",
        [
          ("3.2. Administrative Duties", "As a project member, you have some duties"),
          ("3.2.1. Maintaining your Debian information", "There's a LDAP database"),
          ("3.2.2. Maintaining your public key", "Be very careful with your private keys."),
          ("5. Managing Packages", "This chapter contains information related to creating,"),
          ("5.1. New packages", "The severity of the bug report must be set to wishlist."),
        ]
      ),
      (
        "pkgs.html",
        [
          ("5. Managing Packages", "This chapter contains information related to creating,"),
          ("5.1. New packages", "The severity of the bug report must be set to wishlist."),
          (
            "5.2. Recording changes in the package",
            "Changes that you make to the package need to be recorded"
          ),
        ]
      ),
      (
        "carroll-lookingglass.docx",
        [
          ("", "the WHITE kitten had had nothing to do with it"),
          ("", "'Kitty, can you play chess?"),
          ("", "'How would you like to live in Looking-glass House, Kitty?"),
        ]
      ),
      ("a-text.odt", [("", "This is a text from LibreOffice Writer...")]),
    ])
  func headings(name: String, sentences: [(heading: String, text: String)]) throws {
    let sections = try sections(name)
    for (heading, text) in sentences {
      let found = sections.filter { $0.text.replacing("’", with: "'").contains(text) }
      #expect(found.count == 1, "\(text)")
      #expect(found.allSatisfy { ($0.headingPath.last ?? "") == heading }, "\(text)")
    }
  }

  @Test("an encrypted one asks for its password, and an empty one says so")
  func refused() {
    #expect(throws: ConversionError.encrypted(name: "a-text-pass-peanuts.pdf")) {
      try convert("a-text-pass-peanuts.pdf")
    }
    #expect(throws: ConversionError.noText(name: "docx.1.docx")) { try convert("docx.1.docx") }
  }

  @Test(
    "what is cut off or changed somewhere has text or an error, soon",
    arguments: [
      "bashref.pdf", "carroll-lookingglass.docx", "a-text.odt", "pkgs.html",
      "developers-reference.epub",
    ])
  func mutated(name: String) throws {
    let bytes = try Self.folder.get().read("found/\(name)")
    let converter = Converter(environment: Program.standardEnvironment)
    let format = try #require(ConvertedFormat(fileName: name))
    var dice = Dice(11)
    for round in 0..<12 {
      var changed = bytes
      if round % 3 == 0 {
        changed = Array(changed.prefix(Int(dice.next() % UInt64(changed.count))))
      }
      for _ in 0..<(round % 3 == 0 ? 0 : 1 << round) where !changed.isEmpty {
        changed[Int(dice.next() % UInt64(changed.count))] = UInt8(truncatingIfNeeded: dice.next())
      }
      do throws(ConversionError) {
        let text = try converter.convert(changed, name: name, format).text
        #expect(!text.isEmpty)
      } catch {
        #expect(error.isAboutDocument && error.place == name, "\(error)")
      }
    }
  }
}
