/// An error that says what happened, where, and what to do next.
///
/// `code` is stable, of the form `room.kebab-case`; scripts may match it. The prose may get better.
public protocol ActionableError: Error, Sendable, CustomStringConvertible {
  /// A stable name such as `store.object-damaged`.
  var code: String { get }
  /// One sentence, without private values such as keys.
  var whatHappened: String { get }
  /// Where it happened: a file with line and column, an object's id, a field's path.
  var place: String? { get }
  /// What the user can do about it: one sentence.
  var nextStep: String { get }
}

extension ActionableError {
  public var place: String? { nil }

  public var description: String {
    [place.map { "\($0): " } ?? "", whatHappened, " ", nextStep, " [", code, "]"].joined()
  }
}
