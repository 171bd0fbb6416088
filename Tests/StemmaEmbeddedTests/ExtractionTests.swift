import StemmaEmbedded
import Testing

@Suite("Extraction")
struct ExtractionTests {
  @Test("every answer is the passage's own words", arguments: Passages.all)
  func verbatim(_ text: String) {
    let whole = Passages.collapsed(text)
    let pairs = Passages.pairs(text)
    #expect(!pairs.isEmpty)
    for pair in pairs {
      #expect(whole.contains(pair.answer), "\(pair.answer)")
      #expect(pair.question.hasSuffix("?"))
      #expect(!pair.question.contains("  "))
    }
  }

  /// A question, and words its answer must hold.
  @Test(
    "each pattern asks what it should",
    arguments: [
      (Passages.bees, "What is a hive?", "colony of bees"),
      (Passages.bees, "Why do bees visit flowers?", "source of energy"),
      (Passages.bees, "What happens if the queen dies?", "raise a new queen"),
      (Passages.bees, "Where is honey stored?", "upper part"),
      (Passages.bees, "How do you harvest the honey?", "remove the frames"),
      (Passages.bees, "How many kinds of bees does a strong colony have?", "three"),
      (Passages.press, "What is the letterpress?", "raised type"),
      (Passages.press, "Why did printers use a wooden frame?", "expensive"),
      (Passages.press, "When was the oldest workshop founded?", "1478"),
      (Passages.press, "How does the letterpress differ from a modern printer?", "one sheet"),
      (Passages.press, "How can you clean the type?", "wiping"),
      (Passages.tides, "What causes tides?", "pull of the moon"),
      (Passages.tides, "When does a spring tide occur?", "same direction"),
      (Passages.tides, "What happens without tides?", "mud"),
      (Passages.library, "What does the catalogue consist of?", "shelf guide"),
      (Passages.library, "What does the library aim to do?", "every reader"),
      (Passages.library, "Where are rare books kept?", "locked room"),
      (Passages.library, "How many reading rooms are there?", "five"),
      (Passages.library, "What does the night shelf allow readers to do?", "after hours"),
    ])
  func patterns(_ wanted: (String, String, String)) {
    let found = Passages.pairs(wanted.0).filter { $0.question == wanted.1 }
    #expect(!found.isEmpty, "missing: \(wanted.1)")
    for pair in found { #expect(pair.answer.contains(wanted.2), "\(pair.answer)") }
  }

  @Test("a pronoun that plainly means the subject before takes that sentence along")
  func antecedents() throws {
    let text = "The quern works without a motor. It contains a heavy stone and a wooden handle."
    let pair = try #require(
      Passages.pairs(text).first { $0.question == "What does the quern contain?" })
    #expect(pair.answer == text)
  }

  @Test("a heading that is a question is asked, and the section's opening answers it")
  func headingQuestion() throws {
    let text = "The dough rests overnight in a cool room. The flavour grows in that time."
    let pair = try #require(
      Passages.pairs(text, headings: ["Baking", "3.2 Why should I let the dough rest?"]).first)
    #expect(pair.question == "Why should I let the dough rest?")
    #expect(pair.answer == text)
  }

  @Test("places of one section do not ask the same thing twice", arguments: Passages.all)
  func distinct(_ text: String) {
    for strategy in [PassageReader.Strategy.extraction, .expansion] {
      let places = PassageReader().places(in: text, headings: [], strategy: strategy)
      let questions = places.compactMap { $0.realisations.first?.question }
      #expect(Set(questions).count == questions.count)
    }
  }

  @Test(
    "what is no prose gives nothing",
    arguments: [
      "", "Introduction", "- -v\n- -q\n- --help", "| a | b |\n|---|---|",
      "See the manual. See also the web page.", "foo = bar(1); return foo;",
      "It was raining. They went home. This was a mistake.",
      "Copyright 2019 The Authors. All rights reserved.",
      "https://example.org/a/b/c\nmail@example.org", "1.2.3 (2019-01-02)\n- fixed a bug",
      "What? Why? When? How? Who?", "\u{0}\u{1}\u{2}", "e\u{301}\u{301}\u{301}. \u{1F600}!",
    ])
  func nothing(_ text: String) {
    for strategy in [PassageReader.Strategy.extraction, .expansion] {
      #expect(Passages.pairs(text, strategy).isEmpty)
    }
  }

  @Test("no question points at a passage that its reader does not see", arguments: Passages.all)
  func selfContained(_ text: String) {
    let pointing = ["this", "these", "those", "passage", "text", "section", "above", "below"]
    for strategy in [PassageReader.Strategy.extraction, .expansion] {
      for pair in Passages.pairs(text, strategy) {
        let words = pair.question.dropLast().lowercased().split(separator: " ").map(String.init)
        #expect(!words.contains { pointing.contains($0) }, "\(pair.question)")
      }
    }
  }
}
