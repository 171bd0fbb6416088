import StemmaPage
import StemmaRecord
import StemmaStore

/// A version's family tree, as a picture and in words.
struct LineagePage {
  private let pages: StorePages

  init(_ pages: StorePages) { self.pages = pages }

  func content(_ name: String) throws -> PageContent {
    let version = try pages.store.version(name)
    let tree = try FamilyTree(version, in: pages.store)
    let known = Set(
      ([version] + tree.history + tree.twins + tree.siblings.flatMap(\.versions)
        + (tree.kinship.ancestors + tree.kinship.descendants).flatMap(\.versions)).map(\.name))
    let link = { @Sendable (name: String) -> String? in
      known.contains(name) ? PageAddress.lineage(name) : nil
    }
    var json = tree.json
    json["events"] = .array(
      tree.events.map { .object(Wording.event(pages.discretion.told($0))) })
    return PageContent(
      title: "Family tree of \(version.name)", way: VersionPage.way(version.dataset, version.name),
      blocks: [
        .lineage(LineagePicture([tree.graph]), link: link), .heading("In words"),
        .table(table(tree, link)),
      ], json: json)
  }

  private static let edgeLimit = 200

  private func table(
    _ tree: FamilyTree, _ link: (String) -> String?
  ) -> PageBlock.Table {
    let edges = tree.graph.edges
    let left = edges.count - Self.edgeLimit
    return PageBlock.Table(
      caption: "What was made of what" + (left > 0 ? "; \(left) more not shown" : ""),
      columns: [("From", false), ("To", false), ("How", false)],
      rows: edges.prefix(Self.edgeLimit).map {
        [
          .init($0.parent, link: link($0.parent)), .init($0.child, link: link($0.child)),
          .init($0.label),
        ]
      })
  }
}
