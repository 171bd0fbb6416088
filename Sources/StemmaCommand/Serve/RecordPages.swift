import StemmaPage
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

/// A version's records, by their places: a page of them, or those that hold a text.
struct RecordPages {
  private let pages: StorePages
  private let version: Version
  private let receipt: Receipt
  private var store: Store { pages.store }

  /// So many records a page has, and so many are looked through for one.
  private static let pageRecords = 25
  private static let searchedRecords = 10_000
  private static let searchLimitBytes = 1024
  private static let textLimit = 400
  private static let fieldLimit = 5
  /// Where more was rejected than this, nobody looks what was for one record.
  private static let ledgerLimit = 20_000

  /// - Parameter name: as users write it.
  init(_ pages: StorePages, _ name: String) throws {
    self.pages = pages
    version = try pages.store.version(name)
    receipt = try pages.store.receipt(version.receipt)
  }

  // MARK: Several

  func list(_ query: [String: String]) throws -> PageContent {
    let from = try Self.place(query["from"] ?? "1", name: "from")
    let find = query["find"] ?? ""
    guard find.utf8.count <= Self.searchLimitBytes else {
      throw PageError.longSearch(limitBytes: Self.searchLimitBytes)
    }
    let records = try store.records(of: receipt)
    guard from <= max(1, records.count) else {
      throw PageError.noRecord(place: from, version: version.name, records: records.count)
    }
    let search = RecordSearch(find)
    var found: [(place: Int, record: Record)] = []
    // Where the next page begins: after the last that was looked at.
    var next = from
    let last = find.isEmpty ? records.count : min(records.count, from - 1 + Self.searchedRecords)
    try records.forEach(from: from - 1) { place, entry in
      guard place < last, found.count < Self.pageRecords else { return false }
      next = place + 2
      if search.fits(entry) {
        guard let json = entry.json(), let record = Record(id: RecordID(entry.key), json: json)
        else { throw StoreError.objectMalformed(receipt.roots.records, .sequence) }
        found.append((place + 1, record))
      }
      return true
    }
    let searched = next - from
    var blocks: [PageBlock] = [
      .form(
        .init(
          address: PageAddress.records(of: version.name),
          fields: [.init(name: "find", label: "Text in a record", value: find)],
          button: "Search")),
      .note(note(find, from: from, searched: searched, found.count, of: records.count)),
    ]
    if !found.isEmpty { blocks.append(.table(table(found))) }
    blocks.append(.links(links(from: from, next: next, find: find, records.count)))
    return PageContent(
      title: "Records of \(version.name)", way: VersionPage.way(version.dataset, version.name),
      blocks: blocks,
      json: [
        "matching": .integer(find.isEmpty ? records.count : found.count),
        "page": [
          "from": .integer(from), "next": next <= records.count ? .integer(next) : .null,
          "places": .array(found.map { .integer($0.place) }), "searched": .integer(searched),
        ], "records": .array(found.map { Wording.json($0.record) }),
        "version": .string(version.name),
      ])
  }

  private func note(
    _ find: String, from: Int, searched: Int, _ found: Int, of records: Int
  ) -> String {
    let end = from + searched - 1
    guard !find.isEmpty else { return "Records \(from) to \(end) of \(records), in plan order." }
    return "\(found) found in records \(from) to \(end) of \(records). At most "
      + "\(Self.searchedRecords) are looked through at once, ASCII letters in either case."
  }

  private func table(_ found: [(place: Int, record: Record)]) -> PageBlock.Table {
    let names =
      found.first.map { RowDifference.forReading($0.record.row).prefix(Self.fieldLimit).map(\.key) }
      ?? []
    return PageBlock.Table(
      caption: "Records, by their places",
      columns: [("Place", false)] + names.map { ($0, false) },
      rows: found.map { place, record in
        [.init("\(place)", link: PageAddress.record(place, of: version.name))]
          + names.map { name in
            let value = record.row[name].map(\.shownText) ?? ""
            return .init(Self.short(value))
          }
      })
  }

  private func links(from: Int, next: Int, find: String, _ count: Int) -> [PageBlock.Link] {
    func address(_ from: Int) -> String {
      PageAddress.records(of: version.name, from: from, find: find)
    }
    var links: [PageBlock.Link] = []
    if from > 1 {
      let step = find.isEmpty ? Self.pageRecords : Self.searchedRecords
      links.append(.init("First", address(1)))
      links.append(.init("Back", address(max(1, from - step))))
    }
    if next <= count { links.append(.init(find.isEmpty ? "Next" : "Search on", address(next))) }
    if find.isEmpty, count > Self.pageRecords {
      links.append(.init("Last", address(max(1, count - Self.pageRecords + 1))))
    }
    return links
  }

  private static func place(_ text: String, name: String) throws -> Int {
    guard let place = Int(text), place >= 1, "\(place)" == text else {
      throw PageError.notNumber(name: name, value: text)
    }
    return place
  }

  private static func short(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let head = String(String.UnicodeScalarView(scalars.prefix(textLimit)))
    return head.utf8.count < text.utf8.count ? head + "…" : head
  }

  // MARK: One

  /// - Parameter text: the record's place, from 1.
  func one(_ text: String) throws -> PageContent {
    let place = try Self.place(text, name: "record")
    guard let found = try RecordPlace(at: place - 1, of: receipt, in: store) else {
      throw PageError.noRecord(
        place: place, version: version.name, records: receipt.counts.kept)
    }
    let view = RecordView(found.record, side: found.side)
    let (json, blocks): (JSONObject, [PageBlock])
    if let given = try GivenTrace(found, of: receipt, in: store) {
      json = TraceCommand.json(given, version)
      blocks = view.blocks + view.blocks(given)
    } else if let trace = try RecordTrace(
      found, of: receipt, in: store, ledgerLimit: Self.ledgerLimit)
    {
      json = TraceCommand.json(trace, version)
      blocks = view.blocks + view.blocks(trace)
    } else {
      throw StoreError.objectMalformed(receipt.roots.traces, .sequence)
    }
    var links: [PageBlock.Link] = []
    if place > 1 {
      links.append(.init("Back", PageAddress.record(place - 1, of: version.name)))
    }
    if place < receipt.counts.kept {
      links.append(.init("Next", PageAddress.record(place + 1, of: version.name)))
    }
    return PageContent(
      title: "Record \(place) of \(version.name)",
      way: VersionPage.way(version.dataset, version.name)
        + [.init("Records", PageAddress.records(of: version.name))],
      blocks: [.links(links)] + blocks, json: json)
  }
}
