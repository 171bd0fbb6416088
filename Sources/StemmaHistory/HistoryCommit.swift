/// When a commit was made, in whole seconds since 1970-01-01T00:00:00Z; written as UTC.
public struct HistoryMoment: Hashable, Comparable, Sendable {
  /// Never negative.
  public let secondsSinceEpoch: Int64

  /// - Parameter secondsSinceEpoch: what lies before 1970 counts as 1970, since git has no earlier.
  public init(secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = max(0, secondsSinceEpoch)
  }

  public static func < (left: HistoryMoment, right: HistoryMoment) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}

/// One commit: a version of a dataset, or an event. Its files are asked for separately.
public struct HistoryCommit: Hashable, Sendable {
  public let id: CommitID
  /// The commit before this one on the same branch; nil for the first.
  public let parent: CommitID?
  public let message: String
  public let moment: HistoryMoment
}

/// A branch as far as it can be read.
public struct HistoryWalk: Sendable {
  /// From the head towards the first commit.
  public let newestFirst: [HistoryCommit]
  /// What stopped the walk before the first commit was reached; nil when all could be read.
  public let stoppedBy: HistoryError?
}
