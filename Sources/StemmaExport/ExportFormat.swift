import StemmaRecord
import StemmaTask

/// A file format that trainers read.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// JSON Lines: the row's fields and the record's id.
  case jsonl
  /// JSON Lines: `messages` with role and content.
  case chatml
  /// One JSON array of `instruction`, `input` and `output`.
  case alpaca
  /// JSON Lines: `prompt`, `chosen` and `rejected`, each a list of messages.
  case dpo

  /// The suffix such a file usually has, without the dot.
  public var suffix: String { self == .alpaca ? "json" : "jsonl" }

  /// What stands before the first record, between two, and after the last.
  var frame: (opening: String, separator: String, closing: String) {
    self == .alpaca ? ("[\n", ",\n", "\n]\n") : ("", "\n", "\n")
  }

  /// - Parameter task: nil where the records were imported.
  /// - Throws: `ExportError` where the row cannot be had in this format.
  func json(_ record: Record, task: (any TaskDefinition)?) throws -> JSONValue {
    switch self {
    case .jsonl:
      var row = record.row
      row["id"] = .string(record.id.text)
      return .object(row)
    case .chatml:
      return ["messages": Self.messages(try turns(of: record, task))]
    case .alpaca:
      let row = try instruction(of: record, task)
      return [
        "input": .string(row.input), "instruction": .string(row.instruction),
        "output": .string(row.output),
      ]
    case .dpo:
      let row = try preference(of: record, task)
      return [
        "chosen": Self.messages(row.chosen), "prompt": Self.messages(row.prompt),
        "rejected": Self.messages(row.rejected),
      ]
    }
  }

  private static func messages(_ turns: [Message]) -> JSONValue {
    .array(turns.map { ["content": .string($0.content), "role": .string($0.role)] })
  }

  private func turns(of record: Record, _ task: (any TaskDefinition)?) throws -> [Message] {
    guard let task else { return try GivenRow(of: record).turns }
    return try wanted(task.conversation(record.row), of: task)
  }

  private func instruction(
    of record: Record, _ task: (any TaskDefinition)?
  ) throws -> InstructionRow {
    guard let task else { return try GivenRow(of: record).instruction }
    return try wanted(task.instruction(record.row), of: task)
  }

  private func preference(
    of record: Record, _ task: (any TaskDefinition)?
  ) throws -> PreferenceRow {
    if let task { return try wanted(task.preference(record.row), of: task) }
    guard let row = PreferenceRow(given: record.row) else {
      throw ExportError.noPreference(record.id.text, fields: record.row.members.map(\.key))
    }
    return row
  }

  private func wanted<Row>(_ row: Row?, of task: any TaskDefinition) throws(ExportError) -> Row {
    guard let row else { throw .unfit(task: task.entry.name, format: rawValue) }
    return row
  }
}
