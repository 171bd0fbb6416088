import Glibc

/// A file of the user's, or standard input, read from its beginning to its end.
final class InputStream {
  private let file: Int32
  /// What errors call it.
  private let shown: String
  /// Nil where it is not known, as for a pipe.
  let sizeBytes: Int?

  /// - Parameters:
  ///   - path: `-` for standard input.
  ///   - name: what errors call it; nil for its path.
  ///   - isPlain: whether only a plain file will do; nothing else is waited for then, nor `-` special.
  init(_ path: String, called name: String? = nil, isPlain: Bool = false) throws(InputError) {
    shown = name ?? path
    file =
      path == "-" && !isPlain
      ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | (isPlain ? O_NONBLOCK : 0))
    guard file >= 0 else { throw .unreadable(path: shown, error: errno) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path: shown, error: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .isFolder(path: shown) }
    guard !isPlain || status.st_mode & S_IFMT == S_IFREG else { throw .notPlain(path: shown) }
    sizeBytes = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { if file != STDIN_FILENO { close(file) } }

  /// - Returns: how many bytes were put into the buffer; 0 at the end.
  func read(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw InputError.unreadable(path: shown, error: errno) }
      return count
    }
  }
}
