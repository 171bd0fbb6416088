import StemmaRecord
import StemmaTask

/// A row that was imported, read as the conversation its fields make it.
struct GivenRow {
  private static let asking = ["instruction", "prompt", "question", "input"]
  private static let answering = ["response", "output", "answer", "completion"]

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
      self.init(messages: messages)
      return
    }
    func text(_ names: [String]) -> (name: String, text: String)? {
      for name in names { if let text = row[name]?.string { return (name, text) } }
      return nil
    }
    guard let question = text(Self.asking), let answer = text(Self.answering) else { return nil }
    let input = question.name == "input" ? "" : row["input"]?.string ?? ""
    let system = row["system"]?.string.map { [Message(role: "system", content: $0)] } ?? []
    let asked = input.isEmpty ? question.text : "\(question.text)\n\n\(input)"
    self.init(
      turns: system + [
        Message(role: "user", content: asked), Message(role: "assistant", content: answer.text),
      ],
      instruction: InstructionRow(
        instruction: question.text, input: input, output: answer.text))
  }

  private init?(messages: [JSONValue]) {
    var turns: [Message] = []
    for message in messages {
      guard let role = message["role"]?.string, let content = message["content"]?.string
      else { return nil }
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
