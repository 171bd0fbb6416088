import StemmaRecord
import StemmaStore

extension SpendingForecast {
  /// Batches that were submitted and not collected.
  public struct OpenBatches: Hashable, Sendable {
    public let batches: Int
    public let questions: Int

    init(_ open: [Submission]) {
      batches = open.count
      questions = open.reduce(0) { $0 + $1.keys.count }
    }
  }
}
