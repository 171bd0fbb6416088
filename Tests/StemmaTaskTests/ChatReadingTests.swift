import StemmaRecord
import StemmaTask
import StemmaTesting
import Testing

@Suite("Conversations that a teacher writes")
struct ChatReadingTests {
  private let task = ChatTask()

  private func subject(_ fields: JSONObject = ["topic": "tides"]) -> Subject {
    .section(
      Section(input: "topics", headingPath: [], text: "tides", occurrence: 0, line: 1)
        .briefed(Brief(name: "tides", description: "tides", fields: fields), share: 1))
  }

  private func assigned(
    _ turns: ClosedRange<Int>, system: String? = nil, persona: String? = nil
  ) -> Assignment {
    Assignment(
      persona: persona, systemPrompt: system, domain: "the sea", turns: turns, mostTurns: 20)
  }

  private func read(
    _ answer: String, _ assignment: Assignment
  ) throws -> (row: JSONObject, fault: String?)? {
    guard case .rows(let rows) = task.read(answer) else { return nil }
    let row = task.completed(try #require(rows.first), of: subject(), assignment)
    return (row, task.fault(in: row, of: subject(), assignment))
  }

  private static func answer(_ roles: String, content: String = "What is it?") -> String {
    let names: [Character: String] = [
      "u": "user", "a": "assistant", "s": "system", "t": "tool", "d": "developer",
    ]
    let turns = roles.map { JSONValue.string(names[$0] ?? "") }.map { role -> JSONValue in
      ["content": .string(content), "role": role]
    }
    return CanonicalJSON.text(["conversations": [["messages": .array(turns)]]])
  }

  @Test(
    "turns out of order, another number of them, and empty ones are told",
    arguments: [
      ("uaua", nil), ("ua", "the user asks 1 times, where 2 were wanted"),
      ("uauaua", "the user asks 3 times, where 2 were wanted"),
      ("uuaa", "«user» speaks twice in a row"), ("auau", "it does not begin with the user"),
      ("uau", "it does not end with the assistant"), ("utua", "there is no role «tool»"),
      ("suaua", "it has a system's turn, for which nobody asked"),
      ("duaua", "it has a system's turn, for which nobody asked"),
      ("uasua", "the system speaks after others"),
      ("", "its `messages` are no turns of `role` and `content`"),
    ])
  func order(roles: String, fault: String?) throws {
    #expect(try read(Self.answer(roles), assigned(2...2))?.fault == fault)
    let empty = try read(Self.answer("uaua", content: " \n"), assigned(2...2))
    #expect(empty?.fault == "turn 1 is empty")
  }

  @Test(
    "what is no conversation is told, whatever it is",
    arguments: [
      #"{"conversations":[{"messages":"user: hello"}]}"#,
      #"{"conversations":[{"messages":[["user","hello"]]}]}"#,
      #"{"conversations":[{"messages":[{"role":"user"}]}]}"#,
      #"{"conversations":[{"messages":[{"role":7,"content":"a"}]}]}"#,
      #"{"conversations":[{"messages":{"role":"user","content":"a"}}]}"#,
      #"{"conversations":[{"messages":null}]}"#,
    ])
  func forms(answer: String) throws {
    #expect(
      try read(answer, assigned(1...1, system: "Be brief."))?.fault
        == "its `messages` are no turns of `role` and `content`")
  }

  @Test("what is no answer at all is unparsable, and a turn with a member more is no row")
  func others() throws {
    for answer in ["", "Hello.", "{\"conversations\":[{\"mess", "{\"turns\":[1]}"] {
      #expect(try read(answer, assigned(1...1)) == nil, "\(answer)")
    }
    let more =
      #"{"messages":[{"role":"user","content":"a","name":"x"},{"role":"assistant","content":"b"}]}"#
    let found = try #require(try read(more, assigned(1...1)))
    #expect(try JSONSchema(task.rowSchema).violation(of: .object(found.row)) != nil)
  }

