public import StemmaRecord

// What trainers want of rows whose fields say by their names what they are for.

extension RowRoles {
  /// Whether one question stands in it, and one answer after that.
  var isOneQuestion: Bool {
    turns.map(\.role).filter { $0 != "system" && $0 != "developer" } == ["user", "assistant"]
  }

  /// The row as turns of a conversation; nil where it is none.
  public var conversation: [Message]? {
    kind != .preference && brokenTurn == nil && question != nil && !answers.isEmpty ? turns : nil
  }
}

extension InstructionRow {
  /// - Returns: nil where the row is no question with an answer, nor a conversation of one.
  public init?(_ roles: RowRoles) {
    guard roles.conversation != nil, roles.isOneQuestion, let question = roles.question,
      let answer = roles.answers.last
    else { return nil }
    self.init(instruction: question, input: roles.input, output: answer)
  }
}

extension PreferenceRow {
  /// A row with a prompt and two answers, each a text or a list of messages.
  ///
  /// - Returns: nil where the row has not all three.
  public init?(given row: JSONObject) {
    guard let prompt = RowRoles.messages(row["prompt"], by: "user"),
      let chosen = RowRoles.messages(row["chosen"], by: "assistant"),
      let rejected = RowRoles.messages(row["rejected"], by: "assistant")
    else { return nil }
    self.init(prompt: prompt, chosen: chosen, rejected: rejected)
  }
}

extension Subject {
  /// Of a row, one with some of its columns only.
  func keeping(_ columns: [String]) -> Subject { row.map { .row($0.keeping(columns)) } ?? self }
}
