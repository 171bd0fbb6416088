import StemmaRecord
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
    guard let turns = roles.conversation, let instruction = InstructionRow(roles) else {
      return nil
    }
    self.turns = turns
    self.instruction = instruction
  }
}
