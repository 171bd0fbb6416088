import GRDB
import StemmaRecord
import Synchronization

/// The index of a store: which pack holds an object, which versions, inputs and events there are.
///
/// It holds nothing that is not in packs and history, so it may be deleted at any time and made
/// anew. Rows of the small tables carry checks: what a flipped byte has changed is never an
/// answer, but `LineageError.damaged`. Only where an object lies is unchecked, and a hint.
///
/// Two indexes made from the same packs and history answer every query alike. Calls wait for each
/// other and may come from any thread; other processes may use the same file at the same time.
public final class Lineage: Sendable {
  let queue: DatabaseQueue
  let snapshot = Mutex(Snapshot())
  /// Whether the file can only be read: every `update` throws `unwritable`.
  public let isReadOnly: Bool

  /// Opens the index, or makes an empty one where there is no file or an empty one.
  ///
  /// Where the file cannot be written it is opened to read.
  ///
  /// - Parameter path: an absolute path, usually `lineage.sqlite` in the store's folder.
  /// - Throws: `damaged` where the file is something else or of another layout, `unwritable` where
  ///   there is no index and none can be made, or the one there is has unfinished changes beside it
  ///   that only a writer could take over; `busy`; `system`.
  public init(path: String) throws(LineageError) {
    (queue, isReadOnly) = try LineageFile(path: path).open()
  }

  private init(queue: DatabaseQueue) {
    self.queue = queue
    isReadOnly = false
  }

  /// An empty index that lives in memory, for stores that cannot be written.
  public static func inMemory() throws(LineageError) -> Lineage {
    Lineage(queue: try LineageFile.openInMemory())
  }

  /// Removes the index at `path` with what SQLite keeps beside it, so that it can be made anew.
  ///
  /// Call it under the store's exclusive lock. Processes that have the old file open keep reading
  /// that until they open the index again.
  ///
  /// - Throws: `unwritable`, or `system` for any other failure. No file is no error.
  public static func discard(path: String) throws(LineageError) {
    try LineageFile(path: path).remove()
  }

  /// Changes the index in one transaction: all of it is kept, or nothing.
  ///
  /// The body must use the writer only; asking the index itself from within is a mistake that ends
  /// the process. Begin with the writer's `state()`: another process may have done the work since.
  ///
  /// - Throws: what a writer's call threw, even if the body caught it; `abandoned` where the body
  ///   threw an error of another module; `unwritable`, `busy`, `system`.
  public func update(_ body: (LineageWriter) throws -> Void) throws(LineageError) {
    if isReadOnly { throw .unwritable }
    do {
      try queue.writeWithoutTransaction { db in
        defer { snapshot.withLock { $0 = Snapshot() } }
        try db.inTransaction(.immediate) {
          let changes = Changes(db)
          defer { changes.isOpen = false }
          try body(LineageWriter(changes))
          try changes.finish()
          return .commit
        }
      }
    } catch {
      throw LineageFile(path: queue.path).explain(LineageError(wrapping: error))
    }
  }

  /// Closes the file and lets SQLite tidy up beside it. Every later call throws `closed`.
  public func close() throws(LineageError) {
    do { try queue.close() } catch { throw LineageError(wrapping: error) }
  }

  /// Asks within one read transaction, so that several tables are of one moment.
  func ask<Answer: Sendable>(
    _ question: (inout Snapshot, Database) throws -> Answer
  ) throws(LineageError) -> Answer {
    do {
      return try queue.unsafeRead { db in
        try snapshot.withLock { snapshot in
          try Self.inTransaction(db) {
            try snapshot.refresh(db)
            return try question(&snapshot, db)
          }
        }
      }
    } catch {
      throw LineageError(wrapping: error)
    }
  }

  static func inTransaction<Answer>(_ db: Database, _ body: () throws -> Answer) throws -> Answer {
    try db.cachedStatement(sql: "BEGIN DEFERRED").execute()
    do {
      let answer = try body()
      try db.cachedStatement(sql: "COMMIT").execute()
      return answer
    } catch {
      if db.isInsideTransaction { try? db.rollback() }
      throw error
    }
  }
}
