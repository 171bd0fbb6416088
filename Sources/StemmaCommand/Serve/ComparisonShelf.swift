import StemmaPage
import StemmaRecord
import StemmaStore
import Synchronization

/// What changed between versions, for pages; what was compared once is kept for a while.
final class ComparisonShelf: Sendable {
  private let store: Store
  private let state = Mutex<[(key: [String], report: ComparisonReport)]>([])
  private static let limit = 8
  private static let examples = 3

  init(_ store: Store) { self.store = store }

  /// Without statistics.
  func report(_ before: Version, _ after: Version) throws -> ComparisonReport {
    // The same receipt may stand under another name, with another manifest.
    let key = [before.name, before.commit, after.name, after.commit]
    if let known = state.withLock({ $0.first { $0.key == key }?.report }) { return known }
    let report = try ComparisonReport(
      names: (before.name, after.name), VersionDetails(before, in: store),
      VersionDetails(after, in: store), examples: Self.examples,
      held: max(Self.examples, ComparisonPage.exampleLimit), in: store)
    state.withLock { state in
      state.append((key, report))
      if state.count > Self.limit { state.removeFirst() }
    }
    return report
  }
}
