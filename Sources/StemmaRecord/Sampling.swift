/// How a teacher is asked to draw its answer. A value that is nil was left unset: it is not sent.
public struct Sampling: Hashable, Sendable {
  public var seed: UInt64?
  /// 0...2.
  public var temperature: Millionths?
  /// Above 0, at most 1.
  public var topP: Millionths?
  /// The most tokens an answer may have.
  public var maxTokens: Int?

  public init(
    seed: UInt64? = nil, temperature: Millionths? = nil, topP: Millionths? = nil,
    maxTokens: Int? = nil
  ) {
    self.seed = seed
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
  }

  /// What goes into *what* and into a prompt's object; unset values are left out.
  public var json: JSONObject {
    var object = JSONObject()
    object["seed"] = seed.map { .string(String($0)) }
    object["temperature"] = temperature.map { .string($0.description) }
    object["top_p"] = topP.map { .string($0.description) }
    object["max_tokens"] = maxTokens.map { .integer($0) }
    return object
  }
}
