import StemmaRecord

/// What a collection would do, and why.
public struct CollectionPlan: Sendable {
  /// What becomes of a pack.
  public enum Action: String, Sendable {
    /// It goes to the trash: nothing in it is needed.
    case discard
    /// What is needed of it is written into a new pack, and it goes to the trash.
    case rewrite
    case keep
  }

  public struct Pack: Sendable {
    /// Relative to the store's folder.
    public let file: String
    public let action: Action
    /// One sentence.
    public let why: String
    public let objects: Int
    /// Objects for whose sake the pack, or what is written in its place, stays.
    public let neededObjects: Int
    /// The file's size.
    public let sizeBytes: Int
    /// What is not needed of it.
    public let wasteBytes: Int

    let name: String
    let needed: [ObjectPrefix]
  }

  /// Those that cannot stay as they are first.
  public let packs: [Pack]
  /// Packs that former collections took out, which this one deletes.
  public let trash: [Leftover]
  /// Unfinished files, and folders of runs, whose owners are dead; and statistics of versions that are
  /// gone.
  public let leftovers: [Leftover]
  public let reachableObjects: Int
  public let reachableBytes: Int
  public let unreachableObjects: Int
  public let unreachableBytes: Int
  /// What each dataset alone holds on to, by name.
  public let datasets: [Holding]
  /// What each version alone holds on to, by dataset and number.
  public let versions: [Holding]

  let runs: [Leftover]
  let summaries: [Leftover]

  /// Whether there is nothing to do.
  public var isEmpty: Bool {
    changes.isEmpty && trash.isEmpty && leftovers.isEmpty
  }

  /// The packs that do not stay as they are.
  public var changes: [Pack] { packs.filter { $0.action != .keep } }

  /// What goes to the trash without being written again; the next collection deletes it.
  public var movedBytes: Int {
    changes.reduce(0) { $0 + ($1.action == .discard ? $1.sizeBytes : $1.wasteBytes) }
  }

  /// What is deleted at once.
  public var deletedBytes: Int { (trash + leftovers).reduce(0) { $0 + $1.sizeBytes } }
}

/// Decides for each pack what becomes of it.
struct PackSorting {
  /// A pack up to this size is written anew for any waste; a larger one for a tenth of it.
  static let smallPackBytes = 16 << 20
  static let wasteShare = 10

  private let graph: ObjectGraph
  private let pinned: Set<String>
  private var covered: Set<ObjectPrefix> = []
  private var result: [CollectionPlan.Pack] = []

  init(_ graph: ObjectGraph, pinned: Set<String>) {
    self.graph = graph
    self.pinned = pinned
  }

  mutating func run() throws(StoreError) -> [CollectionPlan.Pack] {
    var candidates: [(pack: PackInventory.Pack, live: Live, waste: Int)] = []
    for (name, pack) in graph.inventory.packs.sorted(by: { $0.key < $1.key }) {
      let live = try live(pack)
      let waste = pack.objects.values.reduce(0, +) - bytes(live.objects, pack)
      candidates.append((pack, live, pinned.contains(name) ? -1 : live.hasDamage ? .max : waste))
    }
    // What stays anyway comes first, so that other copies of its objects can go; what is damaged last.
    for (pack, live, waste) in candidates.sorted(by: {
      ($0.waste, $0.pack.name) < ($1.waste, $1.pack.name)
    }) {
      decide(pack, live, isPinned: waste < 0)
    }
    let rank: [CollectionPlan.Action: Int] = [.discard: 0, .rewrite: 1, .keep: 2]
    return result.sorted {
      (rank[$0.action] ?? 3, $0.file) < (rank[$1.action] ?? 3, $1.file)
    }
  }

  private struct Live {
    /// The reachable objects that lie whole in a pack.
    var objects: [ObjectPrefix] = []
    /// Whether others, which lie whole elsewhere, are damaged in it, or the trailer is.
    var hasDamage = false
  }

  private func live(_ pack: PackInventory.Pack) throws(StoreError) -> Live {
    var live = Live(hasDamage: !pack.hasTrailer)
    for id in pack.objects.keys where graph.isReached(id) {
      if graph.foundIn[id] != pack.name {
        // Another copy was read; this one may only count if it is whole, too.
        if try graph.inventory.object(id, in: pack.name) == nil {
          live.hasDamage = true
          continue
        }
      }
      live.objects.append(id)
    }
    live.objects.sort()
    return live
  }

  private func bytes(_ ids: [ObjectPrefix], _ pack: PackInventory.Pack) -> Int {
    ids.reduce(0) { $0 + (pack.objects[$1] ?? 0) }
  }

  private mutating func decide(_ pack: PackInventory.Pack, _ live: Live, isPinned: Bool) {
    let needed = live.objects.filter { !covered.contains($0) }
    let waste = pack.objects.values.reduce(0, +) - bytes(needed, pack)
    let action: CollectionPlan.Action
    let why: String
    if isPinned {
      (action, why) = (.keep, "A command that is under way relies on it.")
    } else if !pack.isReadable {
      (action, why) = (.discard, "It cannot be read, and nothing needs it.")
    } else if needed.isEmpty {
      action = .discard
      why =
        live.objects.isEmpty
        ? "Nothing reaches what is in it." : "All that is needed of it lies in other packs, too."
    } else if live.hasDamage {
      (action, why) = (.rewrite, "A part of it is damaged, and nothing needs that part.")
    } else if waste == 0 {
      (action, why) = (.keep, "All of it is needed.")
    } else if pack.sizeBytes <= Self.smallPackBytes || waste * Self.wasteShare >= pack.sizeBytes {
      (action, why) = (.rewrite, "A part of it is not needed.")
    } else {
      (action, why) = (.keep, "Less than a tenth of it is not needed.")
    }
    covered.formUnion(action == .rewrite ? needed : live.objects)
    result.append(
      CollectionPlan.Pack(
        file: "packs/\(pack.name.prefix(2))/\(pack.name).pack", action: action, why: why,
        objects: pack.objects.count, neededObjects: needed.count, sizeBytes: pack.sizeBytes,
        wasteBytes: action == .discard ? pack.sizeBytes : waste, name: pack.name,
        needed: needed))
  }
}
