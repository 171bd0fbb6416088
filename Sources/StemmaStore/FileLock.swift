import Glibc

/// A lock of the system's (`flock`): a dead process leaves none behind.
public final class FileLock: Sendable {
  private let file: Int32
  private let path: String

  public enum Mode: Sendable {
    case shared
    case exclusive
  }

  /// Takes the lock on `path`, which is made where it is missing.
  ///
  /// - Parameters:
  ///   - waiting: called once where another process holds the lock, before waiting for it; nil not
  ///     to wait.
  /// - Throws: `StoreError.locked` where waiting was not wanted; `.fileSystem` where the file system
  ///   has no locks.
  public init(
    _ path: String, _ mode: Mode, waiting: (@Sendable () -> Void)?
  ) throws(StoreError) {
    let file = try Self.open(path)
    let operation = mode == .shared ? LOCK_SH : LOCK_EX
    if flock(file, operation | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else {
        let error = Files.failure("lock the file", path)
        close(file)
        throw error
      }
      guard let waiting else {
        close(file)
        throw .locked(path)
      }
      waiting()
      while flock(file, operation) != 0 {
        guard errno == EINTR else {
          let error = Files.failure("lock the file", path)
          close(file)
          throw error
        }
      }
    }
    self.file = file
    self.path = path
  }

  /// Whether `path` still names the file that is locked; a holder may have removed it.
  var isCurrent: Bool {
    var mine = stat()
    var there = stat()
    return fstat(file, &mine) == 0 && stat(path, &there) == 0 && mine.st_ino == there.st_ino
  }

  private static func open(_ path: String) throws(StoreError) -> Int32 {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Files.failure("open the lock", path) }
    return file
  }

  deinit { close(file) }
}
