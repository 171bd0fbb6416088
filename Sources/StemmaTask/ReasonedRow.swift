import StemmaRecord

/// A row read as a conversation, for its assistant's turns to be given reasoning.
struct ReasonedRow {
  /// What holds the reasoning: a member of a turn, or the column beside an answer.
  static let member = "reasoning"

  private let columns: JSONObject
  private let roles: RowRoles
  /// The column with the turns; nil where the row is a question with its answer.
  private let list: String?
  /// The assistant's turns among all, or of a pair its answer alone.
  let places: [Int]

  init(_ columns: JSONObject) {
    self.columns = columns
    let roles = RowRoles(columns)
    self.roles = roles
    list = ["messages", "conversations"].first { columns[$0]?.array != nil }
    switch roles.kind {
    case .conversation where roles.brokenTurn == nil:
      places = roles.turns.indices.filter { roles.turns[$0].role == "assistant" }
    case .pair: places = [0]
    default: places = []
    }
  }

  /// Why there is nothing to reason about, as the end of a sentence; nil where there is.
  var misfit: String? {
    if let turn = roles.brokenTurn { return "has no role or no content in turn \(turn + 1)" }
    guard !places.isEmpty else {
      return list == nil
        ? "is no question with its answer and has no `messages`" : "has no turn of the assistant's"
    }
    let isSaid = roles.answers.allSatisfy { answer in
      answer.unicodeScalars.contains { !$0.properties.isWhitespace }
    }
    guard isSaid else { return "has an empty answer" }
    let turns = list.flatMap { columns[$0]?.array }
    let isReasoned =
      turns.map { turns in places.contains { turns[$0][Self.member] != nil } }
      ?? (columns[Self.member] != nil)
    return isReasoned ? "has a `\(Self.member)` already" : nil
  }

  /// The row with the reasoning put in.
  ///
  /// - Parameter texts: one for each of `places`.
  /// - Returns: nil where they are not as many, or one says nothing.
  func reasoned(by texts: [String]) -> JSONObject? {
    let areSaid = texts.allSatisfy { text in
      text.unicodeScalars.contains { !$0.properties.isWhitespace }
    }
    guard !places.isEmpty, texts.count == places.count, areSaid else { return nil }
    var row = columns
    guard let list, var turns = columns[list]?.array else {
      row[Self.member] = .string(texts[0])
      return row
    }
    for (place, text) in zip(places, texts) {
      guard var turn = turns[place].object else { return nil }
      turn[Self.member] = .string(text)
      turns[place] = .object(turn)
    }
    row[list] = .array(turns)
    return row
  }

  /// Whether every answer of a row has its reasoning.
  static func isReasoned(_ row: JSONObject) -> Bool { roles(of: row) != nil }

  /// The row with the reasoning of each answer before it.
  ///
  /// - Returns: nil where an answer has none.
  static func roles(of row: JSONObject) -> RowRoles? {
    let reasoned = ReasonedRow(row)
    guard !reasoned.places.isEmpty else { return nil }
    let list = reasoned.list.flatMap { row[$0]?.array }
    var turns = reasoned.roles.turns
    for place in turns.indices where turns[place].role == "assistant" {
      let holder = list.map { $0[place] } ?? .object(row)
      guard let text = holder[member]?.string else { return nil }
      turns[place] = Message(role: "assistant", content: "\(text)\n\n\(turns[place].content)")
    }
    return reasoned.roles.saying(turns)
  }
}
