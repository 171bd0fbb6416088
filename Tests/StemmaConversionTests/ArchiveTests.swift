import StemmaTesting
import Testing

@testable import StemmaConversion

@Suite("Zipped documents, before a program sees them")
struct ArchiveTests {
  private typealias Part = TinyArchive.Part

  private let converter = Converter(environment: Program.standardEnvironment)
  private static let container = Part(name: "META-INF/container.xml")

  private func error(
    _ bytes: [UInt8], _ format: ConvertedFormat = .epub
  ) throws -> ConversionError {
    try #require(throws: ConversionError.self) {
      try converter.convert(bytes, name: "x", format)
    }
  }

  private func fault(_ parts: [Part]) throws -> ConversionError {
    try error(TinyArchive.bytes([Self.container] + parts))
  }

  @Test("parts have names, sizes and places")
  func parts() throws {
    let bytes = TinyArchive.bytes([Part(name: "a", bytes: [1, 2]), Part(name: "é/b", bytes: [])])
    let parts = try Archive(bytes).parts
    #expect(parts.map(\.name) == ["a", "é/b"])
    #expect(parts.map(\.sizeBytes) == [2, 0])
    #expect(parts.first.map { Array(bytes[$0.packed]) } == [1, 2])
    #expect(parts.allSatisfy { !$0.isEncrypted && $0.method == 0 })
  }

  @Test("each way of not being whole is told as itself")
  func faults() throws {
    let part = Part(name: "b.xml")
    let whole = TinyArchive.bytes([Self.container, part])
    #expect(try error(Array(whole.dropLast())) == .damaged(name: "x", .cutOff))
    #expect(try error(TinyArchive.bytes([])) == .damaged(name: "x", .noParts))
    var moved = whole
    moved[moved.count - 6] += 1
    #expect(try error(moved) == .damaged(name: "x", .badDirectory))
    var (far, same, packed, torn, long, other) = (part, part, part, part, part, part)
    far.start = 1 << 30
    #expect(try fault([far]) == .damaged(name: "x", .misplaced(part: "b.xml")))
    same.start = 0
    #expect(
      try fault([same])
        == .damaged(
          name: "x", .overlapping(part: "META-INF/container.xml", other: "b.xml")))
    packed.method = 12
    #expect(try fault([packed]) == .damaged(name: "x", .unknownPacking(part: "b.xml")))
    torn.method = 8
    torn.bytes = [0xFF, 0xFF]
    #expect(try fault([torn]) == .damaged(name: "x", .broken(part: "b.xml")))
    long.sizeBytes = 5
    #expect(try fault([long]) == .damaged(name: "x", .wrongSize(part: "b.xml", sizeBytes: 5)))
    other.headerSizeBytes = 9
    #expect(try fault([other]) == .damaged(name: "x", .wrongSize(part: "b.xml", sizeBytes: 9)))
  }

  @Test("every cut, and every changed byte of a directory, ends in an error or in parts")
  func changes() {
    let whole = TinyArchive.bytes([Self.container, Part(name: "b.xml")])
    for count in 0..<whole.count {
      #expect(throws: ArchiveFault.self) { try Archive(Array(whole.prefix(count))) }
    }
    for place in whole.indices {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var changed = whole
        changed[place] = value
        let parts = (try? Archive(changed))?.parts ?? []
        #expect(parts.allSatisfy { $0.packed.upperBound <= whole.count })
      }
    }
  }

  @Test("a part that claims to be huge is not unpacked, nor one that is and does not say so")
  func bombs() throws {
    var claim = Part(name: "b.xml", method: 8)
    claim.sizeBytes = 1 << 29
    let limit = ArchiveCheck.partLimitBytes
    #expect(try fault([claim]) == .unpacksTooLarge(name: "x", part: "b.xml", limitBytes: limit))
    let work = try Workspace()
    let packer = """
      import sys, zlib
      packer = zlib.compressobj(9, zlib.DEFLATED, -15)
      data = packer.compress(b" " * (64 << 20)) + packer.flush()
      open("packed", "wb").write(data)
      """
    try #require(try Program("python3").run(["-c", packer], in: work.folder).status == 0)
    var bomb = Part(name: "b.xml", bytes: try work.read("packed"), method: 8)
    bomb.sizeBytes = 100
    #expect(bomb.bytes.count < 100_000)
    #expect(try fault([bomb]) == .unpacksTooLarge(name: "x", part: "b.xml", limitBytes: limit))
    let many = (0..<5).map { number in
      Part(name: "\(number).xml", bytes: bomb.bytes, method: 8, sizeBytes: limit)
    }
    #expect(try fault(many).code == "document.too-large")
  }

  @Test("what has a password, or a shop's lock, asks for a copy without")
  func encrypted() throws {
    let error = ConversionError.encrypted(name: "x", takesPassword: false)
    #expect(try fault([Part(name: "b.xml", flags: 1)]) == error)
    #expect(try fault([Part(name: "META-INF/rights.xml")]) == error)
    let locked = TinyArchive.bytes([Part(name: "content.xml", bytes: [0x9C, 3, 0xF1])])
    #expect(try self.error(locked, .odt) == error)
  }

  @Test("what is of another form is told as what it is")
  func otherForms() throws {
    let type = Array("application/vnd.oasis.opendocument.spreadsheet".utf8)
    let cases: [([UInt8], String)] = [
      (TinyArchive.bytes([Part(name: "xl/workbook.xml")]), "an XLSX workbook"),
      (TinyArchive.bytes([Part(name: "mimetype", bytes: type)]), "opendocument.spreadsheet"),
      (TinyArchive.bytes([Part(name: "asd.go")]), "other files, such as `asd.go`"),
      (Array("%PDF-1.4\n".utf8), "a PDF"), (Array("Tides.\n".utf8), "plain text"),
      (Array(" <html>".utf8), "a page of HTML or XML"), ([0, 1], "of an unknown form"),
    ]
    for (bytes, phrase) in cases {
      let error = try error(bytes, .odt)
      #expect(
        error.code == "document.other-form" && error.whatHappened.hasPrefix("This file is no ODT"))
      #expect(error.whatHappened.contains(phrase), "\(error.whatHappened)")
    }
    #expect(try self.error(Array("Tides.\n".utf8), .pdf).whatHappened.contains("plain text"))
  }
}
