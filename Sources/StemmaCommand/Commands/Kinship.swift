import StemmaRecord
import StemmaStore

/// The versions a version was made from or taught by, and those that were made from it or taught by it,
/// however many steps away.
struct Kinship {
  /// One edge of the family tree: what was made of what.
  struct Tie {
    let parent: ObjectID
    let child: ObjectID
    /// How many such edges lie between the version asked about and this one's far end, from 1.
    let steps: Int
    /// The far end's dataset.
    let dataset: String
    /// The versions that have the far end's receipt; none where its dataset's branch was lost.
    let versions: [Version]
    let receipt: ObjectID
    /// What was trained on the parent, and answered for the child; nil where the child was made from the
    /// parent's records.
    var adapter: AdapterDigest?

    /// The far end, by name where it is known.
    var name: String { versions.first?.name ?? "\(dataset)@\(receipt.short)" }
  }

  /// Nearest first; of as many steps, in the order in which receipts name them.
  let ancestors: [Tie]
  /// Nearest first; of as many steps, by dataset and number.
  let descendants: [Tie]

  /// What was trained on the version asked about, by digest.
  let trained: [AdapterDigest]

  init(of receipt: ObjectID, in store: Store) throws {
    // Of what was registered twice, the last word counts.
    let adapters = Dictionary(try store.adapters().map { ($0.digest, $0) }) { _, last in last }
    trained = adapters.values.filter { $0.receipt == receipt }.map(\.digest).sorted()
    ancestors = try Self.ancestors(of: receipt, in: store, adapters)
    descendants = try Self.descendants(of: receipt, in: store, adapters)
  }

  private static func ancestors(
    of receipt: ObjectID, in store: Store, _ adapters: [AdapterDigest: Adapter]
  ) throws -> [Tie] {
    func tie(
      _ parent: ObjectID, _ child: ObjectID, _ dataset: String, _ steps: Int
    ) throws -> Tie {
      let named = try store.versions(withReceipt: parent)
      return Tie(
        parent: parent, child: child, steps: steps, dataset: dataset,
        versions: named.filter { $0.dataset == dataset } + named.filter { $0.dataset != dataset },
        receipt: parent)
    }
    var ties: [Tie] = []
    var seen: Set<ObjectID> = [receipt]
    var level = [receipt]
    var steps = 0
    while !level.isEmpty {
      steps += 1
      var next: [ObjectID] = []
      for child in level {
        let receipt = try store.receipt(child)
        var found = try receipt.parents.map { try tie($0.receipt, child, $0.dataset, steps) }
        for adapter in receipt.adapters.compactMap({ adapters[$0] }) {
          let dataset = String(adapter.version.prefix { $0 != "@" })
          var taught = try tie(adapter.receipt, child, dataset, steps)
          taught.adapter = adapter.digest
          found.append(taught)
        }
        ties += found
        next += found.map(\.parent).filter { seen.insert($0).inserted }
      }
      level = next
    }
    return ties
  }

  private static func descendants(
    of receipt: ObjectID, in store: Store, _ adapters: [AdapterDigest: Adapter]
  ) throws -> [Tie] {
    var ties: [Tie] = []
    var seen: Set<ObjectID> = [receipt]
    var level = [receipt]
    var steps = 0
    while !level.isEmpty {
      steps += 1
      var next: [ObjectID] = []
      for parent in level {
        var found = Self.ties(from: parent, to: try store.versions(madeFrom: parent), steps)
        for digest in adapters.values.filter({ $0.receipt == parent }).map(\.digest).sorted() {
          found += Self.ties(
            from: parent, to: try store.versions(answeredBy: digest), steps, by: digest)
        }
        ties += found
        next += found.map(\.child).filter { seen.insert($0).inserted }
      }
      level = next
    }
    return ties
  }

  /// One tie a receipt.
  private static func ties(
    from parent: ObjectID, to made: [Version], _ steps: Int, by adapter: AdapterDigest? = nil
  ) -> [Tie] {
    var children: [ObjectID] = []
    for version in made where !children.contains(version.receipt) {
      children.append(version.receipt)
    }
    return children.map { child in
      let versions = made.filter { $0.receipt == child }
      return Tie(
        parent: parent, child: child, steps: steps, dataset: versions.first?.dataset ?? "",
        versions: versions, receipt: child, adapter: adapter)
    }
  }

  static func json(_ ties: [Tie]) -> JSONValue {
    .array(
      ties.map { tie in
        var json: JSONObject = [
          "child": .string(tie.child.description), "dataset": .string(tie.dataset),
          "parent": .string(tie.parent.description), "steps": .integer(tie.steps),
          "versions": .array(tie.versions.map { .string($0.name) }),
        ]
        json["adapter"] = tie.adapter.map { .string($0.description) }
        return .object(json)
      })
  }

  var lines: [String] {
    func line(_ tie: Tie, _ made: String, _ taught: String, _ direction: String) -> String {
      let words = tie.adapter == nil ? made : taught
      let adapter = tie.adapter.map { ", by adapter \($0.short)" } ?? ""
      let names = tie.versions.isEmpty ? [tie.name] : tie.versions.map(\.name)
      let distance = tie.steps > 1 ? ", \(tie.steps) steps \(direction)" : ""
      return "  \(words) \(Terminal.visible(names.joined(separator: ", ")))\(adapter)\(distance)"
    }
    return ancestors.map { line($0, "made from", "taught by", "up") }
      + descendants.map { line($0, "made into", "taught   ", "down") }
  }

  struct Edge: Hashable {
    let parent: String
    let child: String
    let label: String
  }

  /// What was made, and what it was made from, each by its name; no edge stands twice.
  ///
  /// - Parameter own: the name of the version asked about.
  func edges(own: String, _ receipt: ObjectID) -> [Edge] {
    var names = [receipt: own]
    for tie in ancestors + descendants where names[tie.receipt] == nil {
      names[tie.receipt] = tie.name
    }
    func name(_ id: ObjectID) -> String { names[id] ?? id.short }
    func training(_ parent: String, _ adapter: AdapterDigest) -> Edge {
      Edge(parent: parent, child: Self.name(of: adapter), label: "trained")
    }
    var edges = trained.map { training(own, $0) }
    for tie in ancestors + descendants {
      guard let adapter = tie.adapter else {
        edges.append(
          Edge(parent: name(tie.parent), child: name(tie.child), label: "made from"))
        continue
      }
      edges.append(training(name(tie.parent), adapter))
      edges.append(
        Edge(parent: Self.name(of: adapter), child: name(tie.child), label: "answered"))
    }
    var seen: Set<Edge> = []
    return edges.filter { seen.insert($0).inserted }
  }

  /// Every adapter of the tree, by name, none twice.
  var adapterNames: [String] {
    let all = Set(trained + (ancestors + descendants).compactMap(\.adapter))
    return all.sorted().map(Self.name)
  }

  private static func name(of adapter: AdapterDigest) -> String { "adapter \(adapter.short)" }
}
