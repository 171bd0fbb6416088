import Glibc

/// An exclusive `flock` on a folder itself. The system drops it when the process dies.
final class FolderLock {
  private let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Tries once to take the lock.
  ///
  /// - Returns: nil while somebody else holds it.
  static func take(_ folder: Folder) throws(HistoryError) -> FolderLock? {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .lockUnavailable(path: folder.path, reason: Folder.reason(errno))
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw .lockUnavailable(path: folder.path, reason: Folder.reason(code))
      }
      return nil
    }
    return FolderLock(descriptor)
  }

  /// Closing alone would not do: a program that this process is just starting has the descriptor too,
  /// and with it the lock, until it runs.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Sleeps between two tries.
  static func pause() {
    usleep(5_000)
  }
}
