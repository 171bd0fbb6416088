import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("sway's two halves")
struct SwayTests {
  private static let row: JSONObject = ["question": "What is it?", "answer": "It is a pump."]

  private func margin(_ answer: String, _ own: Int, _ other: Int) throws -> Int? {
    let question = try #require(SwayQuestion(["question": "Q?", "answer": .string(answer)]))
    let text = try #require(LogProbabilities(millionths: [own, other])).text
    return SwayMargin(text, of: question)?.millionths
  }

  @Test("what is asked is the question, and how probable the answer and the baseline are after it")
  func question() throws {
    let question = try #require(SwayQuestion(Self.row))
    let section = Section(input: "a.md", headingPath: [], text: "A.", occurrence: 0, line: 1)
    let key = PromptKey(item: ItemKey(["a": "b"]), slots: 2..<3, candidate: 1, attempt: 1)
    let prompt = question.prompt(of: .section(section), key: key, seed: 7)
    #expect(prompt.messages.map(\.content) == ["Question: What is it?\nAnswer:"])
    #expect(prompt.continuations == [" It is a pump.", " I don't know."])
    #expect(prompt.key == key && prompt.context.role == .sway && prompt.sampling.seed == 7)
    #expect(SwayQuestion(["instruction": "Do.", "response": "Done."]) != nil)
    for row: JSONObject in [["question": "Q?"], ["question": "Q?", "answer": " \n"], [:]] {
      #expect(SwayQuestion(row) == nil)
    }
  }

  @Test("the margin is by four characters, at least four, and rounded once, half to even")
  func margins() throws {
    // "I don't know." has 13 characters: 3.25 times four.
    #expect(try margin("Eight ch", -2_000_000, -13_000_000) == -1_000_000 + 4_000_000)
    #expect(try margin("No", -2_000_000, -13_000_000) == -2_000_000 + 4_000_000)
    #expect(try margin("Four", -2_000_000, -13_000_000) == -2_000_000 + 4_000_000)
    // Scalars are counted, not bytes.
    #expect(try margin("éééééééé", -2_000_000, -13_000_000) == 3_000_000)
    #expect(try margin("Eight ch", -1, 0) == 0)
    #expect(try margin("Eight ch", -3, 0) == -2)
    #expect(try margin("Eight ch", -5, 0) == -2)
    #expect(try margin("Eight ch", -7, 0) == -4)
  }

  @Test("the margin is the quotients' difference to within half a millionth", arguments: 1...40)
  func exact(seed: Int) throws {
    var draws = Draws(seed: UInt64(seed), item: ItemKey(["a": "b"]), slot: 0)
    for _ in 0..<50 {
      let length = 1 + Int(draws.below(4_000))
      let own = -Int(draws.below(9_000_000_000))
      let other = -Int(draws.below(90_000_000))
      let found = try #require(try margin(String(repeating: "x", count: length), own, other))
      let wanted = Double(own) / max(1, Double(length) / 4) - Double(other) / (13.0 / 4)
      #expect(abs(Double(found) - wanted) <= 0.51, "\(length) \(own) \(other)")
    }
  }

  @Test("not preferred, under the threshold, kept: at each edge")
  func edges() throws {
    let candidate = Candidate(id: RecordID("a"), row: Self.row, origin: nil)
    // The answer has 13 characters too, so that the margin is 4/13 of the difference.
    for (difference, threshold, reason) in [
      (0, 0, "not-preferred"), (-13, 0, "not-preferred"), (13, 0, nil), (13, 4, nil),
      (13, 5, "too-low"), (325_000, 100_000, nil), (324_997, 100_000, "too-low"),
      (0, 100_000_000, "not-preferred"), (325_000_000, 100_000_000, nil),
    ] {
      let choice = FilterChoice(
        name: "sway", parameters: ["threshold": .decimal(Millionths(count: threshold))])
      var chain = try FilterChain([choice], schema: ["type": "object"])
      var findings = chain.examine(
        candidate, row: CanonicalJSON.bytes(.object(Self.row)))
      #expect(findings.wanted == .sway)
      let base = -400_000_000
      let said = try #require(LogProbabilities(millionths: [base + difference, base]))
      chain.heed([said.text], about: candidate, &findings)
      #expect(findings.wanted == nil)
      let choices = chain.choose(among: [candidate], [findings])
      #expect(choices.verdicts[0].last?.reason == reason, "\(difference) \(threshold)")
      #expect((choices.chosen == 0) == (reason == nil))
    }
    let entry = try #require(FilterChain.catalogue.first { $0.name == "sway" })
    #expect(entry.parameters[0].standard == .decimal(Millionths(count: 100_000)))
  }

  @Test(
    "whatever else comes back is nothing, and the candidate failed",
    arguments: [
      "", "I like it.", "{}", #"{"millionths":[]}"#, #"{"millionths":[-1]}"#,
      #"{"millionths":[-1,-2,-3]}"#, #"{"millionths":[-1,null]}"#, #"{"millionths":[-1,0.5]}"#,
      #"{"millionths":[1,-2]}"#, #"{"millionths":["-1",-2]}"#, #"{"millionths":[-1e99,-2]}"#,
      #"{"millionths":[-1,-2],"more":1}"#, #"{"unusable":"No."}"#, "[-1,-2]",
      #"{"millionths":[NaN,-2]}"#,
    ])
  func hostile(text: String) throws {
    let candidate = Candidate(id: RecordID("a"), row: Self.row, origin: nil)
    for answered in [text, nil] {
      var chain = try FilterChain(
        [FilterChoice(name: "sway", parameters: [:])], schema: ["type": "object"])
      var findings = chain.examine(candidate, row: CanonicalJSON.bytes(.object(Self.row)))
      chain.heed([answered], about: candidate, &findings)
      let said = chain.choose(among: [candidate], [findings])
      #expect(said.chosen == nil && said.verdicts[0].last?.reason == "failed")
      #expect(said.verdicts[0].last?.score == nil)
    }
  }

  @Test("who is asked first drops a row from the others' questions")
  func order() throws {
    let candidate = Candidate(id: RecordID("a"), row: Self.row, origin: nil)
    let (judge, sway) = (
      FilterChoice(name: "judge", parameters: [:]), FilterChoice(name: "sway", parameters: [:])
    )
    let chain = try FilterChain([judge, sway], schema: ["type": "object"])
    #expect(chain.roles == [.judge, .sway])
    var findings = chain.examine(candidate, row: CanonicalJSON.bytes(.object(Self.row)))
    #expect(findings.wanted == .judge)
    chain.heed([nil], about: candidate, &findings)
    #expect(findings.wanted == nil)
    let turned = try FilterChain([sway, judge], schema: ["type": "object"])
    findings = turned.examine(candidate, row: CanonicalJSON.bytes(.object(Self.row)))
    #expect(findings.wanted == .sway)
    turned.heed(
      [try #require(LogProbabilities(millionths: [-1, -9_000_000])).text], about: candidate,
      &findings)
    #expect(findings.wanted == .judge)
    let bare = Candidate(id: RecordID("b"), row: ["question": "Q?"], origin: nil)
    #expect(
      turned.examine(bare, row: CanonicalJSON.bytes(.object(bare.row))).wanted == nil)
  }
}
