import StemmaHistory
import StemmaLineage
public import StemmaRecord
import Synchronization

/// The artifact store: packs of objects, the history of versions and events, and the index of both.
///
/// Packs and history are the truth. Readers hold no lock; every object is checked when read.
public final class Store: ObjectSource, Sendable {
  let layout: StoreLayout
  let history: History
  private let index: Mutex<Lineage>
  /// Held by whoever makes the index anew.
  private let replacing = Mutex(())
  private let packs: Mutex<[String: PackReader]>
  /// Names the packs that this process relies on; made with the first.
  let journal = Mutex<WriterJournal?>(nil)
  let notice = Mutex(Notice {})
  /// Nil where they are to be looked up again.
  private let large = Mutex<[PackReader]?>(nil)
  /// So many packs are kept open at most; each costs a file descriptor.
  private static let openPackLimit = 200

  /// The store's folder.
  public var path: String { layout.root }

  /// Opens the store at `path`, and brings its index up to date.
  ///
  /// - Throws: `StoreError.noStore` where there is none.
  public convenience init(at path: String) throws(StoreError) {
    let layout = StoreLayout(root: path)
    try layout.check()
    try self.init(layout)
  }

  /// Opens the store at `path`; makes it where there is none.
  public static func create(at path: String) throws(StoreError) -> Store {
    let layout = StoreLayout(root: path)
    try layout.create { () throws(StoreError) in
      try Self.wrapped { () throws(HistoryError) in try History.create(at: layout.history) }
    }
    try layout.check()
    return try Store(layout)
  }

  /// Whether this process may add to the store.
  public var isWritable: Bool { Files.isWritable(layout.root) }

  /// Whether there is a store at `path`, of whatever layout.
  public static func exists(at path: String) -> Bool {
    Files.exists(StoreLayout(root: path).format)
  }

  private init(_ layout: StoreLayout) throws(StoreError) {
    self.layout = layout
    let history = try Self.wrapped { () throws(HistoryError) in
      try History(opening: layout.history)
    }
    self.history = history
    packs = Mutex([:])
    index = Mutex(try Indexing(layout, history).open())
  }

  // MARK: Objects

