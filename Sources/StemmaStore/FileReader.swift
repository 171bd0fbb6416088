import Glibc

/// Reads a file from its beginning, a piece at a time.
final class FileReader {
  private let file: Int32
  private let path: String
  private var offset = 0
  private let sizeBytes: Int
  private static let pieceBytes = 1 << 20

  init(_ path: String) throws(StoreError) {
    self.path = path
    // What is no file, such as a pipe, must not be waited for.
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw Files.failure("open the file", path) }
    sizeBytes = max(0, Int(lseek(file, 0, SEEK_END)))
  }

  /// - Returns: nil at the end.
  func next() throws(StoreError) -> [UInt8]? {
    let count = min(Self.pieceBytes, sizeBytes - offset)
    guard count > 0 else { return nil }
    defer { offset += count }
    return try Files.read(file, path, at: offset, count: count)
  }

  deinit { close(file) }
}
