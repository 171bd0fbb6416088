import StemmaEmbedded
import Testing

@Suite("Expansion")
struct ExpansionTests {
  @Test("answers are put together from the passage's own sentences", arguments: Passages.all)
  func faithful(_ text: String) {
    let whole = Passages.collapsed(text).lowercased()
    for pair in Passages.pairs(text, .expansion) {
      for sentence in pair.answer.dropLast().lowercased().split(separator: ".") {
        let part = sentence.drop(while: { $0 == " " })
        #expect(whole.contains(part), "\(part)")
      }
    }
  }

  @Test("what is concluded is asked for with why, and both sentences answer")
  func conclusions() throws {
    let pair = try #require(
      Passages.pairs(Passages.tides, .expansion).first {
        $0.question == "Why do large ships prefer deep harbours?"
      })
    #expect(pair.answer.hasPrefix("Deep harbours are safe at low water. Therefore,"))
  }

  @Test("a duty with its reason is asked for with why")
  func duties() throws {
    let pair = try #require(
      Passages.pairs(Passages.press, .expansion).first {
        $0.question == "Why must the compositor check each line?"
      })
    #expect(pair.answer.contains("Otherwise, mistakes"))
  }

  @Test("a paragraph's subject is asked about widely, and its first sentences answer")
  func subjects() throws {
    let text = """
      Sourdough starters are kept in a cool room for several weeks. A sourdough starter is fed with
      flour and water every day, and it smells sour when it is ready to be used.
      """
    let pairs = Passages.pairs(text, .expansion)
    let pair = try #require(
      pairs.first { $0.question == "What should you know about sourdough starters?" })
    #expect(pair.answer == Passages.collapsed(text))
  }

  @Test("what extraction asks is not asked again")
  func others() {
    for text in Passages.all {
      let asked = PassageReader().places(in: text, headings: [], strategy: .extraction)
        .compactMap { $0.realisations.first?.question }
      for pair in Passages.pairs(text, .expansion) { #expect(!asked.contains(pair.question)) }
    }
  }

  @Test(
    "some passages have something beyond their wording",
    arguments: [Passages.press, Passages.tides])
  func something(_ text: String) {
    #expect(!Passages.pairs(text, .expansion).isEmpty)
  }
}
