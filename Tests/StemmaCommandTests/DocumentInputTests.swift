import StemmaRecord
import StemmaTesting
import Testing

@Suite("Documents as inputs")
struct DocumentInputTests {
  private static let sentence =
    "The tide is the slow rise and fall of the sea, which the moon causes twice a day on most coasts."

  private static let other =
    "A kiln is an oven in which clay is fired to a hard ware that holds water for many years."

  private func manifest(_ more: String = "") -> String {
    """
    stemma: 1
    dataset: tides
    task: qa
    inputs: {documents: [texts]}
    sampling: {seed: 4}
    per_section: 2
    \(more)

    """
  }

  @Test("records of rows tell the line, and are made again")
  func rows() throws {
    let work = try Workspace()
    try work.write("tides.yaml", manifest())
    try work.write("texts/a.csv", "title,text\n\nTides,\"\(Self.sentence)\"\n")
    try work.write("texts/b.jsonl", "{\"title\": \"Ebb\", \"text\": \"\(Self.other)\"}\n")
    try work.stemma("run", "tides.yaml").expect(0)
    let records = try #require(
      try work.stemma("sample", "tides@1", "-n", "100", "--json").expect(0).json()["records"]?
        .array)
    for (input, line, heading) in [("texts/a.csv", 3, "Tides"), ("texts/b.jsonl", 1, "Ebb")] {
      let id = try #require(
        records.first { $0["origin"]?["input"]?.string == input }?["id"]?.string)
      let section = try work.stemma("trace", "tides@1", id, "--json").expect(0).json()["section"]
      #expect(section?["line"]?.integer == line, "\(input)")
      #expect(section?["heading"] == [.string(heading)], "\(input)")
    }
    try work.remove("texts")
    #expect(
      try work.stemma("reproduce", "tides@1", "--json").expect(0).json()["outcome"] == "identical")
  }

  @Test(
    "tables and seeds in another encoding are read as in UTF-8, or the error says how to make it that",
    arguments: [
      ("WINDOWS-1252", "Über „Ebbe und Flut“ hören Schüler in Köln für 5 € schöne Vorträge."),
      ("KOI8-R", "Прилив и отлив сменяются дважды в день на большинстве берегов."),
    ])
  func otherEncodings(encoding: String, text: String) throws {
    let work = try Workspace()
    try work.write("unicode/t.csv", "question;answer\nWhat is said?;\(text)\n")
    try work.write(
      "unicode/s.json", "[{\"prompt\": \"What is said?\", \"response\": \"\(text)\"}]")
    try work.shell(
      "for f in t.csv s.json; do iconv -f UTF-8 -t \(encoding) unicode/$f > $f; done"
    ).expect(0)
    for (task, inputs, count) in [
      ("qa_rating", "tables: [t.csv]", ""), ("instruction", "seeds: [s.json]", "count: 1"),
    ] {
      try work.write(
        "m.yaml", "stemma: 1\ndataset: \(task)\ntask: \(task)\ninputs: {\(inputs)}\n\(count)\n")
      try work.stemma("run", "m.yaml").expect(0)
      let kept = try work.shell("git -C store/history.git show \(task):execution.json").expect(0)
      #expect(kept.text.contains("iconv "), "\(task)")
      #expect(try work.stemma("reproduce", "\(task)@1").expect(0).text.contains("identical"))
    }
    #expect(try work.stemma("export", "qa_rating").expect(0).text.contains(text))
    try work.write("t.csv", Array("question,answer\nx,caf".utf8) + [0xE9])
    let refused = try work.stemma(
      "plan", "m.yaml", "--set", "inputs={tables: [t.csv]}", "--set", "task=qa_rating"
    )
    .expect(65).errorText
    #expect(refused.contains("t.csv:2: ") && refused.contains("iconv -f "), "\(refused)")
  }

  @Test("text in another encoding is read, says by what, and is made again without")
  func encodings() throws {
    let work = try Workspace()
    try work.write("tides.yaml", manifest())
    let german = "Über Ebbe und Flut hören Schüler in Köln und Zürich frühmorgens schöne Vorträge."
    try work.write("utf8.txt", "\(Self.sentence)\n\n\(german)\n")
    try work.shell("mkdir texts; iconv -f UTF-8 -t WINDOWS-1252 utf8.txt > texts/tides.txt")
      .expect(0)
    try work.stemma("run", "tides.yaml").expect(0)
    let kept = try work.shell("git -C store/history.git show tides:execution.json").expect(0)
    #expect(kept.text.contains("uchardet ") && kept.text.contains("iconv "))
    try work.remove("texts")
    #expect(
      try work.stemma("reproduce", "tides@1", "--json").expect(0).json()["outcome"] == "identical")
  }

  @Test("sections are as large as the manifest has them, and made again so")
  func sizes() throws {
    let work = try Workspace()
    let text = (0..<12).map { "\(Self.sentence) That was so in year \($0) too." }
      .joined(separator: "\n\n")
    try work.write("texts/tides.md", "# Tides\n\n\(text)\n")
    func sections(_ more: String) throws -> Int? {
      try work.write("tides.yaml", manifest(more))
      return try work.stemma("plan", "tides.yaml", "--json").expect(0).json()["sections"]?.integer
    }
    #expect(try sections("") == 12)
    #expect(try sections("sections: {characters: 5000}") == 1)
    let some = try sections("sections: {characters: 400, overlap: 60}")
    #expect((3..<12).contains(some ?? 0))
    try work.stemma("run", "tides.yaml").expect(0)
    try work.remove("texts")
    #expect(
      try work.stemma("reproduce", "tides@1", "--json").expect(0).json()["outcome"] == "identical")
  }

  @Test("texts that cannot be read are left out as other documents are, each with its reason")
  func skipped() throws {
    let work = try Workspace()
    try work.write("tides.yaml", manifest())
    try work.write("texts/sound.md", Self.sentence)
    for (name, bytes) in [
      ("a.txt", [UInt8]()), ("b.txt", [0x61, 0, 0x62]), ("c.md", [0x61, 0xE9, 0x62]),
      ("d.csv", Array("a,b\n1\n".utf8)), ("e.jsonl", Array("{".utf8)),
      ("f.dlm", Array("::what::\n".utf8)), ("g.docx", []),
    ] {
      try work.write("texts/\(name)", bytes)
    }
    let first = try work.stemma("plan", "tides.yaml", "--json").expect(65).error()
    #expect(first["place"]?.string?.hasPrefix("texts/") == true)
    let plan = try work.stemma("plan", "tides.yaml", "--skip-unreadable").expect(0)
    let lines = plan.errorText.split(separator: "\n").map(String.init)
    #expect(lines.last == "skipped  7 of 8 inputs")
    #expect(Set(lines.dropLast().map { $0.split(separator: "  ").last ?? "" }).count == 7)
    #expect(lines.contains { $0.hasPrefix("skipped  texts/d.csv:2  This row has 1 value") })
  }

  @Test("an encrypted PDF opens with the password in the environment, which is kept nowhere")
  func password() throws {
    let work = try Workspace()
    try work.write("tides.yaml", manifest())
    try work.write("plain.pdf", TinyPDF.bytes(pages: [[Self.sentence]]))
    try work.shell(
      "mkdir texts; qpdf --encrypt walnut42 owner43 256 -- plain.pdf texts/tides.pdf"
    ).expect(0)
    let error = try work.stemma("run", "tides.yaml", "--json").expect(65).error()
    #expect(error["code"] == "document.encrypted")
    #expect(error["nextStep"]?.string?.contains("STEMMA_DOCUMENT_PASSWORD") == true)
    func run(_ password: String) throws -> ProgramResult {
      try Program.stemma().run(
        ["run", "tides.yaml", "--json"], in: work.folder,
        environment: ["STEMMA_DOCUMENT_PASSWORD": password])
    }
    #expect(try run("other").expect(65).error()["code"] == "document.wrong-password")
    let made = try run("walnut42").expect(0)
    #expect(!made.text.contains("walnut42") && !made.errorText.contains("walnut42"))
    let kept = try work.shell(
      "git -C store/history.git show tides:execution.json; grep -ra walnut42 .")
    #expect(kept.text.contains("qpdf ") && !kept.text.contains("walnut42"))
    #expect(
      try work.stemma("reproduce", "tides@1", "--json").expect(0).json()["outcome"] == "identical")
  }
}
