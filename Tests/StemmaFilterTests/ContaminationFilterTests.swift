import StemmaRecord
import StemmaText
import Testing

@testable import StemmaFilter

@Suite("The filter contamination")
struct ContaminationFilterTests {
  private func chain(_ texts: [String], words: Int = 8) throws -> FilterChain {
    try FilterChain(
      [
        FilterChoice(
          name: "contamination",
          parameters: ["files": .texts(["b.jsonl"]), "words": .integer(words)])
      ], schema: questionSchema, files: ["b.jsonl": texts])
  }

  private func words(_ range: Range<Int>) -> String {
    range.map { "word\($0)" }.joined(separator: " ")
  }

  @Test(
    "so many words in a row are too many, one fewer is not", arguments: ContaminationRule.runRange)
  func runs(count: Int) throws {
    var one = try chain([words(0..<60)], words: count)
    let shared = "begin \(words(20..<20 + count)) end of it"
    let verdict = one.judge(candidate("a", "What?", shared))[0]
    #expect(verdict.reason == "shared-run" && verdict.score == 1_000_000 / (61 - count))
    let fewer = "begin \(words(20..<20 + count - 1)) end of it"
    #expect(one.reason(candidate("b", "What?", fewer)) == nil)
    #expect(one.reason(candidate("c", shared.uppercased() + "!", "x")) == "shared-run")
  }

  @Test("a short text of a benchmark is found where a row's text is nearly the same")
  func near() throws {
    var one = try chain(["What is the capital of France?"])
    #expect(one.reason(candidate("a", "What is the capital of France?", "Paris")) == "near")
    #expect(one.reason(candidate("b", "What is the capital of Spain, and why?", "Madrid")) == nil)
  }

  @Test("where files hold nothing, nothing is dropped")
  func nothing() throws {
    var one = try chain([])
    for candidate in mixedCandidates(seed: 6, count: 50) { #expect(one.reason(candidate) == nil) }
  }
}
