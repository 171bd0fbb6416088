import Glibc
import StemmaRecord
import Synchronization

/// Reads and writes the user's files.
enum FileAccess {
  static let documentLimitBytes = 64 << 20

  /// - Parameter name: what errors call the file; nil for its path.
  static func read(
    _ path: String, called name: String? = nil, limitBytes: Int
  ) throws(InputError) -> [UInt8] {
    // Opening a pipe must not wait for a writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    let shown = name ?? path
    guard file >= 0 else { throw .unreadable(path: shown, error: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path: shown, error: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder(path: shown) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: shown, error: errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= limitBytes else {
        throw .tooLarge(path: shown, limitBytes: limitBytes)
      }
    }
  }

  /// - Throws: `InputError.isFolder` or `.unreadable` where no file can be read there.
  static func checkFile(_ path: String) throws(InputError) {
    guard !Paths.isFolder(path) else { throw .isFolder(path: path) }
    guard access(path, R_OK) == 0 else { throw .unreadable(path: path, error: errno) }
  }

  /// Waits until no other stemma holds the folder, which is let go of by closing.
  ///
  /// - Returns: what to close; -1 where there is no such lock to be had.
  static func lock(_ folder: String) -> Int32 {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    while file >= 0, flock(file, LOCK_EX) != 0, errno == EINTR {}
    return file
  }

  /// Writes a file wholly or not at all: into a neighbour first, which then takes its name and its
  /// mode. A symbolic link stays one; a pipe or a device is written to, never replaced.
  ///
  /// - Parameter isSynced: whether it is to be on the disk before it takes its name; not needed for
  ///   what can be made again.
  static func replace<Result>(
    _ path: String, isSynced: Bool = true,
    _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    var status = stat()
    let exists = stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG && realPath(path) != nil else {
      return try stream(into: path, body)
    }
    let file = try Replacement(path, as: realPath(path) ?? path)
    let result = try body { try write($0, to: file.file, path: path) }
    if isSynced { try file.sync() }
    try file.publish()
    return result
  }

  /// Writes several files that can be made again, all of them or none: their neighbours take their
  /// names only when every one of them is whole.
  ///
  /// - Parameter body: `write` takes a file's place among `paths`, and bytes.
  static func replace<Result>(
    _ paths: [String], _ body: (_ write: (Int, [UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    let files = try paths.map { path throws(InputError) in
      try Replacement(path, as: realPath(path) ?? path)
    }
    let result = try body { place, bytes in
      try write(bytes, to: files[place].file, path: paths[place])
    }
    for file in files { try file.publish() }
    return result
  }

  /// Removes what is being written beside other files, for a process that is about to end at once.
  static func removeUnfinished() {
    Replacement.unfinished.withLock { for name in $0 { unlink(name) } }
  }

  /// A file being written beside the one whose name and mode it takes; removed where it does not.
  private final class Replacement {
    static let unfinished = Mutex<Set<String>>([])

    let file: Int32
    private let path: String
    private let final: String
    private let temporary: String
    private var isDone = false

    init(_ path: String, as final: String) throws(InputError) {
      self.path = path
      self.final = final
      var status = stat()
      let exists = stat(final, &status) == 0
      guard !exists || status.st_mode & S_IFMT == S_IFREG else {
        throw .unwritable(path: path, error: EINVAL)
      }
      guard !exists || access(final, W_OK) == 0 else {
        throw .unwritable(path: path, error: errno)
      }
      temporary = "\(final).\(getpid()).tmp"
      file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .unwritable(path: path, error: errno) }
      Self.unfinished.withLock { [temporary] in _ = $0.insert(temporary) }
      if exists { _ = fchmod(file, status.st_mode & 0o7777) }
    }

    func sync() throws(InputError) {
      guard fsync(file) == 0 else { throw .unwritable(path: path, error: errno) }
    }

    func publish() throws(InputError) {
      guard rename(temporary, final) == 0 else { throw .unwritable(path: path, error: errno) }
      isDone = true
    }

    deinit {
      close(file)
      if !isDone { unlink(temporary) }
      Self.unfinished.withLock { [temporary] in _ = $0.remove(temporary) }
    }
  }

  private static func stream<Result>(
    into path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw InputError.unwritable(path: path, error: errno) }
    defer { close(file) }
    return try body { try write($0, to: file, path: path) }
  }

  /// - Parameter path: what an error calls the file.
  static func write(_ bytes: [UInt8], to file: Int32, path: String) throws(InputError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(path: path, error: errno) }
      written += count
    }
  }

  /// The path without symbolic links; nil where there is no such file.
  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  static func makeFolder(_ path: String) throws(InputError) {
    guard !Paths.isFolder(path) else { return }
    try makeFolder(Paths.folder(of: path))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .unwritable(path: path, error: errno)
    }
  }
}
