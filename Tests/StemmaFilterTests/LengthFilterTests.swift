import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("The filter length")
struct LengthFilterTests {
  private func text(_ count: Int) -> JSONValue { .string(String(repeating: "x", count: count)) }

  @Test(
    "limits belong to what is kept",
    arguments: [
      (9, 2, "question-too-short"), (10, 2, nil), (300, 2_000, nil), (301, 2, "question-too-long"),
      (10, 1, "answer-too-short"), (10, 2_001, "answer-too-long"), (9, 1, "question-too-short"),
    ])
  func limits(question: Int, answer: Int, reason: String?) throws {
    var filter = try chain(["length"])
    let row: JSONObject = ["question": text(question), "answer": text(answer)]
    #expect(filter.reason(candidate("a", row)) == reason)
  }

  @Test(
    "instructions and responses have limits of their own",
    arguments: [
      (9, 2, "instruction-too-short"), (10, 2, nil), (2_000, 8_000, nil),
      (2_001, 2, "instruction-too-long"), (10, 1, "response-too-short"),
      (10, 8_001, "response-too-long"),
    ])
  func instructions(instruction: Int, response: Int, reason: String?) throws {
    var filter = try chain(["length"])
    let row: JSONObject = ["instruction": text(instruction), "response": text(response)]
    #expect(filter.reason(candidate("a", row)) == reason)
  }

  @Test("lengths are counted in scalars")
  func scalars() throws {
    var filter = try chain("length", ["question_min": .integer(0), "answer_min": .integer(2)])
    #expect(filter.reason(candidate("a", "", "e\u{301}")) == nil)
    #expect(filter.reason(candidate("a", "", "\u{E9}")) == "answer-too-short")
    #expect(filter.reason(candidate("a", "", "\u{1F701}")) == "answer-too-short")
  }

  @Test("rows without these fields pass, and so does what is no text")
  func others() throws {
    var filter = try chain(["length"])
    #expect(filter.reason(candidate("a", ["note": "x"])) == nil)
    #expect(filter.reason(candidate("a", ["question": 1, "answer": "fine"])) == nil)
  }
}
