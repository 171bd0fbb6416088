import Testing

@testable import StemmaEmbedded

/// What manuals add to an explanation in sentences without a subject, in passages made up here.
@Suite("Facts of entries")
struct FactTests {
  private func pairs(
    _ text: String, _ headings: [String] = ["OPTIONS"],
    _ strategy: PassageReader.Strategy = .extraction
  ) -> [Realisation] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations)
  }

  @Test(
    "each is asked for, and answers word for word",
    arguments: [
      ("Defaults to 3.", "what is the default value of the option \"--keep\""),
      ("Valid values are 1 to 9.", "what are the valid values of the option \"--keep\""),
      ("Implies --quiet.", "hat does the option \"--keep\" imply"),
      ("Useful for letters without a stamp.", "what is the option \"--keep\" useful for"),
      ("May be given multiple times.", "an the option \"--keep\" be given more than once"),
      ("Off by default.", "s the option \"--keep\" on by default"),
      ("Added in version 2.1.", "in which version was the option \"--keep\" added"),
    ])
  func told(fact: String, asked: String) throws {
    let found = pairs("--keep=DAYS Keep letters for so many days. " + fact)
    let pair = try #require(
      found.first { $0.question.lowercased().contains(asked.lowercased()) }, "\(found)")
    #expect(pair.answer == fact)
  }

  @Test(
    "what only begins so, or points elsewhere, is none",
    arguments: [
      "Added in the evening.", "Valid values are listed below.", "Defaults to what follows:",
    ])
  func untold(fact: String) {
    let found = pairs("--keep=DAYS Keep letters for so many days. " + fact)
    #expect(found.allSatisfy { $0.answer != fact }, "\(found)")
  }

  @Test("an entry may be nothing but such a sentence")
  func alone() {
    let found = pairs("--hold=DAYS Same as --keep, but for sealed letters.")
    #expect(
      found.contains { $0.question.contains("hat is the option \"--hold\" the same as") },
      "\(found)")
  }

  @Test("the short form of a long name is asked for where there is one")
  func shortForms() {
    let found = pairs("-q, --quiet Print nothing but errors to the terminal.")
    #expect(found.contains { $0.question.contains("the short form") && $0.answer == "-q" })
    let none = pairs("--quiet Print nothing but errors to the terminal.")
    #expect(none.allSatisfy { !$0.question.contains("the short form") })
  }

  @Test("of several defaults in parentheses none is the term's")
  func parentheses() {
    #expect(
      pairs("--keep=DAYS Keep letters so long (default 30) and no longer.").contains {
        $0.answer == "default 30"
      })
    let two = pairs("--keep=A,B Keep letters for A days (default 30) or B weeks (default 10).")
    #expect(two.allSatisfy { !$0.answer.hasPrefix("default") }, "\(two)")
  }

  @Test("functions that stand together are called by the first one's name")
  func functions() {
    for text in [
      "fold_all(folder), fold(letter) Folds all letters that are open.",
      "fold_all, fold The builtin function fold_all folds all letters that are open.",
    ] {
      #expect(pairs(text, ["FOLDING"]).contains { $0.question.contains("fold_all") }, "\(text)")
    }
    // The page of another program is none.
    #expect(pairs("fold(1) Folds letters.", ["SEE ALSO"]).isEmpty)
    #expect(pairs("letters, folders, The birds carry them.", ["FOLDING"]).isEmpty)
  }

  @Test("a default further down is the term's only where the paragraph begins with no other term")
  func furtherDefaults() {
    let headings = ["OPTIONS", "--keep (continued)"]
    let own = pairs("The value is in days. The default is 30.", headings, .expansion)
    #expect(own.contains { $0.answer == "The default is 30." }, "\(own)")
    let other = pairs("sl= SGR of a line. The default is 30.", headings, .expansion)
    #expect(other.allSatisfy { $0.answer != "The default is 30." }, "\(other)")
  }
}
