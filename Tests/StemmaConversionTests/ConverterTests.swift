import StemmaConversion
import StemmaDocument
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Documents of other forms")
struct ConverterTests {
  private let converter = Converter(environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])

  private func sections(
    _ bytes: [UInt8], _ name: String
  ) throws -> [(headings: [String], text: String)] {
    let format = try #require(ConvertedFormat(fileName: name))
    let reader = DocumentReader()
    let text = try reader.text(
      of: try converter.convert(bytes, name: name, format).text, name: name)
    return try reader.sections(
      of: text, name: name, format: try #require(DocumentFormat(fileName: name))
    ).map { ($0.headingPath, $0.text) }
  }

  @Test("every suffix that is converted says how its text is written, in any case")
  func suffixes() {
    for type in DocumentType.allCases {
      for suffix in type.suffixes {
        let name = "a/b.\(suffix.uppercased())"
        #expect(DocumentType(fileName: name) == type)
        let format = ConvertedFormat(fileName: name)
        #expect(format?.rawValue == (type.isConverted ? type.rawValue : nil))
        guard let format else { continue }
        #expect(
          DocumentFormat(fileName: name)
            == (format == .pdf ? .plainText : format == .pptx ? .slides : .markdown))
      }
    }
    #expect(DocumentType.allCases.filter(\.isConverted).count == ConvertedFormat.allCases.count)
    // A name that is all suffix has none.
    for name in ["html", ".pdf", "a/.html", "a.md"] {
      #expect(ConvertedFormat(fileName: name) == nil)
    }
  }

  private static let page = """
    <html><head><title>Tides</title><script>var x = "The script speaks.";</script></head><body>
    <div role="navigation"><p>The way back leads over this long line of links to other pages.</p></div>
    <div class="section"><h1>Tides<a class="headerlink" href="#t">¶</a></h1>
    <p>The <em>moon</em> draws the <a href="https://example.org/sea">sea</a> twice a day.</p>
    <h2>Springs</h2><p>A spring tide comes when sun and moon stand in one line, &amp; is high.</p>
    <img src="moon.png" alt="A picture of the moon"/></div></body></html>
    """

  @Test("of a page its text is read under its headings, without links, scripts and pictures")
  func html() throws {
    let found = try sections(Array(Self.page.utf8), "tides.html")
    #expect(found.map(\.headings) == [["Tides"], ["Tides", "Springs"]])
    #expect(
      found.map(\.text) == [
        "The moon draws the sea twice a day.",
        "A spring tide comes when sun and moon stand in one line, & is high.",
      ])
  }

  @Test("of a table its caption is read, whether Markdown could hold the table or not")
  func tables() throws {
    let plain = "<tr><td>Brest</td><td>high</td></tr>"
    let odd = "<tr><td colspan=2><p>Brest</p><p>high</p></td></tr><tr><td>low</td><td></td></tr>"
    for rows in [plain, odd] {
      let page = """
        <h1>Tides</h1><p>The tide rises twice a day on this coast.</p>
        <table><caption>Heights of the year</caption>\(rows)</table><p>It falls as often.</p>
        """
      let found = try sections(Array(page.utf8), "tides.html")
      #expect(found.allSatisfy { $0.headings == ["Tides"] })
      #expect(
        found.map(\.text).joined(separator: "\n\n") == """
          The tide rises twice a day on this coast.

          Heights of the year

          It falls as often.
          """)
    }
  }

  @Test(
    "what Pandoc writes is read again with its headings, the same each time",
    arguments: ["docx", "odt", "epub", "html", "rst"])
  func offices(suffix: String) throws {
    let work = try Workspace()
    try work.write(
      "tides.md",
      """
      # Tides

      The moon draws the sea twice a day, and the sea follows it around the earth.

      ## Springs

      A spring tide comes when sun and moon stand in one line, and is higher than others.
      """)
    let written = try Program("/usr/bin/env").run(
      [
        "pandoc", "--standalone", "--metadata", "title=T", "tides.md", "--output",
        "tides.\(suffix)",
      ],
      in: work.folder)
    try #require(written.status == 0, "\(written.errorText)")
    let bytes = try work.read("tides.\(suffix)")
    let found = try sections(bytes, "tides.\(suffix)")
    #expect(found.count { $0.text.hasPrefix("The moon draws") && $0.headings.last == "Tides" } == 1)
    #expect(
      found.count {
        $0.text.hasPrefix("A spring") && $0.headings.suffix(2) == ["Tides", "Springs"]
      }
        == 1)
    let again = try sections(bytes, "tides.\(suffix)")
    #expect(again.map(\.text) == found.map(\.text))
  }

  @Test("a PDF's pages are text with a mark between them")
  func pdf() throws {
    let bytes = TinyPDF.bytes(pages: [
      ["The moon draws the sea", "twice a day."], ["It sinks again."],
    ])
    let conversion = try converter.convert(bytes, name: "a.pdf", .pdf)
    #expect(
      String(decoding: conversion.text, as: UTF8.self)
        == "The moon draws the sea\ntwice a day.\n\n\u{0C}It sinks again.\n")
    #expect(conversion.tool.firstMatch(of: /^pdftotext \d+\.\d+/) != nil)
    #expect(throws: ConversionError.noText(name: "a.pdf", pictures: nil)) {
      try converter.convert(TinyPDF.bytes(pages: [[]]), name: "a.pdf", .pdf)
    }
  }

  @Test("what no program can read, and what is not there, has an error of its own")
  func errors() throws {
    let converter = Converter(environment: try PythonPackages.slides())
    for format in ConvertedFormat.allCases {
      #expect(throws: ConversionError.empty(name: "x")) {
        try converter.convert([], name: "x", format)
      }
    }
    for format in ConvertedFormat.allCases where format != .html && format != .rst {
      for bytes: [UInt8] in [[0], Array("PK\u{3}\u{4}".utf8), Array("%PDF-1.4 \n%%EOF".utf8)] {
        #expect {
          try converter.convert(bytes, name: "x", format)
        } throws: { error in
          guard let error = error as? ConversionError else { return false }
          return [
            "document.unreadable", "document.no-text", "document.other-form", "document.damaged",
          ].contains(error.code) && error.place == "x"
        }
      }
    }
    for (format, tool, install) in [
      (ConvertedFormat.html, "pandoc", "apt-get install pandoc"),
      (.pdf, "pdftotext", "apt-get install poppler-utils"),
      (.pptx, "python-pptx", "pip install python-pptx"),
    ] {
      #expect(throws: ConversionError.toolMissing(name: "x", tool: tool, install: install)) {
        try Converter(environment: ["PATH": "/nowhere"]).convert([0x61], name: "x", format)
      }
    }
  }

  @Test("a Python without python-pptx is the same as none")
  func withoutPackage() throws {
    let work = try Workspace()
    try work.write("python3", "#!/bin/sh\nexec /usr/bin/python3 -S \"$@\"\n")
    let made = try Program("chmod").run(["+x", "python3"], in: work.folder)
    try #require(made.status == 0)
    #expect(
      throws: ConversionError.toolMissing(
        name: "x", tool: "python-pptx", install: "pip install python-pptx")
    ) {
      try Converter(environment: ["PATH": "\(work.folder):/usr/bin:/bin"])
        .convert(
          TinyArchive.bytes([TinyArchive.Part(name: "ppt/presentation.xml")]), name: "x", .pptx)
    }
  }

  @Test("a document in a compound file asks for a copy without its password")
  func compoundFiles() throws {
    let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    for format in [ConvertedFormat.docx, .pptx] {
      let error = ConversionError.encrypted(name: "x", takesPassword: false)
      #expect(throws: error) {
        let filler = [UInt8](repeating: 0x45, count: 900)
        _ = try converter.convert(magic + filler + name, name: "x", format)
      }
      #expect(error.nextStep.contains("copy"))
    }
  }

  @Test("what would take long, or much, is given up")
  func bounds() throws {
    let deep = String(repeating: "<div><ul><li>", count: 40_000)
    #expect {
      try converter.convert(Array(deep.utf8), name: "deep.html", .html)
    } throws: { error in
      guard let error = error as? ConversionError else { return false }
      return ["document.too-slow", "document.too-large", "document.no-text"].contains(error.code)
    }
    let large = [UInt8](repeating: 0x61, count: Converter.sizeLimitBytes + 1)
    #expect(throws: ConversionError.tooLarge(name: "l", limitBytes: Converter.sizeLimitBytes)) {
      try converter.convert(large, name: "l", .pdf)
    }
  }
}
