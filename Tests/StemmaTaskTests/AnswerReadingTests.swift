import StemmaRecord
import StemmaTask
import StemmaTesting
import Testing

@Suite("Reading answers")
struct AnswerReadingTests {
  private static let row = #"{"question":"Why?","answer":"So."}"#
  private static let other = #"{"question":"How?","answer":"Thus."}"#
  private static let list = #"{"pairs":[\#(row),\#(other)]}"#

  private func read(_ answer: String) -> AnswerReading { QuestionAnswering().read(answer) }

  private func rows(_ answer: String) -> [String]? {
    guard case .rows(let rows) = read(answer) else { return nil }
    return rows.map { $0["question"]?.string ?? "" }
  }

  @Test(
    "what can be meant in one way only is read",
    arguments: [
      list, "  \(list)\n", "\u{FEFF}\(list)", "```json\n\(list)\n```", "```\n\(list)\n```",
      "Here are the pairs:\n\n\(list)\n\nDo ask [again]!", "[\(row), \(other)]",
      "\(row)\n\(other)\n",
      "```jsonl\n\(row)\n\(other)\n```", "{\"data\": [\(row), \(other)]}",
      "{\"result\": {\"pairs\": [\(row), \(other)]}}",
      "{\"note\": 1, \"pairs\": [\(row), \(other)]}",
      "{\"pairs\": [\(row), \(other),],}", "<think>First { or [\(row)]?</think>\n\(list)",
      "Let me see.</think>\(list)", "<thinking>\n</thinking>```json\n\(list)```",
      "A set {x | x > 0}, as in [1]: \(list)", "Schema: {\"type\": \"object\"}\n\(list)",
    ])
  func read(answer: String) {
    #expect(rows(answer) == ["Why?", "How?"], "\(answer)")
  }

  @Test("a single row is a list of one", arguments: [row, "{\"pairs\": \(row)}", "So: \(row)."])
  func single(answer: String) {
    #expect(rows(answer) == ["Why?"])
  }

  @Test(
    "what is broken, or may be meant in two ways, is not read",
    arguments: [
      "", "I do not know.", "null", "3", "[]", "{}", "[1]", "{\"pairs\":[1]}", "{\"pairs\":3}",
      "{\"pairs\":[\(row)", "{\"pairs\":[\(row)]", "```json\n{\"pairs\":[\(row),\n```",
      "\(list)\n\(list)", "\(list) or \(row)", "{\"pairs\":[\(row)],\"pairs\":[]}",
      "[\(row), 1]", "<think>\(list)", "{'pairs': []} \(list.dropLast())",
      "{\"pairs\":[{\"question\":\"a\" \"answer\":\"b\"},\(row)]}",
      "{\"pairs\":[{\"question\":\"a\",\"question\":\"b\"},\(row)]} \(row)",
      "{\"pairs\":[\(row),,\(other)]}",
      "{\"pairs\":[{\"question\":\"two\nlines\",\"answer\":\"b\"}]}",
    ])
  func unparsable(answer: String) {
    guard case .unparsable(let reason) = read(answer) else {
      Issue.record("\(answer) was read as \(read(answer))")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test("an answer is bounded in length, depth and rows")
  func bounds() {
    let long = String(repeating: " ", count: 1 << 20)
    #expect(read(long + Self.list) == .unparsable("it is too long"))
    let deep = String(repeating: "[", count: 500_000)
    #expect(read(deep) != read(Self.list))
    let many = "{\"pairs\":[" + String(repeating: Self.row + ",", count: 4_000) + "]}"
    #expect(rows(many)?.count == 1_000)
  }

  @Test("a row of the instruction task is told by its own fields")
  func otherTask() {
    let text = #"{"instruction":"Do.","response":"Done."}"#
    guard case .rows(let rows) = InstructionTask().read("```json\n[\(text)]\n```") else {
      Issue.record("it was not read")
      return
    }
    #expect(rows.count == 1)
    guard case .unparsable = InstructionTask().read(Self.row) else {
      Issue.record("a row of another task was read")
      return
    }
  }

  @Test("limits of lengths go along in the schema, and never loosen the task's own")
  func lengths() throws {
    let schema = QuestionAnswering().answerSchema(
      count: 3,
      lengths: ["question": TextLengths(least: 0, most: 9), "note": TextLengths(most: 1)])
    let fields = schema["properties"]?["pairs"]?["items"]?["properties"]
    #expect(fields?["question"] == ["maxLength": 9, "minLength": 1, "type": "string"])
    #expect(fields?["answer"] == ["minLength": 1, "type": "string"])
    #expect(fields?["note"] == nil)
    let ready = try JSONSchema(schema)
    #expect(ready.violation(of: ["pairs": [["question": "Why?", "answer": "So."]]]) == nil)
  }

  @Test("ten thousand changed answers: rows or a reason, the same twice, and no crash")
  func mutations() {
    var dice = Dice(5)
    let sources = [
      Self.list, "Here:\n```json\n\(Self.list)\n```\nDone.",
      "<think>[{</think>\(Self.row)\n\(Self.other)",
    ].map { Array($0.utf8) }
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "```", "\n", "<think>", "</think>", "null", "1e999",
      "\u{FEFF}", "\\ud800", "\"pairs\"", "{\"answer\":1}", String(repeating: "[", count: 40),
    ].map { Array($0.utf8) }
    var readable = 0
    for number in 0..<10_000 {
      var bytes = sources[number % sources.count]
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let place = Int.random(in: 0...bytes.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0:
          let end = min(bytes.count, place + Int.random(in: 1...9, using: &dice))
          bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: pieces.randomElement(using: &dice) ?? [], at: place)
        default: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &dice) }
        }
      }
      let answer = String(decoding: bytes, as: UTF8.self)
      let reading = read(answer)
      #expect(reading == read(answer), "seed 5, number \(number)")
      if case .rows = reading { readable += 1 }
    }
    #expect((100..<9_900).contains(readable))
  }
}
