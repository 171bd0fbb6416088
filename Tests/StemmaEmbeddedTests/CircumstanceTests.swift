import Testing

@testable import StemmaEmbedded

/// Questions that name the term whose paragraph they were asked of, in passages made up here.
@Suite("Circumstances of questions")
struct CircumstanceTests {
  private func pairs(
    _ text: String, _ headings: [String] = ["OPTIONS"],
    _ strategy: PassageReader.Strategy = .extraction
  ) -> [Realisation] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations)
  }

  @Test("what is said in an option's paragraph is asked of the option")
  func own() throws {
    let found = pairs(
      "--keep-copies Keep a copy of every letter. If the folder is full, old letters are removed.")
    #expect(
      found.contains {
        $0.question
          == "When using the option \"--keep-copies\" in Corvid, what happens if the folder is full?"
      }, "\(found)")
  }

  @Test("further paragraphs are asked of the term that their heading tells")
  func continued() throws {
    let text =
      "By default, the limit is 3. All the letters are discarded when the folder is closed."
    let found = pairs(text, ["DIRECTIVES", "keepcopies count (continued)"])
    for question in [
      "When using the directive keepcopies in Corvid, what is the limit by default?",
      "With the directive keepcopies in Corvid, when are all the letters discarded?",
    ] { #expect(found.contains { $0.question == question }, "\(found)") }
    #expect(pairs(text, ["DIRECTIVES"]).allSatisfy { !$0.question.contains("limit") })
  }

  @Test("a question that names the term, or another option, needs no circumstance")
  func named() {
    let text = "If --forget-all is specified twice, the copies are removed at once."
    let found = pairs(text, ["OPTIONS", "--keep-copies (continued)"])
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { !$0.question.hasPrefix("When using") }, "\(found)")
  }

  @Test("a paragraph that begins with another term is not about the heading's")
  func others() {
    let text = "FOLDERS Each folder is listed. If the folder is empty, the letter is kept there."
    let found = pairs(text, ["OPTIONS", "--keep-copies (continued)"])
    #expect(found.allSatisfy { !$0.question.contains("--keep-copies") }, "\(found)")
  }

  @Test("what a term does under a condition is asked of the term, of nobody who would do it")
  func acts() {
    let found = pairs(
      "If the old folder already exists, delete it before writing the new letters.",
      ["OPTIONS", "--force (continued)"])
    #expect(
      found.contains {
        $0.question
          == "In Corvid, what does the option \"--force\" do if the old folder already exists?"
      }, "\(found)")
    #expect(found.allSatisfy { !$0.question.contains("should you") })
  }

  @Test("«This» right after an explanation stands for the term")
  func resumed() {
    let found = pairs(
      "--quiet Print nothing but errors. This implies --no-copies for all the letters.",
      ["OPTIONS"], .expansion)
    #expect(
      found.contains {
        $0.question == "What does the option \"--quiet\" imply in Corvid?"
          && $0.answer == "The option \"--quiet\" implies --no-copies for all the letters."
      }, "\(found)")
  }

  @Test("which option has a role is asked, and the answer names it")
  func roles() {
    let found = pairs(
      "polldelay interval This option specifies the shortest interval between two letters.",
      ["DIRECTIVES", "pool name (continued)"], .expansion)
    #expect(
      found.contains {
        $0.question
          == "In Corvid, which option specifies the shortest interval between two letters?"
          && $0.answer
            == "The option polldelay specifies the shortest interval between two letters."
      }, "\(found)")
  }

  @Test("what comes of a directive is its effect")
  func effects() {
    let found = pairs("hourly Letters are moved every hour.", ["DIRECTIVES"])
    #expect(
      found.contains { $0.question == "What effect does the directive hourly have in Corvid?" },
      "\(found)")
    let told = pairs("tidings Letters are often named after birds.", ["DIRECTIVES"])
    #expect(told.allSatisfy { !$0.question.contains("effect") })
  }
}
