import StemmaConversion
import StemmaDocument
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Documents that nobody here wrote")
struct RealDocumentTests {
  /// A sentence that somebody has picked from a document, and where it stands there.
  struct Finding: CustomTestStringConvertible {
    let page: Int?
    /// The heading right above; nil where pages are all that the document has.
    let heading: String?
    let sentence: String

    var testDescription: String { sentence }
  }

  /// By document.
  private static let picked: [String: [Finding]] = {
    let text = (try? Repository.text("Tests/Documents/sentences.tsv")) ?? ""
    var found: [String: [Finding]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let isPDF = fields[0].hasSuffix(".pdf")
      found[fields[0], default: []].append(
        Finding(
          page: Int(fields[1]), heading: isPDF ? nil : fields[2], sentence: fields[3]))
    }
    return found
  }()

  private func convert(
    _ name: String, as format: ConvertedFormat? = nil, password: String? = nil
  ) throws -> Converter.Conversion {
    try Converter(environment: try PythonPackages.slides(), password: password).convert(
      try ForeignDocuments.read(name), name: name,
      try #require(format ?? ConvertedFormat(fileName: name)))
  }

  private func sections(_ name: String) throws -> [Section] {
    let reader = DocumentReader()
    return try reader.sections(
      of: try reader.text(of: try convert(name).text, name: name), name: name,
      format: try #require(DocumentFormat(fileName: name)))
  }

  /// Every document has twenty sentences in the table, but these, which hold fewer paragraphs and items than that:
  /// the table has each of them.
  private static let short = [
    "a-text.odt", "docx.docx", "example.docx", "example.pptx", "odt.odt", "pptx.pptx",
  ]

  @Test("there are twenty sentences of every document that has so many")
  func enough() throws {
    #expect(Self.picked.count == 16)
    for (name, findings) in Self.picked {
      #expect((findings.count < 20) == Self.short.contains(name), "\(name)")
    }
  }

  @Test("of a document that has fewer, the table has all that is read of it", arguments: short)
  func whole(name: String) throws {
    var left = try sections(name).map { (heading: $0.headingPath.last ?? "", text: $0.text) }
    for finding in (Self.picked[name] ?? []).sorted(by: { $0.sentence.count > $1.sentence.count }) {
      let place = left.firstIndex {
        $0.heading == finding.heading && $0.text.contains(finding.sentence)
      }
      let found = try #require(place, "\(finding.sentence)")
      let range = try #require(left[found].text.firstRange(of: finding.sentence))
      left[found].text.removeSubrange(range)
    }
    for section in left {
      #expect(!section.text.contains { !$0.isWhitespace }, "\(section)")
    }
  }

  @Test(
    "a sentence is found once, on its page and under its heading",
    arguments: Self.picked.keys.sorted())
  func sentences(name: String) throws {
    func plain(_ text: String) -> String {
      text.replacing("’", with: "'").replacing("‘", with: "'")
    }
    let sections = try sections(name).map { ($0, plain($0.text)) }
    for finding in Self.picked[name] ?? [] {
      let found = sections.filter { $0.1.contains(plain(finding.sentence)) }.map(\.0)
      #expect(found.count == 1, "\(finding.sentence)")
      if let heading = finding.heading {
        #expect(
          found.allSatisfy { plain($0.headingPath.last ?? "") == plain(heading) },
          "\(finding.sentence): \(found.map(\.headingPath))")
      }
      // A section of a book that goes on over the page stands where it begins.
      let pages = finding.heading == nil ? 1 : 0
      #expect(
        found.allSatisfy { section in
          guard let page = finding.page else { return section.page == nil }
          return (page - pages...page).contains(section.page ?? 1)
        }, "\(finding.sentence): \(found.map(\.page))")
    }
  }

  @Test("an encrypted one asks for its password, opens with it, and with no other")
  func encrypted() throws {
    let name = "a-text-pass-peanuts.pdf"
    let error = ConversionError.encrypted(name: name, takesPassword: true)
    #expect(throws: error) { try convert(name) }
    #expect(error.nextStep.contains("STEMMA_DOCUMENT_PASSWORD"))
    #expect(throws: error) { try convert(name, password: "") }
    #expect(throws: ConversionError.wrongPassword(name: name)) {
      try convert(name, password: "walnuts")
    }
    let conversion = try convert(name, password: "peanuts")
    let text = String(decoding: conversion.text, as: UTF8.self)
    #expect(text.contains("There are 2 pages.") && text.contains("This is the second page."))
    #expect(conversion.tool.firstMatch(of: /^qpdf [\d.]+, pdftotext [\d.]+$/) != nil)
  }

  @Test("each that is something else, or holds no text, says what is wrong with it")
  func degenerate() throws {
    var said: [String] = []
    for (name, format, wanted) in Self.degenerate {
      let error = try #require(throws: ConversionError.self) { try convert(name, as: format) }
      let told = "\(error.code): \(error.whatHappened)"
      #expect(told.contains(wanted), "\(name) as \(format): \(told)")
      said.append(told)
    }
    #expect(Set(said).count == said.count)
  }

  private static let degenerate: [(String, ConvertedFormat, String)] = [
    ("docx.1.docx", .docx, "document.no-text: This document holds no text, but 4 pictures."),
    ("landscape.docx", .docx, "document.no-text: This document holds no text, and no picture"),
    ("doc.doc", .docx, "document.other-form: This file is no DOCX: it is a compound file"),
    ("ppt.ppt", .pptx, "document.other-form: This file is no PPTX: it is "),
    ("odp.odp", .odt, "opendocument.presentation`."),
    ("ods.ods", .odt, "opendocument.spreadsheet`."),
    ("xlsx.xlsx", .docx, "document.other-form: This file is no DOCX: it is an XLSX workbook."),
    ("odt.odt", .epub, "document.other-form: This file is no EPUB: it is an archive of the type"),
    ("zip.zip", .epub, "an archive of other files, such as `asd.go`."),
    ("utf8ctrlchars", .pdf, "document.other-form: This file is no PDF: it is "),
  ]

  @Test(
    "what is cut off or changed somewhere has text or an error, soon",
    arguments: [
      "bashref.pdf", "carroll-lookingglass.docx", "a-text.odt", "ch-source.html",
      "developers-reference.epub", "example.pptx",
    ])
  func mutated(name: String) throws {
    let bytes = try ForeignDocuments.read(name)
    let converter = Converter(environment: try PythonPackages.slides())
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
        let isAtIt = error.place == name || error.place?.hasPrefix("\(name):") == true
        #expect(error.isAboutDocument && isAtIt, "\(error)")
      }
    }
  }
}
