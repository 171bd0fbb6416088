import StemmaConversion
import StemmaDocument
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Text in other encodings than Unicode's")
struct EncodingTests {
  private let converter = Converter(environment: Program.standardEnvironment)

  /// A file in another encoding.
  private func iconv(_ path: String, _ arguments: String...) throws -> [UInt8] {
    let made = try Program("iconv").run(arguments + [path], in: "/tmp")
    try #require(made.status == 0 || arguments.contains("-c"), "\(made.errorText)")
    return made.output
  }

  @Test(
    "real text is read as its twin in UTF-8 has it",
    arguments: [
      ("candide-windows-1252.txt", "candide-utf-8.txt"),
      ("candide-gb18030.txt", "candide-utf-8.txt"), ("rashomon-euc-jp.txt", "rashomon-utf-8.txt"),
      ("rashomon-shift-jis.txt", "rashomon-utf-8.txt"),
      ("sunzi-bingfa-simplified-gbk.txt", "sunzi-bingfa-simplified-utf-8.txt"),
      ("sunzi-bingfa-traditional-big5.txt", "sunzi-bingfa-traditional-utf-8.txt"),
      ("unsu-joh-eun-nal-euc-kr.txt", "unsu-joh-eun-nal-utf-8.txt"),
    ])
  func twins(name: String, twin: String) throws {
    let bytes = try ForeignDocuments.read(name)
    #expect(DocumentReader.hasOtherEncoding(bytes))
    let conversion = try converter.decode(bytes, name: name)
    #expect(conversion.tool.firstMatch(of: /^uchardet [\d.]+, iconv \d[^ )]*$/) != nil)
    let wanted = try ForeignDocuments.read(twin)
    #expect(!DocumentReader.hasOtherEncoding(wanted))
    let reader = DocumentReader()
    #expect(
      try reader.text(of: conversion.text, name: name).utf8
        .elementsEqual(try reader.text(of: wanted, name: name).utf8))
  }

  @Test(
    "Cyrillic, Greek and Central European text is read in each of its encodings",
    arguments: [
      ("intro-ru.txt", ["WINDOWS-1251", "KOI8-R", "ISO-8859-5", "IBM866"]),
      ("diff-el.txt", ["WINDOWS-1253", "ISO-8859-7"]),
      ("bc-hu.txt", ["WINDOWS-1250", "ISO-8859-2"]),
    ])
  func scripts(name: String, encodings: [String]) throws {
    for encoding in encodings {
      let bytes = try iconv(ForeignDocuments.path(name), "-c", "-f", "UTF-8", "-t", encoding)
      let work = try Workspace()
      try work.write("old", bytes)
      let wanted = try iconv(work.path("old"), "-f", encoding, "-t", "UTF-8")
      #expect(try converter.decode(bytes, name: name).text == wanted, "\(encoding)")
    }
  }

  @Test("a page is read in the encoding that it says, and in that which it has where it says none")
  func pages() throws {
    let candide = try ForeignDocuments.read("candide-windows-1252.txt")
    let head = "<html><head><meta charset=\"iso-8859-1\"></head><body><p>"
    let latin = "\(head)Caf\u{E9}.</p>".unicodeScalars.map { UInt8($0.value) }
    let silent = Array("<html><body><p>Caf".utf8) + [0xE9] + Array(".</p><pre>".utf8) + candide
    let wide = "<p>Café.</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for page in [latin, silent, [0xFF, 0xFE] + wide] {
      let conversion = try converter.convert(page, name: "a.html", .html)
      #expect(String(decoding: conversion.text, as: UTF8.self).hasPrefix("Café."))
      #expect(conversion.tool.contains("iconv ") && conversion.tool.contains("pandoc "))
    }
    #expect(
      throws: ConversionError.otherForm(
        name: "a.html", wanted: "HTML", found: "a PNG picture")
    ) {
      try converter.convert([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A], name: "a.html", .html)
    }
  }

  @Test("where it is not sure, it is not read, and says what it may be")
  func unsure() throws {
    let few = Array("One line.\r\nAnother.\nA caf".utf8) + [0xE9] + Array(" by the sea.\n".utf8)
    let error = try #require(throws: ConversionError.self) {
      try converter.decode(few, name: "few.txt")
    }
    #expect(error.code == "document.unsure-encoding" && error.place == "few.txt:3")
    #expect(error.nextStep.contains("iconv -f ") && error.whatHappened.contains("it may be "))
    // A code page of DOS is taken for another, in which its letters are signs.
    let candide = try ForeignDocuments.path("candide-utf-8.txt")
    let dos = try iconv(candide, "-c", "-f", "UTF-8", "-t", "IBM850")
    #expect(throws: ConversionError.self) { try converter.decode(dos, name: "dos.txt") }
  }

  @Test("a program that is missing is told with its line")
  func missing() {
    #expect(
      throws: ConversionError.toolMissing(
        name: "x", tool: "uchardet", install: "apt-get install uchardet")
    ) {
      try Converter(environment: ["PATH": "/nowhere"]).decode([0xE9], name: "x")
    }
  }

  @Test("what is Unicode, binary, or broken UTF-8 is nothing to guess at")
  func nothingToGuess() {
    let broken = Array("für über Öl, Äpfel".utf8) + [0xE9, 0x20]
    for bytes in [Array("é".utf8), [], [0xFF, 0xFE, 0x61], [0x7F, 0xE9], [0xE9, 0], broken] {
      #expect(!DocumentReader.hasOtherEncoding(bytes), "\(bytes)")
    }
    #expect(DocumentReader.hasOtherEncoding([0x61, 0xE9, 0x20]))
  }
}
