import StemmaEmbedded
import Testing

@Suite("What manuals and lists of questions offer")
struct AskingTests {
  private func pairs(
    _ text: String, headings: [String] = [], input: String = "documents/corvid-manual.txt"
  ) -> [Realisation] {
    PassageReader().places(in: text, headings: headings, input: input, strategy: .extraction)
      .flatMap(\.realisations)
  }

  @Test("a question that stands before its answer is asked, whatever number or label it has")
  func replies() throws {
    let answer = "Yes. Letters without a stamp are kept for a week. It takes little space."
    for label in ["3.1. ", "Q: ", ""] {
      let text = label + "Does Corvid keep letters without a stamp?\n\n" + answer
      let pair = try #require(pairs(text).first)
      #expect(pair.question == "Does Corvid keep letters without a stamp?")
      #expect(pair.answer == answer)
    }
  }

  @Test(
    "an answer that answers nothing by itself is none",
    arguments: [
      "There are several ways to keep letters.", "See the manual of the post office.",
      "However, some letters are kept for a week.",
    ])
  func emptyReplies(_ answer: String) {
    let found = pairs("4. How does Corvid keep letters?\n\n" + answer)
    #expect(!found.contains { $0.question == "How does Corvid keep letters?" })
  }

  @Test(
    "what is named and does something is asked about by its name",
    arguments: [
      ("The krambo command puts all letters of a folder in order.", "the krambo command"),
      ("With the option --deep, Corvid looks into all folders.", "the option --deep"),
    ])
  func named(text: String, name: String) throws {
    let pair = try #require(pairs(text).first { $0.question.contains(name) })
    #expect(pair.question.hasPrefix("What"))
    #expect(pair.answer == text)
  }

  @Test(
    "what things can or cannot do, and how they stand, may be wondered about",
    arguments: [
      ("Corvid cannot carry parcels on Sundays.", "Can Corvid carry parcels on Sundays?"),
      ("Corvid does not open sealed letters.", "Does Corvid open sealed letters?"),
      ("By default, Corvid keeps a copy of sealed letters.", "by default?"),
    ])
  func whether(text: String, part: String) throws {
    let pair = try #require(pairs(text).first { $0.question.contains(part) }, "\(pairs(text))")
    #expect(pair.answer == text)
  }

  @Test(
    "nobody wonders about what is cut, hedged or said of the paper itself",
    arguments: [
      "Corvid may leave a torn, dirty letter behind.", "Letters are usually kept in folders.",
      "Folders of letters are described in the manual.",
      "Sealed letters are not supported in open folders.",
    ])
  func noWonder(text: String) {
    let found = pairs(text).map(\.question)
    #expect(!found.contains { ["Can", "Are", "Does", "Is"].contains($0.prefix { $0 != " " }) })
  }

  @Test("a heading that is an act is asked about where the section says how it is done")
  func headingGoals() throws {
    let text = "You fold sealed letters twice before you put them into the folder."
    let found = pairs(text, headings: ["2.3 Folding sealed letters"])
    #expect(found.contains { $0.question == "How do you fold sealed letters in Corvid?" })
    let other = pairs("Rain is bad for paper of every kind.", headings: ["Folding sealed letters"])
    #expect(!other.contains { $0.question.contains("fold") })
  }

  @Test("a list answers what its opening line asks, with all its items")
  func lists() throws {
    let text = "The following sizes are accepted:\n\n- small letters\n- large letters\n- parcels"
    let pair = try #require(pairs(text).first)
    #expect(pair.question.contains("hich sizes are accepted"))
    #expect(pair.answer.hasSuffix("- small letters - large letters - parcels"))
    let steps = "To fold a sealed letter:\n\n1. Press it flat.\n2. Bend it twice."
    #expect(pairs(steps).contains { $0.question.hasPrefix("How do you fold a sealed letter") })
  }

  @Test("\"when\" is asked of times, not of places that come after something")
  func places() {
    let found = pairs("A stamp of the country may be given after the name of the street.")
    #expect(!found.contains { $0.question.hasPrefix("When") })
  }
}