  public func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    do throws(StoreError) {
      return try search(id, kind)
    } catch {
      guard error == .objectMissing(id, kind) else { throw error }
    }
    // A collection may have moved it while the packs were looked through.
    return try search(id, kind)
  }

  public func contents(
    of ids: [ObjectID], _ kind: ObjectKind
  ) throws(StoreError) -> [[UInt8]] {
    let claimed = try claimedContents(of: ids, kind)
    let found = ObjectID.each(of: kind, claimed.map { $0 ?? [] })
    var contents: [[UInt8]] = []
    for (number, id) in ids.enumerated() {
      if let whole = claimed[number], found[number] == id {
        contents.append(whole)
      } else {
        contents.append(try content(of: id, kind))
      }
    }
    return contents
  }

  /// What large packs say that these objects hold; nil where a quick look finds none that knows the object.
  private func claimedContents(
    of ids: [ObjectID], _ kind: ObjectKind
  ) throws(StoreError) -> [[UInt8]?] {
    var packs = try largePacks()
    return ids.map { id in
      for (place, pack) in packs.enumerated() {
        guard let content = try? pack.claimedContent(of: id, kind) else { continue }
        // The next one is likely to lie where this one does.
        packs.swapAt(0, place)
        return content
      }
      return nil
    }
  }

  private func search(_ id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    for pack in try largePacks() {
      if let content = try? pack.likelyContent(of: id, kind) { return content }
    }
    var damage: StoreError?
    let hinted = try withIndex { lineage throws(LineageError) in try lineage.packs(of: id) }
    for isHinted in [true, false] {
      let names = try isHinted ? hinted : layout.packNames().filter { !hinted.contains($0) }
      for name in names {
        do throws(StoreError) {
          if let content = try pack(name).content(of: id, kind) { return content }
        } catch {
          // A pack that is in the way of others must not hide a whole copy in one of them.
          if !error.isGone { damage = damage ?? error }
        }
      }
    }
    // What a collection has taken out can be read as long as it is open.
    for pack in packs.withLock({ Array($0.values) }) {
      if let content = try? pack.content(of: id, kind) { return content }
    }
    throw damage ?? .objectMissing(id, kind)
  }

  /// Whether a pack holds the object whole, so that it need not be written again.
  ///
  /// False may be wrong where the index is damaged: then a second copy is written, which is harmless.
  public func contains(_ id: ObjectID) throws(StoreError) -> Bool { try holder(of: id) != nil }

  /// The name of a pack that holds the object whole; nil as `contains` is false.
  ///
  /// - Parameter isThorough: whether the index is asked as well, which takes longer than a look into
  ///   the large packs does.
  func holder(of id: ObjectID, isThorough: Bool = true) throws(StoreError) -> String? {
    for pack in try largePacks() {
      if (try? pack.isWhole(id)) == true { return pack.name }
    }
    guard isThorough else { return nil }
    let names = try withIndex { lineage throws(LineageError) in try lineage.packs(of: id) }
    return names.first { (try? pack($0).isWhole(id)) == true }
  }

  /// The packs of which the index lists no objects.
  private func largePacks() throws(StoreError) -> [PackReader] {
    if let known = large.withLock({ $0 }) { return known }
    let names = try withIndex { lineage throws(LineageError) in try lineage.unlistedPacks() }
    let readers = names.compactMap { try? pack($0) }
    large.withLock { $0 = readers }
    return readers
  }

  func forgetLargePacks() { large.withLock { $0 = nil } }

  func pack(_ name: String) throws(StoreError) -> PackReader {
    if let open = packs.withLock({ $0[name] }) { return open }
    let opened = try PackReader(name, in: layout)
    packs.withLock {
      if $0.count >= Self.openPackLimit { $0.removeAll() }
      $0[name] = opened
    }
    return opened
  }

  // MARK: Index and history

  /// Asks the index; where it turns out damaged it is made anew, and asked again.
  func withIndex<Result>(
    _ body: (Lineage) throws(LineageError) -> Result
  ) throws(StoreError) -> Result {
    let used = index.withLock { $0 }
    do throws(StoreError) {
      return try Self.wrapped { () throws(LineageError) in try body(used) }
    } catch {
      try replace(used, after: error)
    }
    return try Self.wrapped { () throws(LineageError) in try body(index.withLock { $0 }) }
  }

  /// Makes the index anew where it is damaged. Of several threads that find it so one does, and those
  /// that meet it closed meanwhile wait for that.
  ///
  /// - Throws: the error itself where it is of another kind.
  private func replace(_ used: Lineage, after error: StoreError) throws(StoreError) {
    guard error.isIndexDamage || error.isIndexClosed else { throw error }
    try replacing.withLock { (_) throws(StoreError) in
      guard index.withLock({ $0 === used }) else { return }
      guard error.isIndexDamage else { throw error }
      try reindex()
    }
  }

  /// Brings the index up to what packs and history say.
  func catchUp() throws(StoreError) {
    defer { forgetLargePacks() }
    let used = index.withLock { $0 }
    do throws(StoreError) {
      return try Indexing(layout, history).catchUp(used)
    } catch {
      try replace(used, after: error)
    }
  }

  /// Throws the index away and makes it anew from packs and history.
  public func reindex() throws(StoreError) {
    defer { forgetLargePacks() }
    try Self.wrapped { () throws(LineageError) in try index.withLock { $0 }.close() }
    let fresh = try Indexing(layout, history).rebuild()
    index.withLock { $0 = fresh }
  }

  static func wrapped<Result>(
    _ body: () throws(HistoryError) -> Result
  ) throws(StoreError) -> Result {
    do throws(HistoryError) { return try body() } catch { throw StoreError(error) }
  }

  static func wrapped<Result>(
    _ body: () throws(LineageError) -> Result
  ) throws(StoreError) -> Result {
    do throws(LineageError) { return try body() } catch { throw StoreError(error) }
  }
}

/// What is called where another process is waited for. A closure that lay in a `Mutex` by itself would
/// be wrapped once more at every access.
struct Notice: Sendable {
  let say: @Sendable () -> Void

  init(_ say: @escaping @Sendable () -> Void) { self.say = say }
}

extension StoreError {
  init(_ error: HistoryError) {
    self = .history(
      code: error.code, whatHappened: error.whatHappened, place: error.place,
      nextStep: error.nextStep)
  }

  init(_ error: LineageError) {
    self = .index(
      code: error.code, whatHappened: error.whatHappened, place: error.place,
      nextStep: error.nextStep)
  }
}
