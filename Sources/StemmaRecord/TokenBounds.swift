/// The most tokens that one answered request can be charged for.
public struct TokenBounds: Hashable, Sendable {
  public let prompt: Int
  /// Nil where the request sets the answer no limit.
  public let completion: Int?

  public init(prompt: Int, completion: Int?) {
    self.prompt = prompt
    self.completion = completion
  }

  /// What that costs; an answer without a limit is left out.
  public func cost(at price: TokenPrice) -> Money {
    price.cost(TokenUsage(prompt: prompt, completion: completion ?? 0))
  }
}

extension TeacherRequest {
  /// The dialect of requests about how probable texts are.
  public static let completions = "completions"

  /// What a service may put around each message, such as the mark of who speaks.
  private static let messageTokens = 16
  /// What a service may put before all of them, such as how to keep to a schema.
  private static let requestTokens = 512

  /// A token of text is at least one byte of it, and the body holds all texts.
  public var bounds: TokenBounds {
    let messages = (body["messages"] ?? body["contents"] ?? body["prompt"])?.array?.count ?? 1
    return TokenBounds(
      prompt: bytes.count + (messages + 1) * Self.messageTokens
        + Self.requestTokens,
      completion: answerLimit)
  }

  /// The most tokens the request lets its answers have, all choices together; nil where it sets no
  /// limit.
  public var answerLimit: Int? {
    let settings: JSONObject?
    let names: [String]
    switch dialect {
    case "gemini": (settings, names) = (body["generationConfig"]?.object, ["maxOutputTokens"])
    case "ollama": (settings, names) = (body["options"]?.object, ["num_predict"])
    case "anthropic": (settings, names) = (body, ["max_tokens"])
    default: (settings, names) = (body, ["max_tokens", "max_completion_tokens"])
    }
    guard let settings else { return nil }
    var most: Int?
    for limit in names.compactMap({ settings[$0] }) where limit != .null {
      // Below 0 stands for no limit.
      guard let limit = limit.integer, limit >= 0 else { return nil }
      most = max(most ?? 0, limit)
    }
    let choices = ["n", "best_of", "candidateCount"].compactMap { settings[$0]?.integer }.max()
    // Each of several prompts has an answer.
    let prompts = dialect == Self.completions ? body["prompt"]?.array?.count : nil
    return most.map { $0 * max(1, choices ?? 1) * max(1, prompts ?? 1) }
  }
}
