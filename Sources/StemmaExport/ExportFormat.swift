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

  /// The suffix such a file usually has, without the dot.
  public var suffix: String { self == .alpaca ? "json" : "jsonl" }

  /// What stands before the first record, between two, and after the last.
  var frame: (opening: String, separator: String, closing: String) {
    self == .alpaca ? ("[\n", ",\n", "\n]\n") : ("", "\n", "\n")
  }

  /// - Parameter task: nil where the records were imported.
  /// - Throws: `ExportError.noConversation` where one is wanted and the row is none.
  func json(_ record: Record, task: (any TaskDefinition)?) throws -> JSONValue {
    switch self {
    case .jsonl:
      var row = record.row
      row["id"] = .string(record.id.text)
      return .object(row)
    case .chatml:
      let turns = try task?.conversation(record.row) ?? GivenRow(of: record).turns
      return [
        "messages": .array(
          turns.map { ["content": .string($0.content), "role": .string($0.role)] })
      ]
    case .alpaca:
      let row = try task?.instruction(record.row) ?? GivenRow(of: record).instruction
      return [
        "input": .string(row.input), "instruction": .string(row.instruction),
        "output": .string(row.output),
      ]
    }
  }
}
