import StemmaPage
import StemmaRecord
import StemmaStatistics
import StemmaStore

/// One version: what it is, how it came to be so many records, what they are like.
struct VersionPage {
  private let pages: StorePages
  private let version: Version

  /// - Parameter name: as users write it.
  init(_ pages: StorePages, _ name: String) throws {
    self.pages = pages
    version = try pages.store.version(name)
  }

  func content() throws -> PageContent {
    let store = pages.store
    let details = try VersionDetails(version, in: store)
    let events = try store.events(of: version).map { pages.discretion.told($0) }
    let remarks = try Remarks(store)
    var json = try Show.json(version, details, events, remarks, store)
    json["execution"] = .object(pages.discretion.told(details.execution))
    var content = PageContent(
      title: version.name, way: Self.way(version.dataset),
      blocks: [.facts(facts(details, remarks)), .links(links())], json: json)
    let notes = events.map(Wording.line)
    if !notes.isEmpty { content.blocks += [.heading("Since then")] + notes.map { .paragraph($0) } }
    if details.receipt.counts.asked > 0 {
      content.blocks += [.heading("From what was asked to what was kept"), funnel(details.receipt)]
    }
    content.blocks.append(.heading("Statistics"))
    try addStatistics(details, &content)
    if !details.manifest.isEmpty {
      content.blocks.append(.heading("Manifest"))
      content.blocks.append(
        .text(name: "As it was written", String(decoding: details.manifest, as: UTF8.self)))
    }
    return content
  }

  /// The pages above a version's.
  static func way(_ dataset: String, _ version: String? = nil) -> [PageBlock.Link] {
    [.init("Datasets", "/"), .init(dataset, PageAddress.dataset(dataset))]
      + (version.map { [.init($0, PageAddress.version($0))] } ?? [])
  }

  private func facts(_ details: VersionDetails, _ remarks: Remarks) -> [PageBlock.Fact] {
    let receipt = details.receipt
    var facts: [PageBlock.Fact] = [
      .init(
        "Records", "\(receipt.counts.kept) of \(receipt.counts.slots) slots",
        link: PageAddress.records(of: version.name)),
      .init("Published", UTCTime.text(version.seconds)), .init("Grade", receipt.grade.rawValue),
      .init("Receipt", version.receipt.description, isCode: true),
    ]
    if let sides = Wording.sides(receipt.counts) { facts.append(.init("Sides", sides)) }
    let tags = remarks.tags(version)
    if !tags.isEmpty { facts.append(.init("Tags", tags.joined(separator: ", "))) }
    facts += receipt.inputs.map {
      .init("Input", "\($0.name), text \($0.text.short)")
    }
    for (key, value) in pages.discretion.told(details.execution).members {
      let text = value.shownText
      if ["cause", "manifest", "imported", "stemma"].contains(key) {
        facts.append(.init(key.prefix(1).uppercased() + key.dropFirst(), text))
      }
    }
    return facts
  }

  private func links() -> [PageBlock.Link] {
    var links: [PageBlock.Link] = [
      .init("Read its records", PageAddress.records(of: version.name)),
      .init("Its family tree", PageAddress.lineage(version.name)),
    ]
    if version.number > 1 {
      let before = "\(version.dataset)@\(version.number - 1)"
      links.append(.init("Compare with \(before)", PageAddress.comparison(before, version.name)))
    }
    return links
  }

  /// Every part asked for, and how it ended.
  private func funnel(_ receipt: Receipt) -> PageBlock {
    let counts = receipt.counts
    let ends = counts.outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .filter { $0.key != Outcome.kept.word }
    return .funnel(
      caption: "Parts of answers: all asked for, those that ended otherwise, and those kept",
      [.init("asked for", counts.asked), .init("candidates read", counts.candidates)]
        + ends.map { .init($0.key.replacing(".", with: ": "), $0.value) }
        + [.init("kept", counts.kept)])
  }

  private func addStatistics(_ details: VersionDetails, _ content: inout PageContent) throws {
    switch pages.summaries.summary(of: details.receipt) {
    case .failed(let error): throw error
    case .underWay(let records, let total):
      content.blocks.append(
        .paragraph("They are being made: \(records) of \(total) records are read."))
      content.refreshSeconds = 2
    case .ready(let found):
      let summary = details.complete(found)
      let statistics = SummaryComparison(summary, summary).statistics
      content.blocks.append(
        .table(
          .init(
            caption: "Statistics: means, shares, numbers of values",
            columns: [("Statistic", false), ("Value", true)],
            rows: statistics.map { [.init($0.name), .init($0.after, $0.kind)] })))
      content.blocks.append(.charts(summary))
      content.json["statistics"] = .array(
        statistics.map {
          [
            "kind": .string($0.kind.rawValue), "name": .string($0.name),
            "value": StatisticsReport.number($0.after),
          ]
        })
    }
  }
}
