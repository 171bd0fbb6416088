import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Documents into text")
struct DecodingTests {
  private let reader = DocumentReader()

  private func text(_ bytes: [UInt8]) throws -> String { try reader.text(of: bytes, name: "a.txt") }

  @Test("line ends become LF, whether they were CRLF, CR or LF")
  func lineEnds() throws {
    #expect(try text(Array("a\r\nb\rc\nd\r\r\ne\r".utf8)) == "a\nb\nc\nd\n\ne\n")
  }

  @Test("a byte order mark is no part of the text")
  func byteOrderMark() throws {
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("é".utf8)).utf8.elementsEqual("é".utf8))
  }

  @Test(
    "UTF-16 with a byte order mark is decoded, in either order of bytes", arguments: [true, false])
  func utf16(isBigEndian: Bool) throws {
    var bytes: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
    for unit in "Grüße 🜁\r\n".utf16 {
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      bytes += isBigEndian ? pair : pair.reversed()
    }
    #expect(try text(bytes) == "Grüße 🜁\n")
  }

  @Test(
    "UTF-32 with a byte order mark is decoded, in either order of bytes", arguments: [true, false])
  func utf32(isBigEndian: Bool) throws {
    var bytes: [UInt8] = isBigEndian ? [0, 0, 0xFE, 0xFF] : [0xFF, 0xFE, 0, 0]
    for scalar in "Grüße 🜁\r\n".unicodeScalars {
      let unit = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
      bytes += isBigEndian ? unit.reversed() : unit
    }
    #expect(try text(bytes) == "Grüße 🜁\n")
    #expect(throws: DocumentError.notUnicode(name: "a.txt", line: 2)) { try text(bytes + [0]) }
    #expect(throws: DocumentError.notUnicode(name: "a.txt", line: 2)) {
      try text(bytes + [0xFF, 0xFF, 0xFF, 0xFF])
    }
  }

  @Test(
    "half a surrogate pair or half a unit is refused",
    arguments: [
      [0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00], [0xFE, 0xFF, 0x00, 0x61, 0x00],
    ] as [[UInt8]])
  func brokenUTF16(bytes: [UInt8]) {
    #expect(throws: DocumentError.notUnicode(name: "a.txt", line: 1)) { try text(bytes) }
  }

  @Test(
    "bytes that are not UTF-8 are refused with their line, and never repaired",
    arguments: [
      [0xC3, 0x28], [0xE9], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xE2, 0x82],
    ] as [[UInt8]])
  func invalid(bad: [UInt8]) {
    let error = DocumentError.notUnicode(name: "a.txt", line: 3)
    #expect(throws: error) { try text(Array("one\r\ntwo\n".utf8) + bad) }
    #expect(error.place == "a.txt:3")
  }

  @Test("control bytes make a file binary", arguments: [0, 1, 8, 0x0B, 0x1B, 0x7F] as [UInt8])
  func binary(byte: UInt8) {
    #expect(throws: DocumentError.binary(name: "a.txt", line: 2)) {
      try text(Array("one\n".utf8) + [byte] + Array("two".utf8))
    }
  }

  @Test("an executable is called binary, although it is no UTF-8 either")
  func executable() {
    #expect(throws: DocumentError.binary(name: "a.txt", line: 1)) {
      try text([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0xFF, 0xFE, 0xC0])
    }
    #expect(throws: DocumentError.binary(name: "a.txt", line: 3)) {
      try text([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x0A, 0x1A])
    }
  }

  @Test("tabs and form feeds are white space of text")
  func formFeed() throws {
    #expect(try text(Array("a\t\u{0C}b".utf8)) == "a\t\u{0C}b")
  }

  @Test("what holds no text is refused", arguments: ["", " \n\t\r\n", "\u{FEFF}", "\u{0C}"])
  func empty(content: String) {
    #expect(throws: DocumentError.empty(name: "a.txt")) { try text(Array(content.utf8)) }
  }

  @Test("more than 64 MiB are refused, and exactly that many are read")
  func size() throws {
    let limit = DocumentReader.sizeLimitBytes
    #expect(throws: DocumentError.tooLarge(name: "a.txt", sizeBytes: limit + 1)) {
      try text(Array(repeating: 0x61, count: limit + 1))
    }
  }

  @Test(
    "the suffix says how a document is written",
    arguments: [
      ("notes.md", .markdown), ("a/b.c/NOTES.Markdown", .markdown), ("x.txt", .plainText),
      ("x.TEXT", .plainText), ("README", .plainText), ("docs.d/README", .plainText),
      (".hidden", .plainText), ("x.PDF", .plainText), ("x.html", .markdown), ("x.exe", nil),
      ("x.md.gz", nil), ("x.", nil),
    ] as [(String, DocumentFormat?)])
  func formats(name: String, format: DocumentFormat?) {
    #expect(DocumentFormat(fileName: name) == format)
  }
}
