/// Several errors that were found at once.
public protocol CompoundError: ActionableError {
  /// In order of position; not empty.
  var parts: [any ActionableError] { get }
}

extension CompoundError {
  /// The first hundred problems, and where there are more, one that says how many follow.
  ///
  /// - Parameters:
  ///   - problems: not empty.
  ///   - more: makes that one, of the first that follows and their number.
  public static func told<Problem>(
    _ problems: [Problem], more: (_ next: Problem, _ count: Int) -> Problem
  ) -> [Problem] {
    precondition(!problems.isEmpty, "an error without a problem says nothing")
    let rest = problems.dropFirst(100)
    return problems.prefix(100) + rest.prefix(1).map { more($0, rest.count) }
  }

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
