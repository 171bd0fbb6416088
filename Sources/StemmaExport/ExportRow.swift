public import StemmaRecord
import StemmaStatistics
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
    if let task { return try wanted(task.conversation(record.row), of: task) }
    guard let turns = RowRoles(record.row).conversation else { throw noConversation }
    return turns
  }

  /// The row as one instruction with its answer.
  ///
  /// - Throws: `ExportError.unfit`, `.noConversation` or `.severalTurns`.
  func instruction() throws(ExportError) -> InstructionRow {
    if let task { return try wanted(task.instruction(record.row), of: task) }
    let roles = RowRoles(record.row)
    guard let row = InstructionRow(roles) else {
      throw roles.conversation == nil
        ? noConversation : .severalTurns(record.id.text, format: format)
    }
    return row
  }

  /// The row as a prompt with two answers.
  ///
  /// - Throws: `ExportError.unfit` or `.noPreference`.
  func preference() throws(ExportError) -> PreferenceRow {
    if let task { return try wanted(task.preference(record.row), of: task) }
    guard let row = PreferenceRow(given: record.row) else {
      throw .noPreference(record.id.text, fields: record.row.members.map(\.key))
    }
    return row
  }

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

  private func wanted<Row>(_ row: Row?, of task: any TaskDefinition) throws(ExportError) -> Row {
    guard let row else { throw .unfit(task: task.entry.name, format: format) }
    return row
  }
}
