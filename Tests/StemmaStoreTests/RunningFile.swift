import Glibc
import StemmaTesting

/// A file changed in place, while others have it open.
struct RunningFile {
  private let path: String

  init(_ path: String) throws {
    guard access(path, R_OK | W_OK) == 0 else { throw Failure("there is no \(path)") }
    self.path = path
  }

  func flip(at offset: Int) {
    let file = open(path, O_RDWR)
    defer { close(file) }
    var byte: UInt8 = 0
    pread(file, &byte, 1, off_t(offset))
    byte ^= 0x10
    pwrite(file, &byte, 1, off_t(offset))
  }
}
