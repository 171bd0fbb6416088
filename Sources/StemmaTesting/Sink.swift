import Glibc

/// Takes what a program writes: a file without a name, so that no pipe can fill up.
final class Sink {
  let file: Int32

  /// - Throws: `Failure` where no file can be made in `/tmp`.
  init() throws {
    var name = Array("/tmp/stemma-test-XXXXXX".utf8CString)
    file = mkstemp(&name)
    guard file >= 0 else { throw Failure("no temporary file can be made") }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(file) }

  /// All that was written so far.
  func content() -> [UInt8] {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(file, &piece, piece.count, off_t(content.count))
      guard count > 0 else { return content }
      content += piece[..<count]
    }
  }
}
