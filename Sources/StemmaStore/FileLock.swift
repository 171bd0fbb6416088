import Glibc

/// A lock of the system's (`flock`): a dead process leaves none behind.
public final class FileLock: Sendable {
  private let file: Int32
  private let path: String

  /// Takes the lock on `path`, which is made where it is missing.
  ///
  /// - Parameters:
  ///   - shared: whether others may hold it at the same time, if they share it too.
  ///   - waiting: called once where another process holds the lock, before waiting for it; nil not
  ///     to wait.
  /// - Throws: `StoreError.locked` where waiting was not wanted; `.fileSystem` where the file system
  ///   has no locks.
  public init(
    _ path: String, shared: Bool = false, waiting: (@Sendable () -> Void)?
  ) throws(StoreError) {
    let file = try Self.open(path)
    let kind = shared ? LOCK_SH : LOCK_EX
    if flock(file, kind | LOCK_NB) != 0 {
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
      do throws(StoreError) {
        try Self.wait(for: file, kind, path)
      } catch {
        close(file)
        throw error
      }
    }
    self.file = file
    self.path = path
  }

  /// Asks again and again, so that whoever waits can still be interrupted.
  private static func wait(for file: Int32, _ kind: Int32, _ path: String) throws(StoreError) {
    while flock(file, kind | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw Files.failure("lock the file", path)
      }
      if Task.isCancelled { throw .interrupted }
      usleep(20_000)
    }
  }

  /// Whether the path still names the file that is locked; a holder may have removed it.
  var isCurrent: Bool { Files.isStill(file, at: path) }

  private static func open(_ path: String) throws(StoreError) -> Int32 {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Files.failure("open the lock", path) }
    return file
  }

  /// Closing alone would not do: a program that this process is just starting has the descriptor too,
  /// and with it the lock, until it runs.
  deinit {
    flock(file, LOCK_UN)
    close(file)
  }
}
