/// What a service takes for its tokens, in dollars a million of them.
public struct TokenPrice: Hashable, Sendable {
  /// Of prompts; 0...1,000,000.
  public let input: Millionths
  /// Of answers, thinking included; 0...1,000,000.
  public let output: Millionths

  public init(input: Millionths, output: Millionths) {
    self.input = input
    self.output = output
  }

  public static let free = TokenPrice(input: Millionths(count: 0), output: Millionths(count: 0))

  public var isFree: Bool { self == .free }

  /// Half of it, rounded up.
  public var half: TokenPrice {
    TokenPrice(
      input: Millionths(count: (input.count + 1) / 2),
      output: Millionths(count: (output.count + 1) / 2))
  }

  /// Millionths of a dollar a million tokens are picodollars a token.
  public func cost(_ usage: TokenUsage) -> Money {
    Money(picodollars: Int128(input.count)) * usage.prompt
      + Money(picodollars: Int128(output.count)) * usage.completion
  }

  /// As a manifest has it.
  public var json: JSONValue {
    ["input": .string(input.description), "output": .string(output.description)]
  }

  /// - Returns: nil where it is none.
  public init?(json: JSONValue) {
    guard let input = json["input"]?.string.flatMap(Millionths.init(_:)),
      let output = json["output"]?.string.flatMap(Millionths.init(_:))
    else { return nil }
    self.init(input: input, output: output)
  }
}

/// A price, and how it is known.
public struct KnownPrice: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// The manifest says it.
    case manifest
    /// The provider's public list, as it was on a day: `2025-12-01`.
    case list(date: String)
    /// Half of what stands there, as for batches.
    case halvedList(date: String)
    /// The model runs on a machine of one's own.
    case local
  }

  public let price: TokenPrice
  public let source: Source

  public init(_ price: TokenPrice, _ source: Source) {
    self.price = price
    self.source = source
  }
}
