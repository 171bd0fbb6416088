import Glibc
import StemmaRecord

/// The few things the store does with files: durably, and with the system's own error kept.
enum Files {
  static func failure(_ operation: String, _ path: String) -> StoreError {
    .fileSystem(operation: operation, path: path, error: errno)
  }

  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// Whether it is a plain file, and neither a pipe nor anything else that could block a reader.
  static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder, sorted by their bytes; empty where there is no such folder.
  static func list(_ path: String) throws(StoreError) -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw failure("list the folder", path)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.precedesByBytes($1) }
  }

  /// Makes a folder unless it is there, and syncs the folder above it in either case: whoever made
  /// it may have died before.
  static func makeFolder(_ path: String) throws(StoreError) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure("make the folder", path) }
    try syncFolder(parent(path))
  }

  static func makeFolders(_ path: String) throws(StoreError) {
    guard !exists(path) else { return }
    let above = parent(path)
    if above != path { try makeFolders(above) }
    try makeFolder(path)
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func syncFolder(_ path: String) throws(StoreError) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure("open the folder", path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw failure("sync the folder", path) }
  }

  static func read(_ path: String, limitBytes: Int) throws(StoreError) -> [UInt8] {
    // What is no file, such as a pipe, must not be waited for.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure("open the file", path) }
    defer { close(file) }
    let size = lseek(file, 0, SEEK_END)
    guard size <= limitBytes else {
      throw .fileTooLarge(path: path, limitBytes: limitBytes)
    }
    return try read(file, path, at: 0, count: max(0, Int(size)))
  }

  /// Reads exactly `count` bytes, or throws.
  static func read(
    _ file: Int32, _ path: String, at offset: Int, count: Int
  ) throws(StoreError) -> [UInt8] {
    var error: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count, let start = buffer.baseAddress {
        let got = pread(file, start + filled, count - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        if got <= 0 {
          error = got < 0 ? errno : EIO
          break
        }
        filled += got
      }
    }
    if let error { throw .fileSystem(operation: "read the file", path: path, error: error) }
    return bytes
  }

  static func write(
    _ bytes: UnsafeRawBufferPointer, to file: Int32, _ path: String
  ) throws(StoreError) {
    var written = 0
    while written < bytes.count, let start = bytes.baseAddress {
      let count = Glibc.write(file, start + written, bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("write the file", path)
      }
      written += count
    }
  }

  /// Renames within one file system and syncs the folder that now holds the file.
  static func rename(_ from: String, to path: String) throws(StoreError) {
    guard Glibc.rename(from, path) == 0 else { throw failure("rename the file to", path) }
    try syncFolder(parent(path))
  }

  /// Removes a file; that it is gone already is no error.
  static func remove(_ path: String) throws(StoreError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove the file", path) }
  }

  /// Whether the path still names the open file; that may have been removed or replaced since.
  static func isStill(_ file: Int32, at path: String) -> Bool {
    var mine = stat()
    var there = stat()
    return fstat(file, &mine) == 0 && stat(path, &there) == 0 && mine.st_ino == there.st_ino
  }

  /// Whether the file system lets this process write to the folder.
  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }
}
