import Glibc

/// A file being written in `tmp/`, locked as long as its writer lives.
///
/// What a crash leaves there is not locked, and so is known to be rubbish.
final class TemporaryFile {
  let path: String
  private let file: Int32
  private var isPublished = false

  init(in layout: StoreLayout, suffix: String) throws(StoreError) {
    var number = 0
    while true {
      let path = "\(layout.temporary)/\(getpid())-\(number).\(suffix)"
      let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard file >= 0 || errno == EEXIST else { throw Files.failure("make the file", path) }
      // Until it is locked, whoever tidies up may take it for rubbish and remove it.
      if file >= 0, try Self.lock(file, path) {
        self.path = path
        self.file = file
        return
      }
      number += 1
    }
  }

  /// - Returns: false, and the file closed, where it was removed before it could be locked.
  private static func lock(_ file: Int32, _ path: String) throws(StoreError) -> Bool {
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let error = Files.failure("lock the file", path)
        unlink(path)
        close(file)
        throw error
      }
    }
    var facts = stat()
    if fstat(file, &facts) == 0 && facts.st_nlink > 0 { return true }
    close(file)
    return false
  }

  func write(_ bytes: [UInt8]) throws(StoreError) {
    let result: Result<Void, StoreError> = bytes.withUnsafeBytes { raw in
      do throws(StoreError) { return .success(try Files.write(raw, to: file, path)) } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Syncs the file and gives it its name in one step.
  func publish(as target: String, readOnly: Bool = false) throws(StoreError) {
    guard fsync(file) == 0 else { throw Files.failure("sync the file", path) }
    if readOnly { fchmod(file, 0o444) }
    try Files.rename(path, to: target)
    isPublished = true
  }

  deinit {
    if !isPublished { unlink(path) }
    close(file)
  }

  /// Whether the file's writer lives.
  static func isInUse(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Removes what dead writers left behind.
  static func removeStale(in layout: StoreLayout) throws(StoreError) {
    for name in try Files.list(layout.temporary) {
      let path = "\(layout.temporary)/\(name)"
      let file = open(path, O_RDWR | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else { continue }
      // Its writer may have given it its name, and another one have taken the old name, since.
      if Files.isStill(file, at: path) { try Files.remove(path) }
    }
  }
}
