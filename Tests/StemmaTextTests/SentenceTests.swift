import StemmaText
import Testing

@Suite("Sentences")
struct SentenceTests {
  private func sentences(_ text: String) -> [String] {
    let passage = Passage(text)
    return passage.sentences.map { passage.text($0.bytes) }
  }

  @Test("a sentence ends at its full stop, whatever line it stands on")
  func wraps() {
    #expect(
      sentences("The kettle boils at one\nhundred degrees. It whistles\n  then.") == [
        "The kettle boils at one hundred degrees.", "It whistles then.",
      ])
  }

  @Test(
    "points that end no sentence leave it whole",
    arguments: [
      "Small tools, e.g. Hammers, are kept in the shed.",
      "Dr. Osei measured the tide at 4.5 metres on Monday.",
      "Version 1.2.3 of the press reads README.md at the start.",
      "See fig. 4 for the layout of the loom.",
      "The letters of J. R. Ackerley were sold in 1967.",
      "The guild (cf. St. Anne's) met on Sundays.",
      "The rest, i.e. Nothing much, was thrown away.",
    ])
  func abbreviations(_ text: String) {
    #expect(sentences(text) == [text])
  }

  @Test("quotation marks and parentheses stay with the sentence they close")
  func closers() {
    #expect(
      sentences("He said \"no.\" She left (for good.) Nobody \u{201C}asked.\u{201D} Fine.") == [
        "He said \"no.\"", "She left (for good.)", "Nobody \u{201C}asked.\u{201D}", "Fine.",
      ])
  }

  @Test("items of a list are blocks of their own, without their marks")
  func items() {
    let passage = Passage("We need:\n- flour from\n  the mill\n- salt\n\n1. Mix it.\n2. Bake it.")
    #expect(
      passage.blocks.map { passage.text($0.bytes) } == [
        "We need:", "flour from the mill", "salt", "Mix it.", "Bake it.",
      ])
    #expect(passage.blocks.map { $0.kind == .item } == [false, true, true, true, true])
  }

  @Test("the passage is the text with every run of white space made one space")
  func collapsed() {
    let passage = Passage(" One  two\n\nthree\t four \n- five\r\nsix")
    #expect(passage.text(0..<passage.bytes.count) == "One two three four - five six")
  }

  @Test("rules, table rows and headings are no prose")
  func others() {
    #expect(sentences("# Title\n| a | b |\n-----\nOne day it rained.") == ["One day it rained."])
  }

  @Test("text without a letter, and no text, have no sentences")
  func empty() {
    #expect(sentences("").isEmpty)
    #expect(sentences("\n \n\t").isEmpty)
    #expect(sentences("***\n---").isEmpty)
  }
}
