import StemmaPage
import StemmaRecord
import StemmaStore

/// Runs that have answers and no version yet; the page comes again by itself while one is under way.
struct RunsPage {
  private let pages: StorePages

  init(_ pages: StorePages) { self.pages = pages }

  /// - Parameter query: `still` keeps the page as it is.
  func content(_ query: [String: String]) throws -> PageContent {
    let runs = try pages.store.unfinishedRuns(remembering: pages.journals)
    let isMoving = runs.contains(where: \.isUnderWay) && query["still"] == nil
    let table = PageBlock.Table(
      caption: "Unfinished runs",
      columns: [
        ("Run", false), ("Dataset", false), ("Began", false), ("State", false), ("Answers", true),
        ("Failures", true), ("In batches", true), ("Manifest", false),
      ],
      rows: runs.map { run in
        let statement = pages.discretion.told(run.statement)
        return [
          .init(String(run.id.prefix(12))), .init(run.dataset), .init(run.beganAt ?? ""),
          .init(run.isUnderWay ? "under way" : "interrupted"), .init(number: run.answers),
          .init(number: run.failures), .init(number: run.submitted),
          .init(statement["manifest"]?.string ?? statement["again"]?.string ?? ""),
        ]
      })
    var blocks: [PageBlock] =
      runs.isEmpty ? [.paragraph("No run is unfinished.")] : [.table(table)]
    if isMoving {
      blocks.append(.note("This page comes again every 2 seconds while a run is under way."))
      blocks.append(.links([.init("Keep it as it is", "/runs?still=1")]))
    }
    return PageContent(
      title: "Unfinished runs", way: [.init("Datasets", "/")], blocks: blocks,
      json: ["runs": .array(runs.map { .object(pages.discretion.told($0.json)) })],
      refreshSeconds: isMoving ? 2 : nil)
  }
}
