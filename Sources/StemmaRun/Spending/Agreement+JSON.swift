import StemmaRecord

extension SpendingForecast.Agreement {
  private static let whatever = "whatever"

  /// As a run says it of itself.
  var json: JSONValue {
    switch self {
    case .any: .string(Self.whatever)
    case .upTo(let most): .string(String(most.picodollars))
    }
  }

  /// - Returns: nil for anything else.
  init?(json: JSONValue?) {
    guard let text = json?.string else { return nil }
    if text == Self.whatever {
      self = .any
    } else if let picodollars = Int128(text) {
      self = .upTo(Money(picodollars: picodollars))
    } else {
      return nil
    }
  }
}
