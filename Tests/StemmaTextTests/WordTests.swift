import StemmaText
import Testing

@Suite("Words and their tags")
struct WordTests {
  private func tagged(_ text: String) -> [Word] {
    let bytes = Array(text.utf8)
    var words = Words.cut(bytes, in: 0..<bytes.count)
    Tagger.tag(&words, in: words.indices)
    return words
  }

  private func tag(of word: String, in text: String) -> WordTag? {
    tagged(text).first { $0.lower == word }?.tag
  }

  @Test("marks are words of their own, points inside a word are not")
  func marks() {
    #expect(
      tagged("(See \u{201C}README.md\u{201D}, please!)").map(\.lower) == [
        "(", "see", "\u{201C}", "readme.md", "\u{201D}", ",", "please", "!", ")",
      ])
  }

  @Test("a contracted not is parted from its auxiliary, with either apostrophe")
  func contractions() {
    #expect(tagged("It doesn't").map(\.lower) == ["it", "does", "n't"])
    #expect(tagged("It doesn\u{2019}t").map(\.lower) == ["it", "does", "n't"])
  }

  @Test("a call keeps its parentheses")
  func calls() {
    #expect(tagged("Use fork() now.").map(\.lower) == ["use", "fork()", "now", "."])
  }

  @Test("a word that is noun and verb is told by its company")
  func ambiguous() {
    #expect(tag(of: "runs", in: "The engine runs the pump.") == .verb)
    #expect(tag(of: "runs", in: "The long runs were tiring.") == .pluralNoun)
    #expect(tag(of: "plant", in: "You can plant the seeds in May.") == .verb)
    #expect(tag(of: "plant", in: "The plant needs water.") == .noun)
    #expect(tag(of: "needs", in: "The plant needs water.") == .verb)
  }

  @Test("file names, options and identifiers are symbols")
  func symbols() {
    for word in ["/etc/hosts", "-v", "debian/rules", "max_size", "readFile"] {
      #expect(tagged("Use \(word) here.")[1].tag == .symbol, "\(word)")
    }
  }

  @Test("a participle after a form of be is one")
  func participles() {
    #expect(tag(of: "stored", in: "The grain is stored in silos.") == .participle)
    #expect(tag(of: "stored", in: "The farmers stored the grain.") == .verb)
  }

  @Test(
    "verbs are inflected by the rules of spelling",
    arguments: [
      ("copy", "copies", "copied", "copying"), ("stop", "stops", "stopped", "stopping"),
      ("fix", "fixes", "fixed", "fixing"), ("make", "makes", "made", "making"),
      ("admit", "admits", "admitted", "admitting"), ("open", "opens", "opened", "opening"),
      ("write", "writes", "wrote", "writing"), ("tie", "ties", "tied", "tying"),
      ("play", "plays", "played", "playing"), ("agree", "agrees", "agreed", "agreeing"),
    ])
  func inflection(_ forms: (String, String, String, String)) throws {
    let verb = try #require(Lexicon.verb(of: forms.0))
    #expect(verb.third == forms.1)
    #expect(verb.past == forms.2)
    #expect(verb.gerund == forms.3)
    for form in [forms.1, forms.2, forms.3] {
      #expect(Lexicon.verb(of: form)?.base == forms.0)
    }
  }
}
