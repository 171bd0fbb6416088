import StemmaRecord
import Testing

@testable import StemmaText

@Suite("constraints")
struct ConstraintTests {
  @Test(
    "limits are read in many wordings",
    arguments: [
      ("Use at most 80 words.", Constraint.Demand.atMost(80, .words)),
      ("No more than 3 sentences", .atMost(3, .sentences)),
      ("Keep the answer under 200 characters.", .atMost(199, .characters)),
      ("Write fewer than 5 sentences.", .atMost(4, .sentences)),
      ("80 words or fewer, please", .atMost(80, .words)),
      ("a maximum of 10 words", .atMost(10, .words)),
      ("Write at least 20 words.", .atLeast(20, .words)),
      ("more than 2 sentences", .atLeast(3, .sentences)),
      ("No fewer than 2 sentences.", .atLeast(2, .sentences)),
      ("One answer of at most 1 sentence", .atMost(1, .sentences)),
    ])
  func limits(sentence: String, demand: Constraint.Demand) {
    #expect(Constraint(sentence)?.demand == demand)
  }

  @Test(
    "words to hold and words to avoid stand in quotation marks; lists are demanded or forbidden")
  func forms() {
    #expect(
      Constraint("Mention the \"Return policy\".")?.demand == .mentions(Array("return policy".utf8))
    )
    #expect(Constraint("Never use “simply”.")?.demand == .avoids(Array("simply".utf8)))
    #expect(Constraint("Don't say `of course`")?.demand == .avoids(Array("of course".utf8)))
    #expect(Constraint("Answer with bullet points.")?.demand == .isList)
    #expect(Constraint("No bullet points, please.")?.demand == .isProse)
  }

  @Test(
    "what is for a teacher alone is not read",
    arguments: [
      "Use American English.", "Be kind to 3 people.", "Give 5 examples.", "Avoid jargon.",
      "", "\"words\"", "Write 80 words", "Say it like 2 poets would.",
    ])
  func others(sentence: String) {
    #expect(Constraint(sentence) == nil)
  }

  @Test("a constraint is about the response, unless it names the instruction")
  func field() {
    #expect(Constraint("The instruction has at most 9 words.")?.isAboutInstruction == true)
    #expect(Constraint("Use at most 9 words.")?.isAboutInstruction == false)
  }

  @Test("it holds of texts as it says")
  func holds() throws {
    func check(_ sentence: String, _ text: String) throws -> Bool {
      try #require(Constraint(sentence)).holds(of: text)
    }
    #expect(try check("at most 3 words", "one two  three\n"))
    #expect(try !check("at most 3 words", "one two three four"))
    #expect(try check("at most 2 sentences", "One. Two 2.5 times!"))
    #expect(try !check("at most 2 sentences", "One. Two? Three"))
    #expect(try check("at least 4 characters", "é🙂ab"))
    #expect(try check("Mention \"the sea\"", "By The  sea, then."))
    #expect(try !check("Mention \"sea\"", "By the seaside."))
    #expect(try !check("Avoid \"sea\"", "By the sea."))
    #expect(try check("as bullet points", "Here:\n- one\n- two"))
    #expect(try check("as a numbered list", "1. one\n2) two"))
    #expect(try !check("as bullet points", "- one"))
    #expect(try !check("no lists", "x\n1. one"))
  }

  @Test("the nearest text is found among many, however many there are")
  func nearest() {
    var texts = NearestText()
    #expect(texts.nearest(to: MinHash(of: "anything at all")) == nil)
    func words(_ number: Int) -> String {
      (0..<30).map { "w\(number)x\($0)" }.joined(separator: " ")
    }
    for number in 0..<3_000 { texts.insert(MinHash(of: words(number))) }
    #expect(texts.count == 3_000)
    for number in [0, 17, 1_500, 2_999] {
      let same = texts.nearest(to: MinHash(of: words(number)))
      #expect(same?.number == number && same?.similarity == 1_000_000)
      let near = texts.nearest(to: MinHash(of: words(number) + " and three more"))
      #expect(near?.number == number && near?.similarity ?? 0 > 700_000)
    }
    #expect(texts.nearest(to: MinHash(of: "quite another text"))?.similarity ?? 0 < 200_000)
  }
}
