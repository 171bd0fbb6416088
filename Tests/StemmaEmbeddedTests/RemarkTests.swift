import Testing

@testable import StemmaEmbedded

/// What a manual says of a term after it has explained it, in passages made up here.
@Suite("Remarks on entries")
struct RemarkTests {
  private func pairs(
    _ text: String, _ headings: [String] = ["OPTIONS"],
    _ strategy: PassageReader.Strategy = .expansion
  ) -> [Realisation] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations)
  }

  @Test("«this option» is asked about, and answered, by its name")
  func renamed() throws {
    let found = pairs(
      "--keep-copies Keep a copy of every letter. This option is enabled by default.")
    let pair = try #require(
      found.first { $0.question.contains("enabled by default") }, "\(found)")
    #expect(pair.question == "Is the option \"--keep-copies\" enabled by default in Corvid?")
    #expect(pair.answer == "The option \"--keep-copies\" is enabled by default.")
  }

  @Test("a further paragraph of an entry is about the term that its heading tells")
  func continued() throws {
    let text = "This option cannot be combined with --forget, which removes all the letters."
    let found = pairs(text, ["OPTIONS", "-k, --keep-copies=DAYS (continued)"])
    #expect(
      found.contains {
        $0.question == "Can the option \"--keep-copies\" be combined with --forget in Corvid?"
      }, "\(found)")
    #expect(pairs(text, ["OPTIONS"]).isEmpty)
  }

  @Test("«If set to …» is filled up with the term that is set")
  func supplied() throws {
    let found = pairs(
      "keep_copies Keeps a copy of every letter. If set to zero, all the copies are removed.",
      ["VARIABLES"])
    let pair = try #require(found.first { $0.question.contains("set to zero") }, "\(found)")
    #expect(pair.question.contains("if the variable keep_copies is set to zero"))
    #expect(
      pair.answer == "If the variable keep_copies is set to zero, all the copies are removed.")
  }

  @Test("a remark is of the entry in its own paragraph, and of no other")
  func owners() {
    let text = """
      --keep-copies Keep a copy of every letter that is sent.

      This option is enabled by default.
      """
    #expect(pairs(text).allSatisfy { !$0.question.contains("enabled by default") })
  }

  @Test(
    "what a version supports, or a thing that only may be so, is not asked",
    arguments: [
      "This option is only supported by version 2.1 of the program.",
      "This option might not be supported on some of the older systems.",
    ])
  func refused(remark: String) {
    let found = pairs("--keep-copies Keep a copy of every letter. " + remark)
    #expect(found.allSatisfy { !$0.question.contains("supported") }, "\(found)")
  }

  @Test("an explanation that tells how a term is set is asked about so")
  func taken() throws {
    let found = pairs("SpoolFolders= Takes a list of folder names.", ["FOLDERS"], .extraction)
    #expect(
      found.first?.question == "What kind of value does \"SpoolFolders=\" take in Corvid?",
      "\(found)")
  }

  @Test("an explanation that forbids is one, and asks nobody whether it should be done")
  func forbidding() throws {
    let found = pairs(
      "--no-copies Do not keep any copies of letters. Do not show the meter of progress.",
      ["OPTIONS"], .extraction)
    #expect(found.contains { $0.question.contains("the option \"--no-copies\"") }, "\(found)")
    #expect(found.allSatisfy { !$0.question.hasPrefix("Should") })
  }

  @Test("an explanation without a verb of its own is one, whatever it is to be used for")
  func things() throws {
    let found = pairs(
      "log_mode The file mode to use when creating the log of letters.", ["VARIABLES"],
      .extraction)
    #expect(
      found.first?.question == "What does the variable log_mode specify in Corvid?", "\(found)")
  }
}
