import GRDB
import Glibc
import StemmaRecord

/// The index's file: how it is opened, made and removed.
struct LineageFile {
  let path: String

  static let busySeconds = 10.0

  /// - Returns: the connection, and whether it can only read.
  func open() throws(LineageError) -> (queue: DatabaseQueue, isReadOnly: Bool) {
    // SQLite opens what it may not write without a word, to fail at the first change.
    if isFile && !isWritable { return (try openToRead(), true) }
    do {
      return (try openToWrite(), false)
    } catch {
      throw explain(error)
    }
  }

  static func openInMemory() throws(LineageError) -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(configuration: configuration())
      try queue.writeWithoutTransaction { db in try IndexLayout.create(db) }
      return queue
    } catch {
      throw LineageError(wrapping: error)
    }
  }

  /// A file that the system would let us write and SQLite would not has a damaged header.
  func explain(_ error: LineageError) -> LineageError {
    error == .unwritable && isFile && isWritable ? .damaged("file header") : error
  }

  func remove() throws(LineageError) {
    // The write-ahead log goes first: the file without it is merely old, and a log without its
    // file could be taken for that of the next one.
    for suffix in ["-wal", "-shm", ""] where unlink(path + suffix) != 0 && errno != ENOENT {
      let reason = errno
      if [EACCES, EPERM, EROFS].contains(reason) { throw .unwritable }
      throw .system("errno \(reason)")
    }
  }

  private func openToWrite() throws(LineageError) -> DatabaseQueue {
    // Two processes that make the index at the same moment can meet where SQLite does not wait.
    var triesLeft = 1_000
    while true {
      do {
        return try connectToWrite()
      } catch {
        let error = LineageError(wrapping: error)
        guard error == .busy, triesLeft > 0 else { throw error }
        triesLeft -= 1
        usleep(10_000)
      }
    }
  }

  private func connectToWrite() throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path, configuration: Self.configuration())
    try queue.writeWithoutTransaction { db in
      // GRDB's own way into this mode writes to the file at every opening and turns syncing down.
      if try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" {
        if try !IndexLayout.isBlank(db) { try IndexLayout.check(db) }
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
          throw LineageError.unwritable
        }
      }
      if try IndexLayout.isBlank(db) { try IndexLayout.create(db) }
      try IndexLayout.check(db)
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA cache_size = -32768")
    }
    return queue
  }

  private func openToRead() throws(LineageError) -> DatabaseQueue {
    do {
      return try connectToRead(path)
    } catch {
      let error = LineageError(wrapping: error)
      guard error == .unwritable, !hasPendingLog else { throw error }
    }
    // SQLite wants to write beside the file even to read it, unless it is told that nobody can.
    do { return try connectToRead(frozenAddress) } catch { throw LineageError(wrapping: error) }
  }

  private func connectToRead(_ path: String) throws -> DatabaseQueue {
    var configuration = Self.configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.unsafeRead { db in
      if try IndexLayout.isBlank(db) { throw LineageError.unwritable }
      try IndexLayout.check(db)
    }
    return queue
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busySeconds)
    configuration.foreignKeysEnabled = false
    return configuration
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether file and folder may be written by the user the process acts as, which is the one
  /// SQLite's calls are judged by.
  private var isWritable: Bool {
    ([path, folder] as [String]).allSatisfy { faccessat(AT_FDCWD, $0, W_OK, AT_EACCESS) == 0 }
  }

  private var isFile: Bool {
    var facts = stat()
    return stat(path, &facts) == 0
  }

  /// Whether committed changes stand beside the file rather than in it.
  private var hasPendingLog: Bool {
    var facts = stat()
    return stat(path + "-wal", &facts) == 0 && facts.st_size > 0
  }

  private var frozenAddress: String {
    var address = "file:"
    for byte in path.utf8 {
      switch UInt8(byte) {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F:
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += "%" + Hexadecimal.encode([byte])
      }
    }
    return address + "?immutable=1"
  }
}
