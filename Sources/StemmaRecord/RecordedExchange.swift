/// What a transcript keeps of one exchange: what decides a dataset, and nothing of the occasion.
public struct RecordedExchange: Hashable, Sendable {
  public enum Result: Hashable, Sendable {
    case answered(Answer)
    /// No answer can be had to this question. Replayed, but never served to another run.
    case failed(reason: String)
  }

  public let result: Result
  /// Nil where the service did not say.
  public let usage: TokenUsage?

  public init(_ result: Result, usage: TokenUsage? = nil) {
    self.result = result
    self.usage = usage
  }

  public var isAnswered: Bool { if case .answered = result { true } else { false } }

  public var json: JSONValue {
    var object = JSONObject()
    switch result {
    case .answered(let answer):
      object["finish"] = .string(answer.finishReason.rawValue)
      object["text"] = .string(answer.text)
    case .failed(let reason): object["failed"] = .string(reason)
    }
    object["tokens"] = usage.map {
      ["completion": .integer($0.completion), "prompt": .integer($0.prompt)]
    }
    return .object(object)
  }

  /// - Returns: nil where the entry is not an exchange's.
  public init?(json: JSONValue) {
    var usage: TokenUsage?
    if let tokens = json["tokens"] {
      guard let prompt = tokens["prompt"]?.integer, let completion = tokens["completion"]?.integer
      else { return nil }
      usage = TokenUsage(prompt: prompt, completion: completion)
    }
    if let reason = json["failed"]?.string {
      self.init(.failed(reason: reason), usage: usage)
      return
    }
    guard let text = json["text"]?.string,
      let finish = json["finish"]?.string.flatMap(Answer.FinishReason.init(rawValue:))
    else { return nil }
    self.init(.answered(Answer(text: text, finishReason: finish)), usage: usage)
  }
}

extension RecordedExchange {
  /// What of an exchange is to be recorded.
  ///
  /// - Returns: nil where the question can still be answered, later or after something was changed.
  public init?(_ exchange: Exchange) {
    switch exchange.result {
    case .answered(let answer): self.init(.answered(answer), usage: exchange.usage)
    case .failed(let reason): self.init(.failed(reason: reason), usage: exchange.usage)
    case .exhausted, .final: return nil
    }
  }
}
