import StemmaTesting
import Testing

/// The short form of `Tests/Scripts/mutated_documents.py`; `make faults` runs the long one.
@Suite("Documents changed in many ways, in short")
struct MutatedDocumentTests {
  @Test(
    "each is read, or left out with a reason, within the bounds",
    arguments: [
      (formats: ["csv", "jsonl", "md"], count: 20),
      (formats: ["dlm", "txt"], count: 8),
      (formats: ["docx", "epub", "html", "odt", "pdf", "pptx"], count: 4),
    ])
  func sample(formats: [String], count: Int) throws {
    let script = [
      Repository.path("Tests/Scripts/mutated_documents.py"), try Program.stemma().path,
      // So slow can nothing be but what does not end.
      "--documents", try ForeignDocuments.folder(), "--count", "\(count)", "--seconds", "120",
    ]
    let result = try Program("python3").run(
      script + formats.flatMap { ["--format", $0] }, in: "/tmp", timeoutSeconds: 900)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    let lines = result.text.split(separator: "\n").map { $0.prefix { $0 != "," } }
    #expect(lines == formats.map { "\($0): \(count) files" })
  }
}
