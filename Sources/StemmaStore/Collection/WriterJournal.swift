import Glibc
import StemmaRecord
import Synchronization

/// Names the packs that a writing process relies on: those it makes, before they have their names,
/// and those whose objects it does not write again because they hold them already.
///
/// The journal lies in `tmp/` and is locked as long as its writer lives. Names are added under the
/// shared lock of the store; a collection reads them under the exclusive one and leaves the packs
/// alone. What a dead writer relied on is in no version, or in one that the history leads to.
final class WriterJournal {
  static let suffix = "packs"

  private let layout: StoreLayout
  private let file: TemporaryFile
  private var names: Set<String> = []
  /// Packs that were not there any more.
  private var gone: Set<String> = []

  var path: String { file.path }

  init(in layout: StoreLayout) throws(StoreError) {
    self.layout = layout
    try layout.makeFolders()
    file = try TemporaryFile(in: layout, suffix: Self.suffix)
  }

  /// Enters a pack that is about to be given its name.
  func enter(
    new name: String, waiting: @escaping @Sendable () -> Void
  ) throws(StoreError) {
    _ = try enter(name, waiting) { true }
  }

  /// Enters a pack that is there.
  ///
  /// - Returns: false where a collection has taken it away.
  func enter(
    old name: String, waiting: @escaping @Sendable () -> Void
  ) throws(StoreError) -> Bool {
    if gone.contains(name) { return false }
    if try enter(name, waiting, { Files.isFile(layout.pack(name)) }) { return true }
    // Whoever still has it open asks again and again; that it is written anew does no harm.
    gone.insert(name)
    return false
  }

  private func enter(
    _ name: String, _ waiting: @escaping @Sendable () -> Void, _ isThere: () -> Bool
  ) throws(StoreError) -> Bool {
    if names.contains(name) { return true }
    let lock = try FileLock(layout.lock, shared: true, waiting: waiting)
    defer { withExtendedLifetime(lock) {} }
    guard isThere() else { return false }
    // A line of its own, whatever a full disk has left of the one before.
    try file.write(Array("\n\(name)\n".utf8))
    names.insert(name)
    return true
  }

  /// The packs that living writers have named; for the holder of the exclusive lock.
  ///
  /// - Parameter own: the path of a journal that does not count.
  static func packs(
    in layout: StoreLayout, except own: String?
  ) throws(StoreError) -> Set<String> {
    var found: Set<String> = []
    for name in try Files.list(layout.temporary) where name.hasSuffix("." + suffix) {
      let path = "\(layout.temporary)/\(name)"
      guard path != own, TemporaryFile.isInUse(path) else { continue }
      do throws(StoreError) {
        for line in try Files.read(path, limitBytes: 1 << 28).split(separator: 0x0A)
        where line.count == 64 {
          found.insert(String(decoding: line, as: UTF8.self))
        }
      } catch {
        // Its writer has ended, and what it published is in the history, which is read later.
        guard case .fileSystem(_, _, ENOENT) = error else { throw error }
      }
    }
    return found
  }
}

extension Store {
  /// Says so where a collection or a new index in another process is waited for.
  public func sayWaiting(_ say: @escaping @Sendable () -> Void) {
    notice.withLock { $0 = Notice(say) }
  }

  /// Whether a pack holds the object whole and goes on doing so as long as this store is open, so that it
  /// need not be written again.
  ///
  /// False may be wrong where the index is damaged: then a second copy is written, which is harmless.
  ///
  /// - Parameter isThorough: as with `holder`.
  func keeps(_ id: ObjectID, isThorough: Bool = true) throws(StoreError) -> Bool {
    guard let name = try holder(of: id, isThorough: isThorough) else { return false }
    return try withJournal { journal, say throws(StoreError) in
      try journal.enter(old: name, waiting: say)
    }
  }

  /// Makes a pack that is about to get its name safe from collections while this store is open.
  func announce(_ pack: String) throws(StoreError) {
    try withJournal { journal, say throws(StoreError) in
      try journal.enter(new: pack, waiting: say)
    }
  }

  /// The path of this store's own journal; nil where nothing was written yet.
  var journalPath: String? { journal.withLock { $0?.path } }

  private func withJournal<Result: Sendable>(
    _ body: (WriterJournal, @escaping @Sendable () -> Void) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let say = notice.withLock { $0 }.say
    return try journal.withLock { (journal) throws(StoreError) -> Result in
      let open = if let journal { journal } else { try WriterJournal(in: layout) }
      journal = open
      return try body(open, say)
    }
  }
}
