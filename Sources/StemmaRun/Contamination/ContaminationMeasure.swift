import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaText

/// How much of a manifest's benchmarks its version holds.
struct ContaminationMeasure {
  private let index: BenchmarkIndex
  private let against: String

  /// - Returns: nil where there are no files.
  /// - Throws: `BenchmarkError`.
  init?(_ files: [BenchmarkFile]) throws {
    guard !files.isEmpty else { return nil }
    let rule = ContaminationRule()
    index = BenchmarkIndex(try files.flatMap { try $0.texts() }, rule: rule)
    guard !index.entries.isEmpty else { throw BenchmarkError.noTexts(files: files.map(\.name)) }
    let parts =
      files.map { ObjectID(of: .text, $0.bytes).hex } + ["\(rule.runWords)", "\(rule.nearness)"]
    against = ObjectID(of: .text, Array(parts.joined(separator: "\n").utf8)).hex
  }

  func share(of receipt: Receipt, _ store: Store, width: Int) throws -> ContaminationShare? {
    let search = ContaminationSearch(store, width: width, limit: 0)
    return try search.scans(of: [receipt], index).first.map {
      ContaminationShare($0, against: against)
    }
  }
}
