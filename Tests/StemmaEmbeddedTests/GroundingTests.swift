import Testing

@testable import StemmaEmbedded

@Suite("Grounding")
struct GroundingTests {
  private func grounded(
    _ question: String, input: String = "corvid-manual.txt", headings: [String] = []
  ) -> String? {
    let reading = Reading("Nothing is said here.", headings: headings)
    let scope = Scope(
      input: input, headings: headings, words: reading.words, passage: reading.passage)
    return Grounding(scope: scope).grounded(
      Realisation(question: question, answer: "It is so.", score: 700))?.question
  }

  @Test(
    "a question names the program it is about",
    arguments: [
      ("How do you archive a letter?", "How do you archive a letter in Corvid?"),
      ("What happens if a letter is lost?", "In Corvid, what happens if a letter is lost?"),
      ("What are feathers used for?", "In Corvid, what are feathers used for?"),
      ("What does Corvid archive?", "What does Corvid archive?"),
      ("How does Corvid's archive work?", "How does Corvid's archive work?"),
    ])
  func program(question: String, wanted: String) {
    #expect(grounded(question) == wanted)
  }

  @Test(
    "what only the passage could tell apart is refused",
    arguments: [
      "What does the value depend on?", "What happens if the timeout is reached?",
      "Where is the given file stored?", "How do you use the option?",
      "What happens if no command is given?",
    ])
  func vague(question: String) {
    #expect(grounded(question) == nil)
  }

  @Test("what a heading names is plain")
  func headings() {
    #expect(
      grounded("What does the timeout depend on?", headings: ["Timeouts"])
        == "In Corvid, what does the timeout depend on?")
  }

  @Test("without program and headings nothing can be added, and nothing is refused")
  func bare() {
    let question = "What does the value depend on?"
    #expect(grounded(question, input: "") == question)
  }

  @Test(
    "an answer that hangs on what was said before is refused",
    arguments: [
      "However, corvid keeps all letters.", "It keeps all letters.", "In that case, it stops.",
      "Use this option with care.", "If set, all letters are kept.", "The letters below are kept.",
    ])
  func dangling(answer: String) {
    #expect(!Dangling.isFree(Realisation(question: "What is kept?", answer: answer, score: 1)))
  }

  @Test("an answer that names all it speaks of is free")
  func free() {
    for answer in [
      "Corvid keeps all letters, which takes space.", "If a letter is lost, it is sent anew.",
    ] { #expect(Dangling.isFree(Realisation(question: "Why?", answer: answer, score: 1))) }
  }
}
