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
  /// What an answer calls the list of its rows.
  var list: String { get }
  /// How many rows an answer has at least: none where a teacher may find nothing to write.
  var leastRows: Int { get }
  /// The template in use where a manifest names none, in a template file's form.
  var template: JSONValue { get }

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
  /// JSON Schema of the answer that is wanted to a prompt for `count` rows.
  ///
  /// - Parameter lengths: limits of the fields' texts, beyond those of the row's schema.
  public func answerSchema(count: Int, lengths: [String: TextLengths] = [:]) -> JSONValue {
    var rows: JSONObject = [
      "items": rowSchema(lengths), "maxItems": .integer(count), "type": "array",
    ]
    if leastRows > 0 { rows["minItems"] = .integer(leastRows) }
    return [
      "additionalProperties": false, "properties": .object([list: .object(rows)]),
      "required": [.string(list)], "type": "object",
    ]
  }

  private func rowSchema(_ lengths: [String: TextLengths]) -> JSONValue {
    guard var schema = rowSchema.object, var fields = schema["properties"]?.object else {
      return rowSchema
    }
    for (name, value) in fields.members {
      guard let limits = lengths[name], var field = value.object else { continue }
      if let least = limits.least {
        field["minLength"] = .integer(max(least, field["minLength"]?.integer ?? 0))
      }
      if let most = limits.most {
        field["maxLength"] = .integer(min(most, field["maxLength"]?.integer ?? .max))
      }
      fields[name] = .object(field)
    }
    schema["properties"] = .object(fields)
    return .object(schema)
  }

  public var leastRows: Int { 0 }

  public func neutralSeed(domain: String?) -> (instruction: String, response: String)? { nil }

  public var tokensPerRow: Int? { nil }
}

/// How long a text may be, in Unicode scalars; nil without a limit.
public struct TextLengths: Hashable, Sendable {
  public var least: Int?
  public var most: Int?

  public init(least: Int? = nil, most: Int? = nil) {
    self.least = least
    self.most = most
  }
}

/// A row in the shape that instruction tuning calls Alpaca's.
public struct InstructionRow: Hashable, Sendable {
  public let instruction: String
  public let input: String
  public let output: String

  public init(instruction: String, input: String, output: String) {
    self.instruction = instruction
    self.input = input
    self.output = output
  }
}

/// All tasks.
public enum Tasks {
  public static let all: [any TaskDefinition] = [QuestionAnswering(), InstructionTask()]

  public static func named(_ name: String) -> (any TaskDefinition)? {
    all.first { $0.entry.name == name }
  }
}
