public import StemmaRecord
import StemmaTask

/// A record as formats see it: its fields by what they are for.
public struct ExportRow: Sendable {
  public let record: Record
  /// Nil where the records were imported.
  let task: (any TaskDefinition)?
  /// The format that asks, by its name.
  let format: String
  /// The record's place in the version, from 1.
  let place: Int
  /// What was asked for beside the row; nil where nothing was.
  var metadata: JSONObject?
  /// Where the format or the metadata need them, and there are any.
  var trace: JSONValue?
  var background: RecordBackground?
  var ground: (any ExportBackground)?

  init(_ record: Record, task: (any TaskDefinition)?, format: String, place: Int = 1) {
    self.record = record
    self.task = task
    self.format = format
    self.place = place
  }

  /// The row as turns of a conversation.
  ///
  /// - Throws: `ExportError.unfit` or `.noConversation`.
  func turns() throws(ExportError) -> [Message] {
    guard let turns = roles.conversation else { throw unfit(noConversation) }
    return turns
  }

  /// The row as one instruction with its answer.
  ///
  /// - Throws: `ExportError.unfit`, `.noConversation` or `.severalTurns`.
  func instruction() throws(ExportError) -> InstructionRow {
    let roles = roles
    guard let row = InstructionRow(roles) else {
      throw unfit(
        roles.conversation == nil
          ? noConversation : .severalTurns(record.id.text, format: format))
    }
    return row
  }

  /// The row as a prompt with two answers.
  ///
  /// - Throws: `ExportError.unfit` or `.noPreference`.
  func preference() throws(ExportError) -> PreferenceRow {
    guard let row = PreferenceRow(record.row) else {
      throw unfit(.noPreference(record.id.text, fields: record.row.members.map(\.key)))
    }
    return row
  }

  private var roles: RowRoles { task?.roles(of: record.row) ?? RowRoles(record.row) }

  private var noConversation: ExportError {
    .noConversation(record.id.text, fields: record.row.members.map(\.key))
  }

  /// All fields as they are, with the record's id.
  func fields() throws(ExportError) -> JSONObject {
    try withMetadata(RecordIDMember.add(record.id, to: record.row))
  }

  /// The fields of a format, with what was asked for besides.
  func withMetadata(_ fields: JSONObject) throws(ExportError) -> JSONObject {
    guard let metadata else { return fields }
    guard fields[MetadataField.member] == nil else { throw .metadataTaken(record.id.text) }
    var fields = fields
    fields[MetadataField.member] = .object(metadata)
    return fields
  }

  /// Of a task's row its form says it all; of an imported one, what is wrong with the row.
  private func unfit(_ error: ExportError) -> ExportError {
    task.map { .unfit(task: $0.entry.name, format: format) } ?? error
  }
}
