import Glibc
import StemmaRecord

/// The file of keys: lines `NAME=value`, empty ones and those behind `#` aside.
///
/// It must be the user's own and nobody else's to read.
enum KeyFile {
  private static let sizeLimit = 1 << 20

  /// - Returns: `$XDG_CONFIG_HOME/stemma/keys`, else `~/.config/stemma/keys`; nil without a home.
  static func path(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return "\(folder)/stemma/keys"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return "\(home)/.config/stemma/keys"
  }

  /// - Returns: what stands there for `name`; nil where it does not, and where there is no file.
  /// - Throws: `TeacherError.keyFile…` where others could read it, or it cannot be read.
  static func value(of name: String, in path: String) throws(TeacherError) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .keyFileUnreadable(path, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .keyFileUnreadable(path, reason: "it is no plain file")
    }
    guard status.st_uid == geteuid() else { throw .keyFileOpen(path, reason: "is another user's") }
    guard status.st_mode & 0o077 == 0 else {
      throw .keyFileOpen(path, reason: "can be read by others")
    }
    guard status.st_size <= sizeLimit else {
      throw .keyFileUnreadable(path, reason: "it is larger than 1 MiB")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        read(file, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      guard got >= 0 else {
        throw .keyFileUnreadable(path, reason: String(cString: strerror(errno)))
      }
      guard got > 0 else { break }
      count += got
    }
    return value(of: name, in: bytes.prefix(count))
  }

  private static func value(of name: String, in bytes: ArraySlice<UInt8>) -> String? {
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = String(decoding: line, as: UTF8.self).trimmed
      guard !text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { continue }
      if String(text[..<equals]).trimmed == name {
        return String(text[text.index(after: equals)...]).trimmed
      }
    }
    return nil
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    var text = self[...].drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