  @Test("what no teacher writes is put in, whatever it wrote, and the system's turn goes first")
  func completed() throws {
    let own = assigned(1...1, system: "Be brief.", persona: "a sailor")
    let (row, fault) = try #require(
      try read(
        #"{"domain":"x","messages":[{"content":"Q?","role":"user"},{"content":"A.","role":"assistant"}],"#
          + #""persona":"y","subtopic":"z","topic":"w"}"#, own))
    #expect(fault == nil)
    #expect(
      row == [
        "domain": "the sea",
        "messages": [
          ["content": "Be brief.", "role": "system"], ["content": "Q?", "role": "user"],
          ["content": "A.", "role": "assistant"],
        ], "persona": "a sailor", "topic": "tides",
      ])
    #expect(try JSONSchema(task.rowSchema).violation(of: .object(row)) == nil)
    #expect(task.roles(of: row).conversation?.map(\.role) == ["system", "user", "assistant"])
    let instruction = try #require(InstructionRow(task.roles(of: row)))
    #expect([instruction.instruction, instruction.input, instruction.output] == ["Q?", "", "A."])
    // With a system's turn of its own beside, it would speak twice.
    #expect(try read(Self.answer("sua"), own)?.fault == "the system speaks after others")
  }

  @Test("the answer's schema has the very number of turns, and nothing that is put in")
  func schema() throws {
    for turns in 1...5 {
      let schema = try JSONSchema(task.answerSchema(count: 1, assignment: assigned(turns...turns)))
      for other in 1...5 {
        let answer = try JSONReader.read(
          Self.answer(String(repeating: "ua", count: other)).utf8, depthLimit: 16)
        #expect((schema.violation(of: answer) == nil) == (other == turns))
      }
      #expect(
        schema.violation(of: try JSONReader.read(Self.answer("sa").utf8, depthLimit: 16)) != nil)
    }
    let text = CanonicalJSON.text(task.answerSchema(count: 1, assignment: assigned(1...1)))
    #expect(!text.contains("persona") && !text.contains("topic") && !text.contains("system"))
  }

  @Test("a longer conversation is no instruction")
  func instruction() throws {
    let row = try #require(try read(Self.answer("uaua"), assigned(2...2))).row
    let roles = task.roles(of: row)
    #expect(InstructionRow(roles) == nil && roles.conversation?.count == 4)
  }

  @Test("draws hang on seed, item and slot alone, and reach everything within their range")
  func draws() {
    var outline = Outline()
    outline.personas = ["a", "b", "c"]
    outline.systemPrompts = [WeightedText(text: "x", weight: 9), WeightedText(text: "y")]
    outline.turns = 2...5
    func drawn(_ outline: Outline, _ seed: UInt64, mayFallShort: Bool = false) -> [Assignment] {
      let settings = TaskSettings(
        strategy: "section", outline: outline, seed: seed, mayFallShort: mayFallShort)
      return (0..<400).compactMap {
        task.assignment(
          item: ItemKey(["i": .integer($0 % 7)]), slot: $0, mix: .none, settings)
      }
    }
    let all = drawn(outline, 1)
    #expect(all == drawn(outline, 1) && all != drawn(outline, 2))
    #expect(Set(all.map(\.turns.upperBound)) == [2, 3, 4, 5])
    #expect(all.allSatisfy { $0.turns.count == 1 && $0.mostTurns == 5 })
    #expect(Set(all.compactMap(\.persona)) == ["a", "b", "c"])
    let heavy = all.count { $0.systemPrompt == "x" }
    #expect((330...390).contains(heavy) && heavy < 400)
    // One more persona leaves the other draws alone.
    var wider = outline
    wider.personas.append("d")
    #expect(drawn(wider, 1).map(\.turns) == all.map(\.turns))
    #expect(drawn(wider, 1).map(\.systemPrompt) == all.map(\.systemPrompt))
    #expect(drawn(outline, 1, mayFallShort: true).allSatisfy { $0.turns.lowerBound == 2 })
  }

  @Test(
    "where a mix says how many questions there are, that many are asked for",
    arguments: [
      ("single", Set([1])), ("multi", Set([2, 3])), ("7", Set([7])), ("12", Set([12])),
      ("my own", Set([1, 2, 3])), ("07", Set([1, 2, 3])), ("21", Set([1, 2, 3])),
    ])
  func mixed(value: String, counts: Set<Int>) {
    var outline = Outline()
    outline.turns = 1...3
    let settings = TaskSettings(
      strategy: "section", outline: outline, mixedTurns: ["single", "multi", "7", value])
    let all = (0..<100).compactMap {
      task.assignment(
        item: ItemKey(["i": 1]), slot: $0, mix: Expansion(["turns": value]), settings)
    }
    #expect(Set(all.map(\.turns.upperBound)) == counts)
    // The same for all conversations of a chapter, so that they share no question.
    #expect(Set(all.map(\.mostTurns)) == [max(7, counts.max() ?? 0)])
  }
}
