import StemmaHistory
import StemmaLineage
import StemmaRecord

/// Keeps the index in step with packs and history, which are the truth.
struct Indexing {
  private let layout: StoreLayout
  private let history: History
  static let eventsRef = "refs/stemma/events"
  static let branches = "refs/heads/"
  /// What the index notes for a ref that cannot be read; no commit is called so.
  static let damaged = "damaged"

  init(_ layout: StoreLayout, _ history: History) {
    self.layout = layout
    self.history = history
  }

  /// Packs of more objects than this are asked themselves: their trailers are sorted, and listing
  /// each object of an imported million would cost more than writing it.
  static let listedLimit = 4096

  /// The objects that the index is to list for a pack.
  static func listed(_ objects: [ObjectPrefix]) -> [ObjectPrefix] {
    objects.count > listedLimit ? [] : objects
  }

  /// Opens the index and brings it up to date; one that is damaged is made anew, and where the store
  /// cannot be written, or its disk is full, the index lives in memory.
  func open() throws(StoreError) -> Lineage {
    do throws(StoreError) {
      let lineage = try Store.wrapped { () throws(LineageError) in
        try Lineage(path: layout.index)
      }
      try catchUp(lineage)
      return lineage
    } catch {
      if error.isIndexUnusable { return try inMemory() }
      guard error.isIndexDamage else { throw error }
    }
    return try rebuild()
  }

  /// Removes the index and makes it anew.
  func rebuild() throws(StoreError) -> Lineage {
    guard Files.isWritable(layout.root) else { return try inMemory() }
    let lock = try FileLock(layout.lock, waiting: {})
    defer { withExtendedLifetime(lock) {} }
    let lineage = try Store.wrapped { () throws(LineageError) in
      try Lineage.discard(path: layout.index)
      return try Lineage(path: layout.index)
    }
    try catchUp(lineage)
    return lineage
  }

  private func inMemory() throws(StoreError) -> Lineage {
    let lineage = try Store.wrapped { () throws(LineageError) in try Lineage.inMemory() }
    try catchUp(lineage)
    return lineage
  }

  /// Enters what packs and refs have that the index has not, and takes out what is gone.
  func catchUp(_ lineage: Lineage) throws(StoreError) {
    let names = try layout.packNames()
    let refs = try Store.wrapped { () throws(HistoryError) in try history.refs() }
    let tracked = refs.filter { $0.key.hasPrefix(Self.branches) || $0.key == Self.eventsRef }
      .mapValues { $0?.hex ?? Self.damaged }
    let state = try Store.wrapped { () throws(LineageError) in try lineage.state() }
    guard state.packs != Set(names) || state.refs != tracked else { return }
    if Files.isWritable(layout.root) {
      try layout.settle(names.filter { !state.packs.contains($0) })
    }
    try Store.wrapped { () throws(LineageError) in
      try lineage.update { writer in
        let state = try writer.state()
        for name in names where !state.packs.contains(name) {
          // A pack that cannot be opened at all holds nothing to be found; `verify` names it.
          let objects = try? PackReader(name, in: layout).prefixes()
          try writer.addPack(name, listing: Self.listed(objects ?? []))
        }
        for name in state.packs.subtracting(names).sorted() { try writer.removePack(name) }
        for name in Set(tracked.keys).union(state.refs.keys).sorted()
        where tracked[name] != state.refs[name] {
          try enter(name, tracked[name], writer)
        }
      }
    }
  }

  private func enter(_ ref: String, _ head: String?, _ writer: LineageWriter) throws {
    if ref == Self.eventsRef {
      try writer.removeEvents()
      guard head != nil else { return try writer.setRef(ref, to: nil) }
      guard let events = events() else { return try writer.setRef(ref, to: Self.damaged) }
      try writer.setRef(ref, to: head)
      for event in events { try writer.addEvent(event) }
      return
    }
    let dataset = String(ref.dropFirst(Self.branches.count))
    try writer.removeVersions(of: dataset)
    guard head != nil else { return try writer.setRef(ref, to: nil) }
    // A branch of which a part cannot be read gets no rows: its history would look shorter.
    guard let rows = rows(of: dataset) else { return try writer.setRef(ref, to: Self.damaged) }
    try writer.setRef(ref, to: head)
    for row in rows {
      try writer.addVersion(row.version)
      try writer.addInputs(row.inputs)
      try writer.addParents(row.parents)
      try writer.addAdapters(row.adapters)
    }
  }

