public import StemmaRecord
import StemmaText

/// What conversations are like, while they are read: shards are merged in whatever order.
public struct ConversationSketch: Sendable {
  /// More different system prompts than this are not told apart.
  public static let systemLimit = 10_000

  public private(set) var conversations = 0
  /// Those with more than one answer.
  public private(set) var multiTurn = 0
  public private(set) var queries = 0
  public private(set) var answers = 0
  /// Estimated, as all tokens are here.
  public private(set) var queryTokens = 0
  public private(set) var answerTokens = 0
  public private(set) var tokens = 0
  /// Conversations with a system prompt.
  public private(set) var withSystem = 0
  private var systems: Set<UInt64> = []

  public init() {}

  /// How many different system prompts there are, `systemLimit` at most.
  public var systemPrompts: Int { min(systems.count, Self.systemLimit) }

  public mutating func add(_ turns: [Message]) {
    conversations += 1
    var heard = 0
    for turn in turns {
      let size = TokenEstimate.tokens(of: turn.content)
      tokens += size
      switch turn.role {
      case "user":
        queries += 1
        queryTokens += size
      case "assistant":
        heard += 1
        answers += 1
        answerTokens += size
      case _ where turn.isSystem:
        withSystem += 1
        if systems.count < Self.systemLimit {
          systems.insert(HashedWords.hash(ofBytes: turn.content))
        }
      default: break
      }
    }
    if heard > 1 { multiTurn += 1 }
  }

  public mutating func merge(_ other: ConversationSketch) {
    conversations += other.conversations
    multiTurn += other.multiTurn
    queries += other.queries
    answers += other.answers
    queryTokens += other.queryTokens
    answerTokens += other.answerTokens
    tokens += other.tokens
    withSystem += other.withSystem
    systems.formUnion(other.systems)
  }
}

/// How many tokens a text has, about.
public enum TokenEstimate {
  /// A token of a text is about so many bytes.
  static let bytesPerToken = 4

  /// Rounded up.
  public static func tokens(of text: String) -> Int {
    (text.utf8.count + bytesPerToken - 1) / bytesPerToken
  }
}
