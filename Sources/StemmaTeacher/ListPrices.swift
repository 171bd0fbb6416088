public import StemmaRecord

/// Prices from the providers' public lists: of models whose price hangs on nothing but tokens.
enum ListPrices {
  /// The day the lists were looked at.
  static let date = "2025-12-01"

  /// Dollars a million tokens, in and out, by the model's name.
  private static let table: [String: [String: (input: String, output: String)]] = [
    "anthropic": [
      "claude-3-haiku": ("0.25", "1.25"), "claude-3-5-haiku": ("0.8", "4"),
      "claude-3-5-sonnet": ("3", "15"), "claude-3-7-sonnet": ("3", "15"),
      "claude-haiku-4-5": ("1", "5"), "claude-opus-4": ("15", "75"),
      "claude-opus-4-1": ("15", "75"), "claude-opus-4-5": ("5", "25"),
    ],
    "gemini": [
      "gemini-2.0-flash": ("0.1", "0.4"), "gemini-2.5-flash": ("0.3", "2.5"),
      "gemini-2.5-flash-lite": ("0.1", "0.4"),
    ],
    "openai": [
      "gpt-4o": ("2.5", "10"), "gpt-4o-2024-05-13": ("5", "15"), "gpt-4o-mini": ("0.15", "0.6"),
      "gpt-4.1": ("2", "8"), "gpt-4.1-mini": ("0.4", "1.6"), "gpt-4.1-nano": ("0.1", "0.4"),
      "gpt-5": ("1.25", "10"), "gpt-5-mini": ("0.25", "2"), "gpt-5-nano": ("0.05", "0.4"),
      "o3": ("2", "8"), "o4-mini": ("1.1", "4.4"),
    ],
  ]

  /// - Parameter model: as the service knows it; the day of its making may stand behind the name.
  /// - Returns: nil for one that is not in the table.
  static func price(provider: String, model: String) -> TokenPrice? {
    guard let models = table[provider],
      let entry = models[model] ?? undated(model).flatMap({ models[$0] }),
      let input = Millionths(entry.input), let output = Millionths(entry.output)
    else { return nil }
    return TokenPrice(input: input, output: output)
  }

  /// The name without `-20250514` or `-2025-05-14`; nil where no day stands there.
  private static func undated(_ model: String) -> String? {
    for form in ["-dddddddd", "-dddd-dd-dd"] where model.utf8.count > form.utf8.count {
      let isDay = zip(model.utf8.suffix(form.utf8.count), form.utf8).allSatisfy { byte, wanted in
        wanted == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == wanted
      }
      if isDay { return String(model.dropLast(form.utf8.count)) }
    }
    return nil
  }
}

extension Teachers {
  /// What a choice's tokens cost.
  ///
  /// A list holds at the provider's own address and for plain requests only: what stands in `headers`
  /// and `extra_body` may change the price.
  ///
  /// - Returns: nil where that is not known.
  public static func price(_ choice: TeacherChoice) -> KnownPrice? {
    if let price = choice.price { return KnownPrice(price, .manifest) }
    if Provider.named(choice.provider)?.isLocal == true { return KnownPrice(.free, .local) }
    guard choice.baseURL == nil, choice.headers.isEmpty, choice.extraBody.members.isEmpty,
      let model = choice.model
    else { return nil }
    return ListPrices.price(provider: choice.provider, model: model).map { price in
      choice.isBatched
        ? KnownPrice(price.half, .halvedList(date: ListPrices.date))
        : KnownPrice(price, .list(date: ListPrices.date))
    }
  }
}
