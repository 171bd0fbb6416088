public import StemmaRecord

/// Why a version could not be exported.
public enum ExportError: ActionableError, Hashable {
  /// The version's task is none of this version of stemma.
  case unknownTask(String)
  /// A side was asked for of a version that has none.
  case noSplit(String)
  /// The version's split has no such side.
  case noSide(Side, String, there: [Side])
  /// An imported row has no fields that make a conversation; the argument is the record's id.
  case noConversation(String, fields: [String])
  /// An imported row has no prompt with two answers; the argument is the record's id.
  case noPreference(String, fields: [String])
  /// Rows of a task are none that the format has a place for.
  case unfit(task: String, format: String)
  /// An imported conversation is more than one question with its answer; the argument is the record's id.
  case severalTurns(String, format: String)
  /// A conversation is none that the format's readers take; the argument is the record's id.
  case badTurns(String, format: String, problem: String)
  /// Metadata was asked for, and the row has a field of that name; the argument is the record's id.
  case metadataTaken(String)
  /// The rows have so many fields altogether that they are no table.
  case tooManyColumns(limit: Int)
  /// There are no rows, or none has a field, so that a table would have no columns.
  case noColumns

  public var code: String {
    switch self {
    case .unknownTask: "export.unknown-task"
    case .noSplit: "export.no-split"
    case .noSide: "export.no-side"
    case .noConversation: "export.no-conversation"
    case .noPreference: "export.no-preference"
    case .unfit: "export.unfit"
    case .severalTurns: "export.several-turns"
    case .badTurns: "export.bad-turns"
    case .metadataTaken: "export.metadata-taken"
    case .tooManyColumns: "export.too-many-columns"
    case .noColumns: "export.no-columns"
    }
  }

  public var whatHappened: String {
    switch self {
    case .unknownTask(let name): "The task «\(name)» is unknown to this version of stemma."
    case .noSplit(let version): "\(version) has no split, and so no sides."
    case .noSide(let side, let version, _):
      "The split of \(version) has no side `\(side.rawValue)`."
    case .noConversation(let id, let fields):
      "The row of «\(id)» is no conversation; its fields are \(fields.joined(separator: ", "))."
    case .noPreference(let id, let fields):
      "The row of «\(id)» is no prompt with two answers; its fields are "
        + "\(fields.joined(separator: ", "))."
    case .unfit(let task, let format):
      "The format \(format) has no place for what the task `\(task)` makes."
    case .severalTurns(let id, let format):
      "The conversation of «\(id)» is not one question with its answer, and \(format) has no place for more."
    case .badTurns(let id, let format, let problem):
      "The conversation of «\(id)» is none for \(format): \(problem)."
    case .metadataTaken(let id): "The row of «\(id)» has a field `metadata` of its own."
    case .tooManyColumns(let limit): "The rows have more than \(limit) fields altogether."
    case .noColumns: "There is no row with a field, and so a table would have no columns."
    }
  }

  public var nextStep: String {
    switch self {
    case .unknownTask: "Use the version of stemma that made it."
    case .noSplit: "Leave --side out, or run the manifest with `split: {validation: 0.1}`."
    case .noSide(_, _, let there):
      "Its sides: \(there.map { "`\($0.rawValue)`" }.joined(separator: ", ")). Or run the manifest with the "
        + "share that `split` lacks."
    case .noConversation:
      "Export it as jsonl, or import rows with `messages` or `conversations`, with one of "
        + "instruction, prompt, question, input and one of response, output, answer, completion, or with "
        + "document and summary, or text and label."
    case .noPreference:
      "Export it as jsonl, or import rows with `prompt`, `chosen` and `rejected`, each a text or a list "
        + "of messages."
    case .unfit(let task, _):
      switch task {
      case "preference": "Export it as dpo, or as jsonl, csv or parquet, which take every row."
      case "chat":
        "Export it as chatml, messages or sharegpt, which take all of its turns; `turns: 1` makes rows that "
          + "are one question with its answer."
      default:
        "Export it as jsonl, csv or parquet, which take every row, or where it is a question with an "
          + "answer as chatml or alpaca; dpo takes what the task `preference` makes."
      }
    case .severalTurns:
      "Export it as chatml, messages or sharegpt, which take all of its turns, or leave such records out by "
        + "a review."
    case .badTurns:
      "Export it as chatml, which takes any turns, or leave such records out by a review."
    case .metadataTaken: "Leave --with out: jsonl, csv and parquet write the field as it is."
    case .tooManyColumns, .noColumns: "Export it as jsonl, which takes every row."
    }
  }
}
