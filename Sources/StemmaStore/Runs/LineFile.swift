import Glibc

/// A file of lines in a run's folder: each is on the disk before the next one is thought of.
final class LineFile: Sendable {
  let path: String
  private let file: Int32
  private static let limitBytes = 1 << 30

  /// The lines found when it was opened, in the order of their adding; one that a crash cut off is not
  /// among them.
  let lines: [ArraySlice<UInt8>]

  /// Opens a file to add to it, and begins one where there is none.
  ///
  /// - Parameter path: in a folder whose lock the caller holds.
  init(appendingTo path: String) throws(StoreError) {
    self.path = path
    let isNew = !Files.exists(path)
    let found = isNew ? [] : try Files.read(path, limitBytes: Self.limitBytes)
    let whole = Self.whole(found)
    lines = Self.split(whole)
    file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Files.failure("open the journal", path) }
    guard ftruncate(file, off_t(whole.count)) == 0, lseek(file, 0, SEEK_END) >= 0 else {
      throw Files.failure("write the journal", path)
    }
    if isNew { try Files.syncFolder(Files.parent(path)) }
  }

  deinit { close(file) }

  /// The whole lines of a file that another process may be at; empty where there is no such file.
  static func lines(in path: String) throws(StoreError) -> [ArraySlice<UInt8>] {
    guard Files.exists(path) else { return [] }
    return split(whole(try Files.read(path, limitBytes: limitBytes)))
  }

  private static func whole(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[..<((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)]
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"))
  }

  /// Adds a line, and brings it onto the disk.
  ///
  /// - Parameter line: without a line end in it.
  func append(_ line: [UInt8]) throws(StoreError) {
    let bytes = line + [UInt8(ascii: "\n")]
    let result: Result<Void, StoreError> = bytes.withUnsafeBytes { raw in
      do throws(StoreError) { return .success(try Files.write(raw, to: file, path)) } catch {
        return .failure(error)
      }
    }
    try result.get()
    guard fsync(file) == 0 else { throw Files.failure("sync the journal", path) }
  }
}
