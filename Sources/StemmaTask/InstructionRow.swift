public import StemmaRecord

/// A row in the shape that instruction tuning calls Alpaca's.
public struct InstructionRow: Hashable, Sendable {
  public let instruction: String
  public let input: String
  public let output: String

  /// - Returns: nil where the row is no question with an answer, nor a conversation of one.
  public init?(_ roles: RowRoles) {
    guard roles.conversation != nil, roles.isOneQuestion, let question = roles.question,
      let answer = roles.answers.last
    else { return nil }
    instruction = question
    input = roles.input
    output = answer
  }
}

extension RowRoles {
  /// Whether one question stands in it, and one answer after that.
  var isOneQuestion: Bool {
    turns.filter { !$0.isSystem }.map(\.role) == ["user", "assistant"]
  }

  /// The row as turns of a conversation; nil where it is none.
  public var conversation: [Message]? {
    kind != .preference && brokenTurn == nil && question != nil && !answers.isEmpty ? turns : nil
  }
}
