import Glibc

/// The few calls to the system that libgit2 does not make for us, below one folder.
struct Folder: Sendable {
  /// The folder's path, without a slash at its end.
  let path: String

  enum Kind { case absent, file, folder, other }

  init(path: String) {
    self.path = path
  }

  /// A folder that stays the same when the working folder changes.
  init(resolving path: String) {
    guard let resolved = realpath(path, nil) else {
      self.init(path: path)
      return
    }
    defer { free(resolved) }
    self.init(path: String(cString: resolved))
  }

  func absolute(_ relative: String) -> String {
    relative.isEmpty ? path : "\(path)/\(relative)"
  }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// What stands under this name; a symbolic link is `other`.
  func kind(_ relative: String) -> Kind {
    var info = stat()
    guard lstat(absolute(relative), &info) == 0 else { return .absent }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names in a folder, in byte order, without `.` and `..`; none where it cannot be read.
  func names(_ relative: String) -> [String] {
    guard let stream = opendir(absolute(relative)) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// All files below a folder, as paths relative to this one, in order.
  func filesBelow(_ relative: String) -> [String] {
    var found: [String] = []
    for name in names(relative) {
      let below = "\(relative)/\(name)"
      if kind(below) == .folder {
        found += filesBelow(below)
      } else {
        found.append(below)
      }
    }
    return found
  }

  /// Why a file cannot be opened for reading: an `errno`, or nil when it can.
  func obstacle(_ relative: String) -> Int32? {
    let descriptor = open(absolute(relative), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    close(descriptor)
    return nil
  }

  /// - Returns: the file's first bytes, `limit` at most; nil where it cannot be read.
  func content(_ relative: String, limit: Int = 4096) -> [UInt8]? {
    let descriptor = open(absolute(relative), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < limit {
      let count = read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Makes a folder that may be there already.
  func makeFolder(_ relative: String) throws(HistoryError) {
    guard mkdir(absolute(relative), 0o777) != 0 else { return }
    guard errno == EEXIST && kind(relative) == .folder else {
      throw failure(relative, errno)
    }
  }

  /// Removes a file that may be gone already.
  func remove(_ relative: String) throws(HistoryError) {
    guard unlink(absolute(relative)) != 0, errno != ENOENT else { return }
    throw failure(relative, errno)
  }

  /// Puts a file in place whole or not at all, and onto the disk before returning.
  ///
  /// The new content waits under git's own lock name, so that git's commands stay away meanwhile.
  func replace(_ relative: String, with bytes: [UInt8]) throws(HistoryError) {
    let draft = "\(relative).lock"
    let descriptor = open(absolute(draft), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(draft, errno) }
    var code = Self.write(bytes, to: descriptor)
    if code == nil && fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0 && code == nil { code = errno }
    if code == nil && rename(absolute(draft), absolute(relative)) != 0 { code = errno }
    if let code {
      unlink(absolute(draft))
      throw failure(relative, code)
    }
    let slash = relative.lastIndex(of: "/")
    try sync(slash.map { String(relative[..<$0]) } ?? "")
  }

  /// Brings a folder's list of names onto the disk; file systems that know no such thing pass.
  func sync(_ relative: String) throws(HistoryError) {
    let descriptor = open(absolute(relative), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(relative, errno) }
    defer { close(descriptor) }
    while fsync(descriptor) != 0 {
      if errno == EINVAL { return }
      guard errno == EINTR else { throw failure(relative, errno) }
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      written += count
    }
    return nil
  }

  private func failure(_ relative: String, _ code: Int32) -> HistoryError {
    .writeFailed(
      file: relative.isEmpty ? path : relative, reason: Self.reason(code))
  }
}
