public import StemmaRecord

/// A kind of training example: its row, how a teacher is asked for it, and how answers are read.
///
/// Each task is one file and one line of `Tasks.all`.
public protocol TaskDefinition: Sendable {
  var entry: TaskEntry { get }
  /// Raised whenever the same answer would be read otherwise.
  var revision: Int { get }
  /// JSON Schema of one row.
  var rowSchema: JSONValue { get }
  /// The template in use where a manifest names none, in a template file's form.
  var template: JSONValue { get }

  /// JSON Schema of the answer that is wanted to a prompt for `count` rows.
  func answerSchema(count: Int) -> JSONValue

  /// What a prompt says about the strategy, in words.
  func instruction(for strategy: String) -> String

  /// Reads an answer into rows, however many were asked for.
  func read(_ answer: String) -> AnswerReading

  /// How many of `quota` slots of a section each strategy gets.
  func shares(of quota: Int, strategy: String) -> [(strategy: String, slots: Int)]

  /// The row as turns of a conversation, for trainers that want those.
  func conversation(_ row: JSONObject) -> [Message]

  /// The row as instruction, input and output, for trainers that want those.
  func instruction(_ row: JSONObject) -> InstructionRow
}

/// A row in the shape that instruction tuning calls Alpaca's.
public struct InstructionRow: Hashable, Sendable {
  public let instruction: String
  public let input: String
  public let output: String
}

/// What an answer held.
public enum AnswerReading: Hashable, Sendable {
  case rows([JSONObject])
  /// The answer is not of the wanted form; the argument says how.
  case unparsable(String)
}

/// All tasks.
public enum Tasks {
  public static let all: [any TaskDefinition] = [QuestionAnswering()]

  public static func named(_ name: String) -> (any TaskDefinition)? {
    all.first { $0.entry.name == name }
  }
}
