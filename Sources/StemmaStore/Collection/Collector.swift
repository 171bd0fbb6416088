import Glibc
import StemmaHistory
import StemmaRecord

/// Finds what nothing reaches, and takes it out of the store.
///
/// Marks come from history, packs and journals. What is half needed is written into a new pack first,
/// which has its name, on the disk, before the old one moves to `trash/`. Only the last look and the
/// moves are made under the exclusive lock of the store: writers beside it wait so long, and no
/// longer. What a former collection moved to the trash is deleted; no clock has a say in it.
public final class Collector {
  private let store: Store
  private let layout: StoreLayout
  private var graph: ObjectGraph
  private var roots: CollectionRoots
  /// Held where something is to be changed: one collection at a time.
  private let turn: FileLock?

  /// What a collection did.
  public struct Outcome: Sendable {
    /// Packs moved to the trash, and packs written, relative to the store's folder.
    public internal(set) var moved: [String] = []
    public internal(set) var written: [String] = []
    /// Files and folders that were deleted.
    public internal(set) var deleted: [String] = []
    /// What was deleted, in bytes.
    public internal(set) var deletedBytes = 0
    /// Packs that stay, since somebody has come to rely on them meanwhile.
    public internal(set) var spared: [String] = []
  }

  /// - Parameters:
  ///   - isLookOnly: nothing is to be changed, and no lock taken.
  ///   - waiting: called once where another collection is under way, which is waited for.
  /// - Throws: `StoreError.fileSystem` where the store cannot be written.
  public init(
    _ store: Store, isLookOnly: Bool, waiting: @escaping @Sendable () -> Void
  ) throws(StoreError) {
    self.store = store
    layout = store.layout
    if isLookOnly {
      turn = nil
    } else {
      try layout.makeFolders()
      try Files.makeFolder(layout.trash)
      turn = try FileLock(layout.trash + "/lock", waiting: waiting)
    }
    graph = ObjectGraph(try PackInventory(layout))
    roots = CollectionRoots(layout, store.history)
  }

  // MARK: Looking

  /// Reads all that is reachable, and says what would become of the rest.
  ///
  /// - Parameter statistics: the files of statistics that are still of use, relative to the store's
  ///   folder; nil to leave all of them alone.
  /// - Throws: `StoreError.collectionRefused` where something reachable cannot be read.
  public func plan(statistics: Set<String>? = nil) throws(StoreError) -> CollectionPlan {
    try mark()
    let pinned = try WriterJournal.packs(in: layout, except: store.journalPath)
    var sorting = PackSorting(graph, pinned: pinned)
    let packs = try sorting.run()
    let (datasets, versions) = try holdings()
    let leftovers = Leftovers(layout)
    let inventory = graph.inventory
    let dead = inventory.holders.keys.filter { !graph.isReached($0) }
    let runs = try leftovers.runs()
    var summaries: [Leftover] = []
    if let statistics { summaries = try leftovers.summaries(except: statistics) }
    return CollectionPlan(
      packs: packs, trash: try leftovers.trash(),
      leftovers: try leftovers.temporary() + runs + summaries,
      reachableObjects: graph.children.count,
      reachableBytes: graph.children.keys.reduce(0) { $0 + inventory.size(of: $1) },
      unreachableObjects: dead.count,
      unreachableBytes: dead.reduce(0) { $0 + inventory.size(of: $1) },
      datasets: datasets, versions: versions, runs: runs,
      summaries: summaries)
  }

  private func mark() throws(StoreError) {
    while true {
      do throws(StoreError) {
        try graph.resume()
        return try roots.reach(in: graph)
      } catch {
        if error == .interrupted || error.code == StoreError.refusalCode { throw error }
        // A version published since the packs were listed may lead into a new one.
        let names = try layout.packNames()
        guard names.contains(where: { graph.inventory.packs[$0] == nil }) else {
          throw .collectionRefused(reason: error.whatHappened, place: error.place)
        }
        try graph.inventory.refresh(names)
      }
    }
  }

  private func holdings() throws(StoreError) -> (datasets: [Holding], versions: [Holding]) {
    var attribution = Attribution(graph)
    let refs = try Store.wrapped { () throws(HistoryError) in try store.history.refs() }
    let datasets = refs.keys.filter { $0.hasPrefix(Indexing.branches) }.sorted()
      .map { String($0.dropFirst(Indexing.branches.count)) }
    for dataset in datasets {
      let commits = try Store.wrapped { () throws(HistoryError) in
        try store.history.branch(dataset)
      }
      for (place, commit) in commits.enumerated() {
        guard let root = roots.roots[commit] else { continue }
        attribution.add(dataset, place + 1, (root.receipt.map { [$0] } ?? []) + root.mentioned)
      }
    }
    return attribution.holdings()
  }

  // MARK: Collecting

