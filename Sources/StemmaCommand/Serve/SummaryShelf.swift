import Dispatch
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import Synchronization

/// Statistics of versions for pages: those at hand at once, others made beside while a page says so.
final class SummaryShelf: Sendable {
  enum Found {
    case ready(VersionSummary)
    /// So many of so many records are read.
    case underWay(records: Int, of: Int)
    case failed(any Error)
  }

  private let store: Store
  private let state = Mutex<State>(State())
  private let queue = DispatchQueue(label: "statistics")
  /// So many are held; a summary of a large version takes a few megabytes.
  private static let limit = 64

  private struct State {
    var found: [ObjectID: Found] = [:]
    /// The latest last.
    var order: [ObjectID] = []
  }

  init(_ store: Store) { self.store = store }

  /// Only what is at hand.
  func kept(of receipt: Receipt) -> VersionSummary? {
    if case .ready(let summary) = state.withLock({ $0.found[receipt.id] }) { return summary }
    guard let summary = Summarizer(store, width: 1).kept(of: receipt) else { return nil }
    put(.ready(summary), receipt.id)
    return summary
  }

  /// Begins to make what is not at hand.
  func summary(of receipt: Receipt) -> Found {
    if let summary = kept(of: receipt) { return .ready(summary) }
    let begun = Found.underWay(records: 0, of: receipt.counts.kept)
    let known = state.withLock { state -> Found? in
      let known = state.found[receipt.id]
      // What failed is told once, and tried again when it is next wanted.
      if case .failed = known {
        state.found[receipt.id] = nil
      } else if known == nil {
        state.found[receipt.id] = begun
      }
      return known
    }
    if let known { return known }
    queue.async { [self] in
      let summarizer = Summarizer(
        store, width: World.processors(), drawKey: World.drawnKey
      ) { progress in
        self.put(.underWay(records: progress.records, of: progress.total), receipt.id)
      }
      do {
        put(.ready(try summarizer.summary(of: receipt)), receipt.id)
      } catch {
        put(.failed(error), receipt.id)
      }
    }
    return begun
  }

  private func put(_ found: Found, _ id: ObjectID) {
    state.withLock { state in
      if case .ready = state.found[id] { return }
      state.found[id] = found
      guard case .ready = found else { return }
      state.order.append(id)
      guard state.order.count > Self.limit else { return }
      state.found[state.order.removeFirst()] = nil
    }
  }
}
