import StemmaPage
import StemmaRecord
import StemmaStatistics
import StemmaStore

/// All datasets, and one with its versions.
struct DatasetPages {
  private let pages: StorePages
  private var store: Store { pages.store }
  /// Of so many versions statistics are drawn, and so many are listed: the newest.
  private static let drawnLimit = 50
  private static let listLimit = 500

  init(_ pages: StorePages) { self.pages = pages }

  func all() throws -> PageContent {
    let datasets = try store.datasets()
    let versions = try datasets.map { try store.versions(of: $0) }
    let remarks = try Remarks(store)
    let unfinished = try store.unfinishedRuns().count
    let rows = zip(datasets, versions).compactMap { dataset, versions -> [PageBlock.Cell]? in
      versions.last.map { newest in
        [
          .init(dataset, link: PageAddress.dataset(dataset)), .init(number: versions.count),
          .init(newest.name, link: PageAddress.version(newest.name)),
          .init(number: newest.records), .init(UTCTime.text(newest.seconds)),
        ]
      }
    }
    let table = PageBlock.Table(
      caption: "Datasets, each with its newest version",
      columns: [
        ("Dataset", false), ("Versions", true), ("Newest", false), ("Records", true),
        ("Published", false),
      ], rows: rows)
    var blocks: [PageBlock] =
      rows.isEmpty
      ? [.paragraph("No versions yet: `stemma run MANIFEST` makes one.")] : [.table(table)]
    if unfinished > 0 { blocks.append(.links([.init("Unfinished runs: \(unfinished)", "/runs")])) }
    return PageContent(
      title: "Datasets", blocks: blocks,
      json: Log.json(versions.flatMap { $0.reversed() }, remarks))
  }

  func one(_ dataset: String) throws -> PageContent {
    // Whatever else is no name of a dataset; none is looked for by it.
    let known = try store.datasets()
    guard known.contains(dataset) else {
      throw StoreError.unknownDataset(dataset, known: known)
    }
    let versions = try store.versions(of: dataset)
    let remarks = try Remarks(store)
    let drawn = versions.suffix(Self.drawnLimit)
    let summaries = try drawn.compactMap { version in
      let details = try VersionDetails(version, in: store)
      return pages.summaries.kept(of: details.receipt).map {
        (version.number, details.complete($0))
      }
    }
    let lines = Self.lines(summaries)
    var blocks: [PageBlock] = []
    if !lines.isEmpty {
      blocks.append(.heading("Statistics by version"))
      if summaries.count < versions.count {
        blocks.append(
          .note(
            "Drawn are \(summaries.count) of \(versions.count) versions: of the newest "
              + "\(Self.drawnLimit), those whose statistics are at hand. A version's own page makes them."
          ))
      }
      blocks.append(.lines(lines))
    }
    blocks += [.heading("Versions"), .table(table(versions, remarks))]
    var json = Log.json(versions.reversed(), remarks)
    json["statistics"] = .array(lines.map(Self.json))
    return PageContent(
      title: dataset, way: [.init("Datasets", "/")], blocks: blocks, json: json)
  }

  private func table(_ versions: [Version], _ remarks: Remarks) -> PageBlock.Table {
    let shown = versions.suffix(Self.listLimit).reversed()
    let rows = shown.map { version -> [PageBlock.Cell] in
      let before = version.number > 1 ? "\(version.dataset)@\(version.number - 1)" : nil
      return [
        .init(version.name, link: PageAddress.version(version.name)),
        .init(UTCTime.text(version.seconds)), .init(number: version.records),
        .init(version.receipt.short),
        .init(remarks.tags(version).joined(separator: ", ")),
        .init(
          before.map { "with \($0)" } ?? "",
          link: before.map { PageAddress.comparison($0, version.name) }),
      ]
    }
    let left = versions.count - rows.count
    return PageBlock.Table(
      caption: "Versions, the newest first" + (left > 0 ? "; \(left) older ones not shown" : ""),
      columns: [
        ("Version", false), ("Published", false), ("Records", true), ("Receipt", false),
        ("Tags", false), ("Compare", false),
      ], rows: rows)
  }

  /// Statistics that the newest version with any has, as they went.
  private static func lines(_ known: [(Int, VersionSummary)]) -> [PageBlock.Line] {
    let values = known.map { number, summary in
      (number, SummaryComparison(summary, summary).statistics)
    }
    guard let newest = values.last?.1 else { return [] }
    return newest.filter { $0.kind != .category }.map { statistic in
      PageBlock.Line(
        name: statistic.name, kind: statistic.kind,
        points: values.compactMap { number, all in
          all.first { $0.name == statistic.name }.map { (number, $0.after) }
        })
    }
  }

  private static func json(_ line: PageBlock.Line) -> JSONValue {
    [
      "kind": .string(line.kind.rawValue), "name": .string(line.name),
      "versions": .array(
        line.points.map {
          ["number": .integer($0.number), "value": StatisticsReport.number($0.value)]
        }),
    ]
  }
}
