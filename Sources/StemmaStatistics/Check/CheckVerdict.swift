public import StemmaRecord

/// Where a row stands: a line of a file, or a record of a version.
public struct CheckPlace: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// What a check found about one line of it.
public struct CheckVerdict: Hashable, Sendable {
  public enum Word: String, Sendable {
    case pass, fail
    /// There was nothing to look at.
    case skipped
  }

  public struct Example: Hashable, Sendable {
    /// Nil for what is true of all rows together.
    public let place: CheckPlace?
    public let what: String
  }

  public let line: CheckLine
  public let word: Word
  /// How many of how many are at fault.
  public let faults: Int
  public let total: Int
  /// In parts per million.
  public let limit: Int
  public let examples: [Example]
}
