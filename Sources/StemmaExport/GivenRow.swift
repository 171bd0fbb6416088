import StemmaRecord
import StemmaTask

/// A row that was imported, read as the conversation its fields make it.
struct GivenRow {
  private static let asking = ["instruction", "prompt", "question", "input"]
  private static let answering = ["response", "output", "answer", "completion"]
  /// What is asked about and what is answered, under other names; only both together.
  private static let pairs = [("document", "summary"), ("text", "label")]
  /// Who speaks, as ShareGPT calls them.
  private static let speakers = [
    "assistant": "assistant", "bot": "assistant", "chatgpt": "assistant", "gpt": "assistant",
    "human": "user", "system": "system", "user": "user",
  ]

  let turns: [Message]
  let instruction: InstructionRow

  private init(turns: [Message], instruction: InstructionRow) {
    self.turns = turns
    self.instruction = instruction
  }

  /// - Throws: `ExportError.noConversation` where the row has no fields that are known.
  init(of record: Record) throws(ExportError) {
    guard let row = GivenRow(record.row) else {
      throw .noConversation(record.id.text, fields: record.row.members.map(\.key))
    }
    self = row
  }

  /// - Returns: nil where the row has no fields that are known.
  init?(_ row: JSONObject) {
    if let messages = row["messages"]?.array {
      self.init(messages: messages.map { ($0["role"]?.string, $0["content"]?.string) })
      return
    }
    if let turns = row["conversations"]?.array {
      self.init(
        messages: turns.map { turn in
          (turn["from"]?.string.flatMap { Self.speakers[$0] }, turn["value"]?.string)
        })
      return
    }
    func text(_ names: [String]) -> (name: String, text: String)? {
      for name in names { if let text = row[name]?.string { return (name, text) } }
      return nil
    }
    let named = text(Self.asking).flatMap { asked in text(Self.answering).map { (asked, $0.text) } }
    let pair = Self.pairs.lazy.compactMap { asking, answering in
      row[asking]?.string.flatMap { asked in
        row[answering]?.string.map { ((name: asking, text: asked), $0) }
      }
    }.first
    guard let (question, answer) = named ?? pair else { return nil }
    let input = question.name == "input" ? "" : row["input"]?.string ?? ""
    let system = row["system"]?.string.map { [Message(role: "system", content: $0)] } ?? []
    let asked = input.isEmpty ? question.text : "\(question.text)\n\n\(input)"
    self.init(
      turns: system + [
        Message(role: "user", content: asked), Message(role: "assistant", content: answer),
      ],
      instruction: InstructionRow(instruction: question.text, input: input, output: answer))
  }

  private init?(messages: [(role: String?, content: String?)]) {
    var turns: [Message] = []
    for (role, content) in messages {
      guard let role, let content else { return nil }
      turns.append(Message(role: role, content: content))
    }
    guard let question = turns.first(where: { $0.role == "user" }),
      let answer = turns.last(where: { $0.role == "assistant" })
    else { return nil }
    self.init(
      turns: turns,
      instruction: InstructionRow(
        instruction: question.content, input: "", output: answer.content))
  }
}
