import Testing

@testable import StemmaEmbedded

/// What is refused for saying less than it seems to, each beside its like that is accepted.
@Suite("Refusals")
struct RefusalTests {
  private func questions(
    _ text: String, _ headings: [String] = ["NOTES"],
    _ strategy: PassageReader.Strategy = .extraction
  ) -> [String] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations).map(\.question)
  }

  @Test("under «Files» only what has a path's mark is called a file")
  func files() {
    let path = questions("~/.corvidrc Settings of the user who writes letters.", ["FILES"])
    #expect(path.contains { $0.contains("the file \"~/.corvidrc\"") }, "\(path)")
    let name = questions("corvidrc Settings of the user who writes letters.", ["FILES"])
    #expect(!name.isEmpty)
    #expect(name.allSatisfy { !$0.contains("the file") }, "\(name)")
  }

  @Test("a placeholder that is no part of a name means nothing alone")
  func placeholders() {
    let told = questions("-m=<name> Move the letter to the folder at once.", ["OPTIONS"])
    #expect(!told.isEmpty)
    let bare = questions(
      "If the folder of <name> is empty, corvid will remove every old letter.", ["OPTIONS"])
    #expect(bare.allSatisfy { !$0.contains(" <") }, "\(bare)")
  }

  @Test("by whom a thing is done is asked with who")
  func persons() {
    let text = "The order of the letters is controlled by the administrator."
    let person = Passages.pairs(text).map(\.question)
    #expect(person.allSatisfy { !$0.contains(" by") }, "\(person)")
    #expect(person.contains { $0.contains("ho controls the order") }, "\(person)")
    // Of a manual's thing this is no question.
    #expect(questions(text).isEmpty)
  }

  @Test("a term is called by its name, without its colon and what it takes")
  func names() {
    let found = questions(
      "queueport: <number> Sets the port for all the letters of the day.", ["DIRECTIVES"])
    #expect(!found.isEmpty)
    #expect(
      found.allSatisfy {
        $0.contains("queueport") && !$0.contains("queueport:") && !$0.contains("<")
      },
      "\(found)")
  }

  @Test("a bare count does not say what a thing consists of")
  func counts() {
    let parts = questions("The KRA letter consists of a draft, a journey and an answer.")
    #expect(parts.contains { $0.contains("consist of") }, "\(parts)")
    let count = questions("The life of a letter typically consists of four phases.")
    #expect(count.allSatisfy { !$0.contains("consist of") }, "\(count)")
  }

  @Test("no manual's thing is asked about with what is worth knowing")
  func vague() {
    let text = """
      The letter queue keeps all the letters that could not be sent. It cannot hold more than a
      hundred letters, which should be enough for everybody who writes letters.
      """
    for strategy in [PassageReader.Strategy.extraction, .expansion] {
      #expect(
        questions(text, ["Letter queue"], strategy).allSatisfy {
          !$0.contains("worth knowing") && !$0.contains("should you know")
        })
    }
  }

  @Test("a value without its setting's name is no condition")
  func values() {
    let bare = questions("If you specify 9, the letters are removed at once.")
    #expect(bare.allSatisfy { !$0.contains("9") }, "\(bare)")
    let named = questions("If you specify --forget, the letters are removed at once.")
    #expect(named.contains { $0.contains("if you specify --forget") }, "\(named)")
  }

  @Test("sentences under «Examples» are about their examples")
  func examples() {
    let text = "Corvid enters the night mode because the lamp was switched off."
    #expect(!questions(text).isEmpty)
    #expect(questions(text, ["EXAMPLES"]).isEmpty)
  }

  @Test("a reason under a condition is asked with the condition")
  func conditions() {
    let found = questions(
      "If the lamp is switched off, corvid will stop because the letters cannot be read.")
    #expect(
      found.contains {
        $0 == "Why will corvid stop if the lamp is switched off?"
          || $0 == "In Corvid, why will corvid stop if the lamp is switched off?"
      } || found.allSatisfy { !$0.contains("hy will corvid stop?") }, "\(found)")
    #expect(found.allSatisfy { $0 != "Why will corvid stop?" })
  }

  @Test("an act that is cut from its condition or its list is no goal")
  func goals() {
    let whole = questions("--purge Remove all the old letters.", ["OPTIONS"], .expansion)
    #expect(whole.contains { $0.contains("remove all the old letters") }, "\(whole)")
    for text in [
      "--purge Remove all the old letters if the folder is full.",
      "--purge Remove all the old letters, cards and envelopes.",
    ] {
      let cut = questions(text, ["OPTIONS"], .expansion)
      #expect(cut.allSatisfy { !$0.contains("you remove all the old letters") }, "\(cut)")
    }
  }

  @Test(
    "quotation marks stay around what is no name",
    arguments: [
      ("the trailing 'on' is needed", "the trailing \"on\" is needed"),
      ("the `dpkg' program", "the dpkg program"),
      ("the \u{201C}due date\u{201D} of it", "the \"due date\" of it"),
      ("the user's own *big* list", "the user's own big list"), ("open() of w3m(1)", "open of w3m"),
    ])
  func quotes(text: String, plain: String) {
    #expect(PlainQuotes.plain(text) == plain)
  }
}