  /// What the index keeps of one version.
  private typealias Rows = (
    version: VersionRow, inputs: [InputRow], parents: [ParentRow], adapters: [AdapterRow]
  )

  private func rows(of dataset: String) -> [Rows]? {
    guard let walk = try? history.walk(Self.branches + dataset), walk.stoppedBy == nil
    else { return nil }
    var rows: [Rows] = []
    for (place, commit) in walk.newestFirst.reversed().enumerated() {
      guard let row = row(dataset, place + 1, commit) else { return nil }
      rows.append(row)
    }
    return rows
  }

  private func row(_ dataset: String, _ number: Int, _ commit: HistoryCommit) -> Rows? {
    guard let file = try? history.file("receipt.json", in: commit.id),
      let json = try? JSONReader.read(file), let receipt = Receipt(json: json)
    else { return nil }
    let id = receipt.id
    let version = VersionRow(
      dataset: dataset, number: number, commit: commit.id.hex, receipt: id, plan: receipt.plan,
      records: receipt.counts.kept, seconds: commit.moment.secondsSinceEpoch)
    let inputs = receipt.inputs.map {
      InputRow(receipt: id, name: $0.name, bytes: $0.bytes, text: $0.text)
    }
    let parents = receipt.parents.enumerated().map { place, parent in
      ParentRow(receipt: id, place: place, dataset: parent.dataset, parent: parent.receipt)
    }
    let adapters = receipt.adapters.map { AdapterRow(receipt: id, digest: $0) }
    return (version, inputs, parents, adapters)
  }

  /// - Returns: nil where a part of the branch cannot be read.
  private func events() -> [EventRow]? {
    guard let walk = try? history.walk(Self.eventsRef), walk.stoppedBy == nil else { return nil }
    var rows: [EventRow] = []
    for commit in walk.newestFirst.reversed() {
      guard let file = try? history.file("event.json", in: commit.id) else { return nil }
      guard let body = try? JSONReader.read(file), let kind = body["kind"]?.string else { continue }
      rows.append(
        EventRow(
          commit: commit.id.hex, kind: kind,
          subject: body["subject"]?.string.flatMap(ObjectID.init(_:)),
          seconds: commit.moment.secondsSinceEpoch, body: CanonicalJSON.bytes(body)))
    }
    return rows
  }
}

extension IndexState {
  /// The refs of which the index has no rows, since they or what they lead to cannot be read.
  var damagedRefs: [String] {
    refs.filter { $0.value == Indexing.damaged }.map(\.key).sorted()
  }
}

extension Store {
  /// The datasets whose branches cannot be read, sorted.
  func damagedDatasets() throws(StoreError) -> [String] {
    try withIndex { lineage throws(LineageError) in try lineage.state() }.damagedRefs
      .filter { $0.hasPrefix(Indexing.branches) }
      .map { String($0.dropFirst(Indexing.branches.count)) }
  }

  /// Reads again what the index could not enter, and throws what is wrong with it; an answer
  /// without it would be a wrong one.
  ///
  /// - Parameter ref: the branch's full name.
  func requireReadable(_ ref: String) throws(StoreError) {
    let state = try withIndex { lineage throws(LineageError) in try lineage.state() }
    guard state.damagedRefs.contains(ref) else { return }
    try Self.wrapped { () throws(HistoryError) in
      let walk = try history.walk(ref)
      if let error = walk.stoppedBy { throw error }
      for commit in walk.newestFirst { _ = try history.files(of: commit.id) }
    }
    // It was the disk's passing mood.
    try catchUp()
  }
}

extension StoreError {
  /// The index is not what was written; it can be made anew.
  var isIndexDamage: Bool { code == LineageError.damaged("").code }

  /// Whether the index was closed: by whoever is making it anew, or for good.
  var isIndexClosed: Bool { code == LineageError.closed.code }

  /// The index may be whole, but this process cannot write it: its mode, or a full disk.
  var isIndexUnusable: Bool {
    code == LineageError.unwritable.code || code == LineageError.system("").code
  }
}
