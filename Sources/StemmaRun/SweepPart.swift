public import StemmaStatistics

/// What a run is told that is one of a sweep: it takes a version of the dataset that has its receipt
/// already, whatever was published since, and is held against the sweep's first run, so that neither
/// depends on what was there before.
public struct SweepPart: Sendable {
  /// The first run's statistics; nil for the first itself, and where that made nothing.
  public let first: VersionSummary?

  public init(first: VersionSummary?) {
    self.first = first
  }
}
