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

  /// How many of `quota` slots of a section or a seed each strategy gets: never fewer of a larger
  /// quota.
  ///
  /// - Parameter turn: the same for all quotas of a section or seed; where several strategies take
  ///   turns, it says which one begins.
  func shares(of quota: Int, strategy: String, turn: Int) -> [(strategy: String, slots: Int)]

  /// What a run begins with where the manifest names no inputs; nil for a task that needs some.
  func neutralSeed(domain: String?) -> (instruction: String, response: String)?

  /// About how many tokens a row takes in an answer, so that a prompt asks for no more rows than a
  /// limit on tokens leaves room for; nil where prompts are not to depend on that.
  var tokensPerRow: Int? { get }

  /// The row as turns of a conversation, for trainers that want those.
  func conversation(_ row: JSONObject) -> [Message]

  /// The row as instruction, input and output, for trainers that want those.
  func instruction(_ row: JSONObject) -> InstructionRow
}

extension TaskDefinition {
  public func neutralSeed(domain: String?) -> (instruction: String, response: String)? { nil }

  public var tokensPerRow: Int? { nil }
}

/// A row in the shape that instruction tuning calls Alpaca's.
public struct InstructionRow: Hashable, Sendable {
  public let instruction: String
  public let input: String
  public let output: String
}

/// All tasks.
public enum Tasks {
  public static let all: [any TaskDefinition] = [QuestionAnswering(), InstructionTask()]

  public static func named(_ name: String) -> (any TaskDefinition)? {
    all.first { $0.entry.name == name }
  }
}
