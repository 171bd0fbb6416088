import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import Synchronization

/// Statistics of versions for a command, with a line of progress while they are made.
struct Summaries {
  private let summarizer: Summarizer
  private let progress: SharedProgress

  /// - Parameter isForScripts: whether standard error is for errors alone.
  init(_ store: Store, isForScripts: Bool) {
    let progress = SharedProgress(isForScripts: isForScripts)
    self.progress = progress
    summarizer = Summarizer(
      store, width: World.processors(), drawKey: World.drawnKey
    ) { progress.show($0) }
  }

  /// With what was found of benchmarks' texts, and what its answers took.
  func summary(of report: RunReport) throws -> VersionSummary {
    var summary = try summary(of: report.receipt)
    summary.contamination = report.contamination
    summary.spending = report.spending
    return summary
  }

  /// With what is known of when the version was made.
  func summary(of version: VersionDetails) throws -> VersionSummary {
    version.complete(try summary(of: version.receipt))
  }

  func summary(of receipt: Receipt) throws -> VersionSummary {
    defer { progress.clear() }
    return try summarizer.summary(of: receipt)
  }
}

/// A line of progress that several threads write.
private final class SharedProgress: Sendable {
  private let line: Mutex<ProgressLine>

  init(isForScripts: Bool) {
    line = Mutex(ProgressLine(quiet: isForScripts))
  }

  func show(_ progress: SummaryProgress) {
    line.withLock {
      $0.show(
        "statistics: \(progress.records) of \(progress.total) records read", isLast: false)
    }
  }

  func clear() { line.withLock { $0.clear() } }
}
