import StemmaRecord

/// The tokens of a prompt, each with what a server says of its probability.
struct ScoredTokens {
  /// What tells tokens apart: their numbers, or their texts.
  let ids: [String]
  private let values: [JSONValue]

  /// Whether a choice says anything of its prompt's tokens.
  static func areIn(_ choice: JSONValue) -> Bool {
    choice["prompt_logprobs"]?.array != nil || choice["logprobs"]?["token_logprobs"]?.array != nil
  }

  private init(_ tokens: [(id: String, value: JSONValue)]) throws(ScoringDialect.Unusable) {
    guard !tokens.isEmpty else { throw .tokensUnlike }
    ids = tokens.map(\.id)
    values = tokens.map(\.value)
  }

  init(_ choice: JSONValue, of text: String) throws(ScoringDialect.Unusable) {
    if let places = choice["prompt_logprobs"]?.array {
      try self.init(Self.tokens(vllm: places))
    } else {
      try self.init(Self.tokens(echoed: choice, text))
    }
  }

  /// A text that is given back whole has nothing after it.
  private static func tokens(
    echoed choice: JSONValue, _ text: String
  ) throws(ScoringDialect.Unusable) -> [(String, JSONValue)] {
    guard choice["text"]?.string?.hasSameBytes(as: text) == true else { throw .otherText }
    guard let tokens = choice["logprobs"]?["tokens"]?.array,
      let values = choice["logprobs"]?["token_logprobs"]?.array, tokens.count == values.count
    else { throw .tokensUnlike }
    var all: [(String, JSONValue)] = []
    for (token, value) in zip(tokens, values) {
      guard let id = token.string else { throw .tokensUnlike }
      all.append((id, value))
    }
    return all
  }

  /// Each place holds its token by number, and the likeliest one where that is another.
  private static func tokens(
    vllm places: [JSONValue]
  ) throws(ScoringDialect.Unusable) -> [(String, JSONValue)] {
    var all: [(String, JSONValue)] = []
    for (number, place) in places.enumerated() {
      if number == 0, place == .null {
        // Nothing is known of the first.
        all.append(("", .null))
        continue
      }
      var members = place.object?.members ?? []
      if members.count == 2 {
        members.removeAll { ($0.value["rank"]?.integer ?? 1) <= 1 }
      }
      guard members.count == 1, let value = members[0].value["logprob"] else {
        throw .tokensUnlike
      }
      all.append((members[0].key, value))
    }
    return all
  }

  /// Below this, vLLM stands in for what no number says.
  private static let least = -100_000.0
  /// A server's rounding may come out above 0 by so much.
  private static let slack = 0.001

  /// The sum of the log-probabilities from a place on, added up in order and rounded once, half to even.
  ///
  /// - Returns: nil where one is missing, or can be no log-probability.
  func millionths(from start: Int) -> Int? {
    var sum = 0.0
    for value in values[start...] {
      let number: Double
      switch value {
      case .integer(let whole): number = Double(whole)
      case .number(let other): number = other
      default: return nil
      }
      guard number.isFinite, (Self.least...Self.slack).contains(number) else { return nil }
      sum += min(number, 0)
    }
    return Int(exactly: (sum * 1_000_000).rounded(.toNearestOrEven))
  }
}
