/// Several errors that were found at once.
public protocol CompoundError: ActionableError {
  /// In order of position; not empty.
  var parts: [any ActionableError] { get }
}

extension CompoundError {
  public var whatHappened: String {
    guard let first = parts.first else { return "" }
    guard parts.count > 1 else { return first.whatHappened }
    return "\(parts.count) things are wrong; the first: \(first.whatHappened)"
  }

  public var place: String? { parts.first?.place }

  public var nextStep: String { parts.first?.nextStep ?? "" }

  /// One a line.
  public var description: String { parts.map(\.description).joined(separator: "\n") }
}
