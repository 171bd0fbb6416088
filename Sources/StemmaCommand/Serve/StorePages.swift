import StemmaDashboard
import StemmaPage
import StemmaRecord
import StemmaStore

/// The pages of a store: what is where, and what is said when something is not.
struct StorePages: PageSource {
  let store: Store
  let summaries: SummaryShelf
  let comparisons: ComparisonShelf
  let discretion: Discretion
  let journals = JournalMemory()

  init(_ store: Store) {
    self.store = store
    summaries = SummaryShelf(store)
    comparisons = ComparisonShelf(store)
    discretion = Discretion(store: store.path)
  }

  func answer(_ request: PageRequest) -> PageAnswer {
    do {
      return try content(request).answer(request)
    } catch let error as any ActionableError {
      return page(of: error).answer(request)
    } catch {
      let report = ErrorReport(
        code: "dashboard.failed", whatHappened: "The page cannot be made.", place: nil,
        nextStep: "Open it again.")
      return Self.page(of: report, status: 500).answer(request)
    }
  }

  private func content(_ request: PageRequest) throws -> PageContent {
    let path = request.path
    switch (path.first ?? "", path.count) {
    case ("", 0): return try DatasetPages(self).all()
    case ("datasets", 2): return try DatasetPages(self).one(path[1])
    case ("versions", 2): return try VersionPage(self, path[1]).content()
    case ("versions", 3) where path[2] == "records":
      return try RecordPages(self, path[1]).list(request.query)
    case ("versions", 4) where path[2] == "records":
      return try RecordPages(self, path[1]).one(path[3])
    case ("compare", 1): return try ComparePage(self).content(request.query)
    case ("lineage", 2): return try LineagePage(self).content(path[1])
    case ("runs", 1): return try RunsPage(self).content(request.query)
    default: throw PageError.unknownPage("/" + path.joined(separator: "/"))
    }
  }

  private func page(of error: any ActionableError) -> PageContent {
    let report = ErrorReport(
      code: error.code, whatHappened: discretion.told(error.whatHappened),
      place: error.place.map(discretion.told), nextStep: discretion.told(error.nextStep))
    let status = PageError.status(error)
    return Self.page(of: report, status: status)
  }

  private static func page(of report: ErrorReport, status: Int) -> PageContent {
    var facts = [PageBlock.Fact("What", report.whatHappened)]
    if let place = report.place { facts.append(.init("Where", place, isCode: true)) }
    facts += [.init("What next", report.nextStep), .init("Code", report.code, isCode: true)]
    return PageContent(
      title: status == 404 ? "Not found" : "This cannot be shown",
      blocks: [.facts(facts), .links([.init("All datasets", "/")])],
      json: report.json.object ?? JSONObject(), status: status)
  }

  func refusal(_ refusal: Refusal, asJSON: Bool) -> PageAnswer {
    let (code, what, next) =
      switch refusal {
      case .foreignHost:
        (
          "dashboard.foreign-host", "The request names another host than this one.",
          "Open the address that `stemma serve` says."
        )
      case .unauthorized:
        (
          "dashboard.unauthorized", "A token is wanted.",
          "Give the token as the password, with any user name, or as `Authorization: Bearer TOKEN`."
        )
      case .method:
        (
          "dashboard.read-only", "Nothing can be changed here.",
          "Use the command `stemma` for that."
        )
      case .foreignSite:
        (
          "dashboard.foreign-site", "Another site's page asks for this one.",
          "Type the address, or begin at the list of datasets."
        )
      case .busy:
        ("dashboard.busy", "Too many pages are being made at once.", "Open it again in a moment.")
      case .address:
        ("dashboard.address", "The address cannot be read.", "Begin at the list of datasets.")
      }
    let report = ErrorReport(code: code, whatHappened: what, place: nil, nextStep: next)
    return Self.page(of: report, status: refusal.status)
      .answer(asJSON: asJSON, jsonAddress: "/index.json")
  }
}
