import StemmaRun
import StemmaText
import Testing

@Suite("Files of benchmarks")
struct BenchmarkFileTests {
  private func texts(_ name: String, _ content: String) throws -> [String] {
    try BenchmarkFile(name: name, bytes: Array(content.utf8)).texts().map {
      "\($0.place) \($0.field): \($0.text)"
    }
  }

  @Test("every text of JSON is one, whatever its depth; paragraphs of anything else are")
  func reading() throws {
    #expect(
      try texts(
        "a.jsonl",
        "\u{FEFF}{\"q\":\"one\",\"c\":[\"two\",{\"t\":\"three\"}],\"n\":1.5}\r\n\n\"four\"\n")
        == ["1 c[]: two", "1 c[].t: three", "1 q: one", "3 : four"])
    #expect(try texts("a.json", "[{\"q\": \"one\"},\n \"two\"]") == ["1 q: one", "2 : two"])
    #expect(try texts("a.json", "[\"one\"]\n[\"two\"]\n") == ["1 []: one", "2 []: two"])
    #expect(
      try texts("a.md", "\n# One\nstill\n \n\r\nTwo") == ["2 : # One\nstill", "6 : Two"])
    #expect(try texts("a.txt", "").isEmpty)
  }

  @Test(
    "what cannot be read is told with its line",
    arguments: [
      ("a.jsonl", "{\"q\":\"x\"}\n{\"q\":\n", 2), ("a.json", "{}\n\n{\"a\":1,\"a\":2}", 3),
      ("a.jsonl", "1\n" + String(repeating: "[", count: 100_000), 2),
    ])
  func broken(name: String, content: String, line: Int) {
    #expect {
      try texts(name, content)
    } throws: { error in
      (error as? BenchmarkError)?.place == "\(name):\(line)"
    }
  }

  @Test("bytes that are no text are told with the paragraph's line")
  func binary() {
    let bytes: [UInt8] = Array("fine\n\n".utf8) + [0xFF, 0xFE, 0x41]
    #expect {
      try BenchmarkFile(name: "a.txt", bytes: bytes).texts()
    } throws: { error in
      (error as? BenchmarkError)?.place == "a.txt:3"
    }
  }
}
