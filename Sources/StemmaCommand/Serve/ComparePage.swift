import StemmaPage
import StemmaRecord
import StemmaStatistics
import StemmaStore

/// Any two versions compared; without them, what can be chosen.
struct ComparePage {
  private let pages: StorePages
  private var store: Store { pages.store }
  /// So many versions can be chosen from: the newest of each dataset first.
  private static let choiceLimit = 400

  init(_ pages: StorePages) { self.pages = pages }

  func content(_ query: [String: String]) throws -> PageContent {
    let (before, after) = (query["before"] ?? "", query["after"] ?? "")
    let form = try self.form(before, after)
    guard !before.isEmpty, !after.isEmpty else {
      return PageContent(
        title: "Compare two versions", way: [.init("Datasets", "/")],
        blocks: [
          form,
          .note(
            "In the address any version can be named: /compare?before=coffee@1&after=coffee@head."),
        ],
        json: try Log.json(versions(), nil))
    }
    let versions = try (store.version(before), store.version(after))
    var report = try pages.comparisons.report(versions.0, versions.1)
    var blocks = [form]
    var refreshSeconds: Int?
    if let summaries = try summaries(report, &blocks, &refreshSeconds) {
      report.statistics = StatisticsReport(
        summaries: summaries, comparison: SummaryComparison(summaries.before, summaries.after),
        checks: ExpectationCheck.all(
          report.new.expectations, before: summaries.before, after: summaries.after))
    }
    let trees = try [versions.0, versions.1].map { try FamilyTree($0, in: store).graph }
    blocks.append(.comparison(report.page(lineage: LineagePicture(trees))))
    return PageContent(
      title: "\(report.names.before) → \(report.names.after)",
      way: VersionPage.way(versions.1.dataset, versions.1.name), blocks: blocks,
      json: report.json, refreshSeconds: refreshSeconds)
  }

  /// - Returns: nil, and says so, where they are still being made.
  private func summaries(
    _ report: ComparisonReport, _ blocks: inout [PageBlock], _ refreshSeconds: inout Int?
  ) throws -> (before: VersionSummary, after: VersionSummary)? {
    var ready: [VersionSummary] = []
    for version in [report.old, report.new] {
      switch pages.summaries.summary(of: version.receipt) {
      case .ready(let summary): ready.append(version.complete(summary))
      case .failed(let error): throw error
      case .underWay(let records, let total):
        blocks.append(
          .note("Statistics are being made: \(records) of \(total) records are read."))
        refreshSeconds = 2
      }
    }
    return ready.count == 2 ? (ready[0], ready[1]) : nil
  }

  private func versions() throws -> [Version] {
    let all = try store.datasets().flatMap { try store.versions(of: $0).reversed() }
    return Array(all.prefix(Self.choiceLimit))
  }

  private func form(_ before: String, _ after: String) throws -> PageBlock {
    let names = try versions().map(\.name)
    func field(_ name: String, _ label: String, _ value: String) -> PageBlock.Form.Field {
      let isNamed = value.isEmpty || names.contains(value)
      return .init(
        name: name, label: label, value: value, choices: isNamed ? names : [value] + names)
    }
    return .form(
      .init(
        address: "/compare",
        fields: [
          field("before", "First version", before), field("after", "Second version", after),
        ], button: "Compare"))
  }
}
