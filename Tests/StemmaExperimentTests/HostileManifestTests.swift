import StemmaExperiment
import Testing

@Suite struct HostileManifestTests {
  private func code(_ bytes: [UInt8]) -> String? {
    problems(bytes).first.map { "\($0.code) \($0.line):\($0.column)" }
  }

  private func code(_ text: String) -> String? { code(Array(text.utf8)) }

  @Test("fifty megabytes are refused before they are parsed")
  func huge() {
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 50_000_000)
    #expect(code(bytes) == "manifest.too-large 1:1")
  }

  @Test(
    "brackets, dashes and question marks a hundred thousand deep are refused",
    arguments: ["[", "{", "- ", "? ", "{a: ", "[{b: ", "a: {", "'a':\n "])
  func deep(opening: String) {
    let found = code("x: " + String(repeating: opening, count: 100_000))
    #expect(found?.hasPrefix("manifest.") == true)
    let alone = code(String(repeating: opening, count: 100_000))
    #expect(alone?.hasPrefix("manifest.") == true)
  }

  @Test("nesting just within the parser's limit is refused as well, without a crash")
  func deepButClosed() {
    let text = String(repeating: "[", count: 990) + String(repeating: "]", count: 990)
    #expect(code("x: " + text) == "manifest.unknown-field 1:1")
    #expect(code("? " + text + "\n: y") == "manifest.missing-field 1:1")
    #expect(code(text) == "manifest.wrong-type 1:1")
  }

  @Test("aliases that double twenty times are refused before they are expanded")
  func bomb() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...20 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(code(text) == "manifest.anchor 1:1")
    #expect(code(text + "? *a20\n: y\n") == "manifest.anchor 1:1")
  }

  @Test("a few aliases are named with their anchor's place")
  func anchors() {
    #expect(code(minimal("domain: &d tea\ndescription: *d")) == "manifest.anchor 6:9")
    var deep = "? &a [x]\n: y\n"
    let (open, close) = (String(repeating: "[", count: 900), String(repeating: "]", count: 900))
    for level in 0..<5 {
      deep += "? &b\(level) \(open)*\(level == 0 ? "a" : "b\(level - 1)")\(close)\n: y\n"
    }
    #expect(problems(deep).contains { $0.code == "manifest.anchor" }, "\(problems(deep))")
  }

  @Test("prose with stars and ampersands is prose")
  func prose() throws {
    let entities = String(repeating: "&nbsp; *this* and **that** R&D &co; ", count: 20)
    let manifest = try read(minimal("constraints:\n  - |\n    \(entities)"))
    #expect(manifest.constraints.count == 1)
  }

  @Test("what is not UTF-8 is named with its place")
  func encodings() {
    let text = minimal("domain: tea")
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(code(little) == "manifest.not-utf8 1:1")
    #expect(code(Array(little.dropFirst(2))) == "manifest.not-utf8 1:1")
    #expect(code([0xFE, 0xFF, 0x00, 0x73]) == "manifest.not-utf8 1:1")
    #expect(
      code(Array(minimal("domain: te").utf8.dropLast(1)) + [0xE9]) == "manifest.not-utf8 6:11")
    #expect(code([0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01]) == "manifest.control-character 1:1")
  }

  @Test("a byte order mark is no part of the text, and Windows' line ends move no place")
  func windows() throws {
    let lines = minimal("count: 0").split(separator: "\n", omittingEmptySubsequences: false)
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(lines.joined(separator: "\r\n").utf8)
    #expect(code(bytes) == "manifest.out-of-range 6:8")
    let first: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("stemmma: 1".utf8)
    #expect(code(first) == "manifest.unknown-field 1:1")
  }

  @Test("a megabyte of fields, duplicates or problems comes to an end", .timeLimit(.minutes(30)))
  func large() {
    for line in ["k: v\n", "stemma: 1\n", "- x\n"] {
      let text = String(repeating: line, count: 1_000_000 / line.utf8.count)
      #expect(code(text)?.hasPrefix("manifest.") == true)
    }
  }
}
