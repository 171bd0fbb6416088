import Testing

@testable import StemmaEmbedded

@Suite("Entries of manuals")
struct EntryTests {
  private func pairs(
    _ text: String, _ headings: [String], input: String = "documents/corvid-manual.txt"
  ) -> [Realisation] {
    PassageReader().places(in: text, headings: headings, input: input, strategy: .extraction)
      .flatMap(\.realisations)
  }

  @Test("a term in a heading is asked about with its kind and its program")
  func headingTerm() throws {
    let text = "When set, corvid keeps a copy of every letter. When unset, no copy is kept."
    let found = pairs(text, ["3. Configuration variables", "3.2. keep_copies"])
    let pair = try #require(
      found.first { $0.question == "What does the variable keep_copies do in Corvid?" })
    #expect(pair.answer == text)
    #expect(found.allSatisfy { $0.question.contains("keep_copies") })
  }

  @Test(
    "an explanation's first words decide what is asked",
    arguments: [
      ("A list of folders that are looked through for new letters.", "specify"),
      ("This variable is used when a letter is written in another language.", "When is"),
      ("You can use this variable to choose the colour of the status line.", "used for"),
      ("Note: Setting this variable has no effect on letters that were sent.", "bear in mind"),
    ])
  func shapes(text: String, part: String) throws {
    let found = pairs(text, ["3. Variables", "3.4. some_name"])
    let best = try #require(found.first)
    #expect(best.question.contains(part), "\(best.question)")
    #expect(best.answer == text)
  }

  @Test(
    "an item or paragraph that begins with its term is an entry",
    arguments: [
      ("- prevgroup Move the cursor to the group before.", "the command prevgroup"),
      ("S Save the letter and leave the editor at once.", "the command \"S\""),
      ("#sweep Remove all the letters that are marked.", "the command \"#sweep\""),
      ("- --quiet: print nothing but errors to the terminal.", "the option \"--quiet\""),
    ])
  func terms(text: String, name: String) throws {
    let pair = try #require(pairs(text, ["Commands"]).first)
    #expect(pair.question.contains(name), "\(pair.question)")
    #expect(!pair.answer.contains("prevgroup"))
  }

  @Test("an explanation that begins in the middle of something is none")
  func continuations() {
    for text in [
      "However, it can be changed in the other menu of the program at any time.",
      "See also the section on folders, where all of it is explained at length.",
      "For example, the value of four means that four lines are shown of a letter.",
    ] { #expect(pairs(text, ["3. Variables", "3.4. some_name"]).isEmpty) }
  }

  @Test(
    "a document's name tells its program, unless it is a common word",
    arguments: [
      ("documents/mutt-manual.txt", "Mutt"), ("slrn.md", "Slrn"), ("tides.md", nil),
      ("file-man.txt", "File"), ("xq-man.txt", "xq"), ("letter_box-man.txt", "letter_box"),
      ("mail.corvid-man.txt", "mail.corvid"), ("units-readme.txt", "Units"),
      ("user-manual.txt", nil), ("README.md", nil), ("a.md", nil), ("2024-notes.txt", nil),
      ("constitution.txt", nil),
    ] as [(String, String?)])
  func programs(input: String, program: String?) {
    let reading = Reading("Nothing is said here.", headings: [])
    let scope = Scope(input: input, headings: [], words: reading.words, passage: reading.passage)
    #expect(scope.program == program)
  }

  @Test("the passage's spelling of a program's name is kept")
  func spelling() {
    let reading = Reading("You play NetHack alone.", headings: [])
    let scope = Scope(
      input: "nethack-guide.txt", headings: [], words: reading.words, passage: reading.passage)
    #expect(scope.program == "NetHack")
  }

  @Test("credits and licences are not asked about")
  func asides() {
    #expect(
      PassageReader().places(in: Passages.bees, headings: ["9. Credits"], strategy: .extraction)
        .isEmpty)
  }
}
