import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("The filter regex")
struct RegexFilterTests {
  private func chain(
    keep: ByName<[String]> = [:], drop: ByName<[String]> = [:]
  ) throws -> FilterChain {
    var parameters: [String: FilterEntry.ParameterValue] = [:]
    if !keep.isEmpty { parameters["keep"] = .fieldTexts(keep) }
    if !drop.isEmpty { parameters["drop"] = .fieldTexts(drop) }
    return try StemmaFilterTests.chain("regex", parameters)
  }

  @Test("a pattern to drop by is looked for in its own field, or in all texts")
  func drop() throws {
    var own = try chain(drop: ["answer": ["(?i)as an ai"]])
    #expect(own.reason(candidate("a", "Who?", "As an AI I cannot say.")) == "matched")
    #expect(own.reason(candidate("b", "As an AI, who?", "Somebody.")) == nil)
    var every = try chain(drop: ["*": ["(?i)as an ai"]])
    #expect(every.reason(candidate("b", "As an AI, who?", "Somebody.")) == "matched")
    #expect(every.reason(candidate("c", ["messages": [["content": "as an ai"]]])) == "matched")
  }

  @Test("a field that holds several texts has each of them")
  func nested() throws {
    var drop = try chain(drop: ["messages": ["(?i)as an ai"]])
    let turns: JSONValue = [
      ["content": "Who?", "role": "user"], ["content": "As an AI.", "role": "assistant"],
    ]
    #expect(drop.reason(candidate("a", ["messages": turns])) == "matched")
    #expect(drop.reason(candidate("b", ["answer": "As an AI.", "messages": []])) == nil)
    var keep = try chain(keep: ["messages": ["^Who", "AI"]])
    #expect(keep.reason(candidate("a", ["messages": turns])) == nil)
    #expect(keep.reason(candidate("b", ["messages": [["content": "Who?"]]])) == "unmatched")
  }

  @Test("each pattern to keep by must match, in its field or in some text")
  func keep() throws {
    var both = try chain(keep: ["question": [#"\?$"#, "^[A-Z]"]])
    #expect(both.reason(candidate("a", "Who?", "x")) == nil)
    #expect(both.reason(candidate("b", "who?", "x")) == "unmatched")
    #expect(both.reason(candidate("c", "Who.", "x")) == "unmatched")
    #expect(both.reason(candidate("d", ["answer": "Who?"])) == "unmatched")
    #expect(both.reason(candidate("e", ["question": .integer(3), "answer": "x"])) == "unmatched")
    var some = try chain(keep: ["*": [#"\pL{3}"#]])
    #expect(some.reason(candidate("a", "3?", "drei")) == nil)
    #expect(some.reason(candidate("b", "3?", "4")) == "unmatched")
  }

  @Test("what one pattern keeps the same pattern drops", arguments: [1, 2, 3] as [UInt64])
  func complement(seed: UInt64) throws {
    var draws = Draws(seed: seed, item: ItemKey(["test": "regex"]), slot: 0)
    let parts = ["a", "b", "[ab]", "a*", "(ab|ba)", "b+", "a?", "(?:aa)*", ".", "\\b", "^", "$"]
    for number in 0..<200 {
      let pattern = (0...draws.below(4)).map { _ in parts[Int(draws.below(UInt64(parts.count)))] }
        .joined()
      let text = (0..<draws.below(12)).map { _ in draws.below(2) == 0 ? "a" : "b" }.joined()
      let one = candidate("r\(number)", ["answer": .string("x" + text)])
      var keeping = try chain(keep: ["answer": [pattern]])
      var dropping = try chain(drop: ["answer": [pattern]])
      let isKept = keeping.reason(one) == nil
      #expect(isKept == (dropping.reason(one) != nil), "\(pattern) on \(text), seed \(seed)")
      let swift = try Regex(pattern)
      #expect(isKept == ("x" + text).contains(swift), "\(pattern) on \(text), seed \(seed)")
    }
  }

  @Test("patterns that others choke on end, on a million letters")
  func pathological() throws {
    let text = String(repeating: "a", count: 1_000_000)
    for pattern in ["(a*)*b", "(a|aa)+$b", "(?:a+)+!", "(.*)(.*)(.*)(.*)(.*)c", "(a?){200}a{200}b"]
    {
      var one = try chain(drop: ["answer": [pattern]])
      #expect(one.reason(candidate("a", "Who?", text)) == nil, "\(pattern)")
    }
  }

  @Test(
    "what is no pattern, or too large a one, is refused with its reason",
    arguments: ["(", "a**", "(?=a)", #"(a)\1"#, "[z-a]", #"(?:(?:\pL{500}){500}){3}"#])
  func bad(pattern: String) throws {
    do {
      _ = try chain(keep: ["answer": [pattern]])
      Issue.record("\(pattern) was taken")
    } catch FilterError.badPattern(let filter, let parameter, let shown, let reason) {
      #expect(filter == "regex" && parameter == "keep" && shown == pattern && !reason.isEmpty)
    }
  }

  @Test("a filter without patterns is refused")
  func empty() {
    #expect(throws: FilterError.nothingGiven(filter: "regex", anyOf: ["keep", "drop"])) {
      try chain()
    }
  }
}
