import StemmaRecord
import StemmaStore

/// The versions a version was made from, and those that were made from it, however many steps away.
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

    /// The far end, by name where it is known.
    var name: String { versions.first?.name ?? "\(dataset)@sha256:\(receipt.hex.prefix(12))" }
  }

  /// Nearest first; of as many steps, in the order in which receipts name them.
  let ancestors: [Tie]
  /// Nearest first; of as many steps, by dataset and number.
  let descendants: [Tie]

  init(of receipt: ObjectID, in store: Store) throws {
    ancestors = try Self.ancestors(of: receipt, in: store)
    descendants = try Self.descendants(of: receipt, in: store)
  }

  private static func ancestors(of receipt: ObjectID, in store: Store) throws -> [Tie] {
    var ties: [Tie] = []
    var seen: Set<ObjectID> = [receipt]
    var level = [receipt]
    var steps = 0
    while !level.isEmpty {
      steps += 1
      var next: [ObjectID] = []
      for child in level {
        for parent in try store.receipt(child).parents {
          let named = try store.versions(withReceipt: parent.receipt)
          ties.append(
            Tie(
              parent: parent.receipt, child: child, steps: steps, dataset: parent.dataset,
              versions: named.filter { $0.dataset == parent.dataset }
                + named.filter { $0.dataset != parent.dataset }, receipt: parent.receipt))
          if seen.insert(parent.receipt).inserted { next.append(parent.receipt) }
        }
      }
      level = next
    }
    return ties
  }

  private static func descendants(of receipt: ObjectID, in store: Store) throws -> [Tie] {
    var ties: [Tie] = []
    var seen: Set<ObjectID> = [receipt]
    var level = [receipt]
    var steps = 0
    while !level.isEmpty {
      steps += 1
      var next: [ObjectID] = []
      for parent in level {
        var of: [ObjectID] = []
        let made = try store.versions(madeFrom: parent)
        for version in made where !of.contains(version.receipt) { of.append(version.receipt) }
        for child in of {
          let versions = made.filter { $0.receipt == child }
          ties.append(
            Tie(
              parent: parent, child: child, steps: steps, dataset: versions.first?.dataset ?? "",
              versions: versions, receipt: child))
          if seen.insert(child).inserted { next.append(child) }
        }
      }
      level = next
    }
    return ties
  }

  static func json(_ ties: [Tie]) -> JSONValue {
    .array(
      ties.map { tie in
        [
          "child": .string(tie.child.description), "dataset": .string(tie.dataset),
          "parent": .string(tie.parent.description), "steps": .integer(tie.steps),
          "versions": .array(tie.versions.map { .string($0.name) }),
        ]
      })
  }

  var lines: [String] {
    func line(_ tie: Tie, _ words: String, _ direction: String) -> String {
      let names = tie.versions.isEmpty ? [tie.name] : tie.versions.map(\.name)
      let distance = tie.steps > 1 ? ", \(tie.steps) steps \(direction)" : ""
      return "  \(words) \(Terminal.visible(names.joined(separator: ", ")))\(distance)"
    }
    return ancestors.map { line($0, "made from", "up") }
      + descendants.map { line($0, "made into", "down") }
  }

  /// Pairs of names: what was made, and what it was made from.
  ///
  /// - Parameter own: the name of the version asked about.
  func edges(own: String, _ receipt: ObjectID) -> [(parent: String, child: String)] {
    var names = [receipt: own]
    for tie in ancestors + descendants where names[tie.receipt] == nil {
      names[tie.receipt] = tie.name
    }
    func name(_ id: ObjectID) -> String { names[id] ?? "sha256:\(id.hex.prefix(12))" }
    return (ancestors + descendants).map { (name($0.parent), name($0.child)) }
  }
}