  /// Does what the plan says, as far as it still holds.
  ///
  /// - Parameters:
  ///   - waiting: called once where the store's lock is held by others, which is waited for.
  ///   - progress: told the packs written anew so far, and their number.
  public func collect(
    _ plan: CollectionPlan, waiting: @escaping @Sendable () -> Void,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(StoreError) -> Outcome {
    precondition(turn != nil, "who only looks has no turn")
    var outcome = Outcome()
    let rewritten = plan.packs.filter { $0.action == .rewrite }
    var made: Set<String> = []
    for (place, pack) in rewritten.enumerated() {
      let name = try rewrite(pack)
      made.insert(name)
      outcome.written.append("packs/\(name.prefix(2))/\(name).pack")
      progress(place + 1, rewritten.count)
    }
    let candidates = plan.changes.map(\.name).filter { !made.contains($0) }
    let moved = Set(try move(candidates, made, waiting))
    for pack in plan.changes where !made.contains(pack.name) {
      let isMoved = moved.contains(pack.name)
      if isMoved { outcome.moved.append(pack.file) } else { outcome.spared.append(pack.file) }
    }
    try delete(plan, except: moved, &outcome)
    // What the packs hold is true, whatever becomes of the index.
    try? store.catchUp()
    return outcome
  }

  private func rewrite(_ pack: CollectionPlan.Pack) throws(StoreError) -> String {
    if Task.isCancelled { throw .interrupted }
    let needed = Set(pack.needed)
    let writer = try PackWriter(in: layout)
    for key in try graph.inventory.order(of: pack.name) where needed.contains(key) {
      guard let (id, kind, content) = try graph.inventory.object(key, in: pack.name) else {
        throw .packDamaged(layout.pack(pack.name), what: "it was damaged since it was read")
      }
      try writer.add(kind, id, content)
    }
    let ended = try writer.end()
    try ended.publish { name throws(StoreError) in try store.announce(name) }
    return ended.name
  }

  /// Looks once more, and moves to the trash what still nobody needs, under the exclusive lock.
  ///
  /// First the packs are listed, then journals are read, then the history: a writer names its packs
  /// in its journal before they are there, and ends it after it has published.
  ///
  /// - Returns: the names of the packs moved.
  private func move(
    _ candidates: [String], _ made: Set<String>, _ waiting: @escaping @Sendable () -> Void
  ) throws(StoreError) -> [String] {
    let lock = try FileLock(layout.lock, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    let there = try layout.packNames()
    try graph.inventory.refresh(there)
    let pinned = try WriterJournal.packs(in: layout, except: store.journalPath)
    try mark()
    let present = Set(there)
    let going = candidates.filter { present.contains($0) && !pinned.contains($0) }
    var staying = present.subtracting(going)
    var moved: [String] = []
    var relied: Set<String> = []
    for name in going {
      if let others = try cover(for: name, in: staying, made) {
        moved.append(name)
        relied.formUnion(others)
      } else {
        staying.insert(name)
      }
    }
    // Whoever gave these their names may not have come to bring that onto the disk.
    try layout.settle(relied.sorted())
    for name in moved {
      guard rename(layout.pack(name), "\(layout.trash)/\(name).pack") == 0 else {
        throw Files.failure("rename the file to", "\(layout.trash)/\(name).pack")
      }
    }
    if !moved.isEmpty {
      try Files.syncFolder(layout.trash)
      try layout.settle(moved)
    }
    return moved
  }

  /// The packs in which all that is reachable in a pack lies whole, too; nil where some of it lies
  /// nowhere else.
  private func cover(
    for name: String, in staying: Set<String>, _ made: Set<String>
  ) throws(StoreError) -> Set<String>? {
    let inventory = graph.inventory
    var cover: Set<String> = []
    for id in inventory.packs[name]?.objects.keys.sorted() ?? [] where graph.isReached(id) {
      let holders = (inventory.holders[id] ?? []).filter { staying.contains($0) }
      let read = holders.first { made.contains($0) || graph.foundIn[id] == $0 }
      guard
        let holder = read
          ?? holders.first(where: { ((try? inventory.object(id, in: $0)) ?? nil) != nil })
      else { return nil }
      cover.insert(holder)
    }
    return cover
  }

  /// Deletes what former collections and dead writers left.
  private func delete(
    _ plan: CollectionPlan, except moved: Set<String>, _ outcome: inout Outcome
  ) throws(StoreError) {
    for pack in plan.trash where !moved.contains(where: { pack.file == "trash/\($0).pack" }) {
      try Files.remove("\(layout.root)/\(pack.file)")
      outcome.deleted.append(pack.file)
      outcome.deletedBytes += pack.sizeBytes
    }
    try TemporaryFile.removeStale(in: layout)
    Leftovers(layout).removeRuns(plan.runs)
    for summary in plan.summaries where Files.exists("\(layout.root)/\(summary.file)") {
      try Files.remove("\(layout.root)/\(summary.file)")
    }
    for leftover in plan.leftovers where !Files.exists("\(layout.root)/\(leftover.file)") {
      outcome.deleted.append(leftover.file)
      outcome.deletedBytes += leftover.sizeBytes
    }
  }
}
