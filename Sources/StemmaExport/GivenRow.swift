import StemmaRecord
import StemmaStatistics
import StemmaTask

/// A row that was imported, read as the conversation its fields make it.
struct GivenRow {
  let turns: [Message]
  let instruction: InstructionRow

  /// - Throws: `ExportError.noConversation` where the row has no fields that are known.
  init(of record: Record) throws(ExportError) {
    guard let row = GivenRow(record.row) else {
      throw .noConversation(record.id.text, fields: record.row.members.map(\.key))
    }
    self = row
  }

  /// - Returns: nil where the row has no fields that are known.
  init?(_ row: JSONObject) {
    let roles = RowRoles(row)
    guard roles.kind != .preference, roles.brokenTurn == nil, let question = roles.question,
      let answer = roles.answers.last
    else { return nil }
    turns = roles.turns
    instruction = InstructionRow(instruction: question, input: roles.input, output: answer)
  }
}

extension PreferenceRow {
  /// A row that was imported, with a prompt and two answers, each a text or a list of messages.
  ///
  /// - Returns: nil where the row has not all three.
  init?(given row: JSONObject) {
    guard let prompt = RowRoles.messages(row["prompt"], by: "user"),
      let chosen = RowRoles.messages(row["chosen"], by: "assistant"),
      let rejected = RowRoles.messages(row["rejected"], by: "assistant")
    else { return nil }
    self.init(prompt: prompt, chosen: chosen, rejected: rejected)
  }
}
