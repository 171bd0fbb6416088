import Testing

@testable import StemmaEmbedded

/// What may be asked of single sentences of a manual, each beside its like that may not.
@Suite("Questions that stand alone")
struct StandingTests {
  private func questions(
    _ text: String, _ headings: [String] = ["DESCRIPTION"],
    _ strategy: PassageReader.Strategy = .extraction
  ) -> [String] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations).map(\.question)
  }

  @Test(
    "a condition names what is told from all else, or is of nothing at all",
    arguments: [
      (
        "If LETTERS_7 is full, all old letters of the folder are removed.",
        "If a letter is found, it is removed."
      ),
      (
        "If the letter folder is full, all letters are removed.",
        "If a folder name is given, all letters are removed."
      ),
      (
        "If no folder name is given, all letters are removed.",
        "If another folder name is given, all letters are removed."
      ),
    ])
  func conditions(told: String, untold: String) {
    #expect(!questions(told).isEmpty)
    #expect(questions(untold).isEmpty, "\(questions(untold))")
  }

  @Test("what is so under the condition of the sentence before is not asked as if it always were")
  func leaning() {
    let alone = questions("The krambo command puts all letters of a folder in order.")
    #expect(!alone.isEmpty)
    let leaning = questions(
      "If stamps are missing, the birds stay. The krambo command puts all letters of a folder in order."
    )
    #expect(leaning.allSatisfy { !$0.contains("krambo") }, "\(leaning)")
  }

  @Test("who does what is asked of things with a name, and nothing is asked with \"by what\"")
  func objects() {
    #expect(!questions("The option --deep requires a folder of letters.").isEmpty)
    #expect(questions("Larger folders require more feathers.").isEmpty)
    #expect(questions("Letters are identified by the colour of the stamp.").isEmpty)
  }

  @Test("what a thing is, is asked of kinds and names, not of the usual or the best one")
  func definitions() {
    #expect(
      questions("Night letters are letters that are written without a stamp.").contains {
        $0.contains("ight letters")
      })
    #expect(
      questions("The recommended letter is a letter that is written without a stamp.").isEmpty)
  }

  @Test("whether it is so is asked shortly, of a name, and in no option's paragraph")
  func whether() {
    let text = "corvid does not open sealed letters."
    #expect(questions(text).contains { $0.contains("oes corvid open sealed letters") })
    let under = questions(text, ["OPTIONS", "--keep-copies (continued)"])
    #expect(under.allSatisfy { !$0.contains("oes corvid open") }, "\(under)")
  }

  @Test("one of two nouns tells which, two vague ones do not")
  func compounds() {
    let standing = Standing(reading: Reading("", headings: []), program: "corvid")
    #expect(standing.isTold("What is the letter folder for?"))
    #expect(!standing.isTold("What is the file name for?"))
    #expect(!standing.isTold("What is the usual folder for?"))
  }

  @Test("what is done where something is not wanted is no way to it")
  func unwanted() {
    #expect(
      questions("Use --deep to copy the letter folders of all users.").contains {
        $0.contains("copy the letter folders")
      })
    let found = questions("Use --flat if you do not want to copy the letter folders of all users.")
    #expect(found.allSatisfy { !$0.contains("copy the letter folders") }, "\(found)")
  }
}
