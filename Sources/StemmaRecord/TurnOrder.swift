/// Whose turn it is in a conversation: a system's first if anywhere, then a user's and an assistant's in
/// turn, the assistant's last.
public enum TurnOrder {
  /// The first thing that is wrong.
  public enum Problem: Hashable, Sendable {
    /// There are no turns.
    case empty
    /// A role that conversations to train on do not have.
    case unknownRole(String)
    /// A system's turn that is not the first.
    case lateSystem
    /// The first turn beside the system's is no user's.
    case noQuestion
    /// One speaks twice in a row.
    case twice(String)
    /// The last turn is no assistant's.
    case noAnswer
    /// A turn of nothing but white space; how many stand before it.
    case emptyTurn(Int)

    /// As the end of a sentence.
    public var words: String {
      switch self {
      case .empty: "it has no turns"
      case .unknownRole(let role): "there is no role «\(role)»"
      case .lateSystem: "the system speaks after others"
      case .noQuestion: "it does not begin with the user"
      case .twice(let role): "«\(role)» speaks twice in a row"
      case .noAnswer: "it does not end with the assistant"
      case .emptyTurn(let place): "turn \(place + 1) is empty"
      }
    }
  }

  /// - Returns: nil where all is in order.
  public static func problem(of turns: [Message]) -> Problem? {
    guard !turns.isEmpty else { return .empty }
    var last: String?
    for (place, turn) in turns.enumerated() {
      if turn.content.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
        return .emptyTurn(place)
      }
      if turn.isSystem {
        guard place == 0 else { return .lateSystem }
        continue
      }
      guard turn.role == "user" || turn.role == "assistant" else { return .unknownRole(turn.role) }
      if last == nil, turn.role != "user" { return .noQuestion }
      if turn.role == last { return .twice(turn.role) }
      last = turn.role
    }
    return last == "assistant" ? nil : .noAnswer
  }
}
