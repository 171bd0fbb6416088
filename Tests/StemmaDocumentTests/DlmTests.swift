import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Documents in .dlm")
struct DlmTests {
  static let notes = """
    ---
    dlm_id: 01KPQ9X1000000000000000000
    base_model: smollm2-135m
    ---

    # Matrices

    DGEMM multiplies two dense matrices.

    It can accumulate the result into an existing matrix.

    ```dlm
    ::instruction::
    ### Q
    Not a section?
    ```

    ::instruction#tone::
    ### Q
    What is a kiln?

    ### A
    An oven
    for clay.
    ### Q
    No answer?
    ### A

    ::preference::
    ### Prompt
    Explain it.
    ### Chosen
    Well.
    ### Rejected
    Badly.
    ::image path="a.png" alt="A kiln"::
    A caption.
    ::prose::
    ## Rows

    Rows are stored one after another in memory.
    """

  private func document(_ text: String) throws(DocumentError) -> DlmDocument {
    try DlmDocument(Array(text.utf8), name: "notes.dlm")
  }

  @Test("sections are found with their kinds, adapters, attributes and lines")
  func kinds() throws {
    let found = try document(Self.notes).sections
    #expect(found.map(\.kind) == [.prose, .instruction, .preference, .image, .prose])
    #expect(found.map(\.adapter) == [nil, "tone", nil, nil, nil])
    #expect(found[3].attributes == #"path="a.png" alt="A kiln""#)
    #expect(found.map(\.line) == [5, 18, 29, 36, 38])
  }

  @Test("questions, answers and preferences are read; what lacks a part is left out")
  func parts() throws {
    let document = try document(Self.notes)
    #expect(
      document.pairs(of: document.sections[1])
        == [DlmPair(question: "What is a kiln?", answer: "An oven\nfor clay.")])
    #expect(
      document.preferences(of: document.sections[2])
        == [DlmPreference(prompt: "Explain it.", chosen: "Well.", rejected: "Badly.")])
    #expect(document.pairs(of: document.sections[0]).isEmpty)
  }

  @Test("a section's id is SHA-256 of its kind and content, whatever ends its lines")
  func identity() throws {
    // printf 'prose\nOne.\nTwo.' | sha256sum
    let text = "::prose::\nOne.\nTwo.\n::instruction::\n### Q\na\n"
    for text in [text, text.split(separator: "\n").joined(separator: "\r\n") + "\r\n"] {
      let document = try document(text)
      #expect(document.content(of: document.sections[0]) == "One.\nTwo.")
      #expect(document.id(of: document.sections[0]) == "9b253d57b57f48bd")
      // printf 'instruction\n### Q\na\n' | sha256sum
      #expect(document.id(of: document.sections[1]) == "70e83731523c6c04")
    }
  }

  @Test("of an input only prose is asked about: all of it under a heading is one section")
  func proseOnly() throws {
    let found = try sections(Self.notes, .dlm)
    #expect(
      found.map(Cut.init) == [
        Cut(
          ["Matrices"],
          "DGEMM multiplies two dense matrices.\n\nIt can accumulate the result into an existing "
            + "matrix."),
        Cut(["Matrices", "Rows"], "Rows are stored one after another in memory."),
      ])
    #expect(found.map(\.line) == [8, 41])
    #expect(DocumentFormat(fileName: "a/NOTES.DLM") == .dlm)
  }

  @Test("generated sections are no prose, and change no other section")
  func generatedIsNoProse() throws {
    let document = try document(Self.notes)
    let added = try DlmDocument(document.adding([generated("Why?", "So.")]), name: "notes.dlm")
    let last = try #require(added.sections.last)
    #expect(last.marker?.source == "0123456789abcdef")
    #expect(added.pairs(of: last) == [DlmPair(question: "Why?", answer: "So.")])
    #expect(added.sections.dropLast().map(added.id(of:)) == document.sections.map(document.id(of:)))
    let text = String(decoding: added.bytes, as: UTF8.self)
    #expect(try sections(text, .dlm) == sections(Self.notes, .dlm))
  }

  @Test("a marker is written as its readers want it, and read back")
  func marker() throws {
    let marker = DlmMarker(
      teacher: "hf:a\"b-->", strategy: "both", madeAt: "2026-04-24T10:18:42Z", source: "ab")
    #expect(
      marker.line == "<!-- dlm-auto-synth: synth_teacher=\"hf:a%22b--%3e\" synth_strategy=\"both\" "
        + "synth_at=\"2026-04-24T10:18:42Z\" source_section_id=\"ab\" -->")
    #expect(DlmMarker(Array(marker.line.utf8)[...]) == marker)
    for line in [
      "<!-- dlm-auto-synth: synth_teacher=\"a\" -->", "<!-- dlm-auto-synth: -->",
      "<!-- dlm-auto-synth: synth_teacher=\"a\" synth_teacher=\"a\" synth_strategy=\"b\" "
        + "synth_at=\"c\" source_section_id=\"d\" -->", "<!-- dlm-auto-synth: synth_teacher=\"-->",
    ] {
      #expect(DlmMarker(Array(line.utf8)[...]) == nil, "\(line)")
    }
  }

  @Test(
    "a pair that could not be read back is none",
    arguments: [
      "", " \n ", "a\n### Q\nb", "a\n### A", "a\n::instruction::\nb", "a\n::note::", "```\na",
      "a\rb", "a\u{0}b", "````\n```\n````",
    ])
  func unfit(text: String) {
    let marker = DlmMarker(teacher: "t", strategy: "s", madeAt: "m", source: "i")
    #expect(DlmGenerated(marker, question: "Why?", answer: text) == nil)
    #expect(DlmGenerated(marker, question: text, answer: "So.") == nil)
  }

  @Test("what is no document of this form is refused, with its line")
  func refused() throws {
    #expect(throws: DocumentError.unknownFence(name: "notes.dlm", line: 2, fence: "note")) {
      try document("a\n::note::\n")
    }
    #expect(throws: DocumentError.openFrontMatter(name: "notes.dlm")) {
      try document("---\na: b\n")
    }
    #expect(throws: DocumentError.notUnicode(name: "notes.dlm", line: 1)) {
      try DlmDocument([0xFF, 0xFE, 0x61, 0x00], name: "notes.dlm")
    }
    let open = try document("a\n\n~~~\n::note::\n")
    #expect(throws: DocumentError.openCodeBlock(name: "notes.dlm", line: 3)) {
      try open.adding([generated("Why?", "So.")])
    }
  }

  @Test("so many sections that they would take much memory are refused", .timeLimit(.minutes(30)))
  func hostile() throws {
    let text = String(repeating: "::prose::\na\n", count: DlmDocument.sectionLimit)
    #expect(try document(text).sections.count == DlmDocument.sectionLimit)
    #expect(throws: DocumentError.tooManySections(name: "notes.dlm")) {
      try document(text + "::prose::\na\n")
    }
    for unit in ["::", "```\n", "### Q\n", "---\n", "::instruction::\n", "<!-- dlm-auto-synth: "] {
      let many = "::instruction::\n" + String(repeating: unit, count: 40_000)
      if let document = try? document(many) {
        for section in document.sections { _ = document.pairs(of: section) }
      }
    }
  }
}

func generated(_ question: String, _ answer: String, strategy: String = "extraction") throws
  -> DlmGenerated
{
  try #require(
    DlmGenerated(
      DlmMarker(
        teacher: "embedded", strategy: strategy, madeAt: "2026-01-31T08:15:00Z",
        source: "0123456789abcdef"), question: question, answer: answer))
}
