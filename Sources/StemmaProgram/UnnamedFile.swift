import Glibc

/// Files for a moment, which nobody else finds and no other program is given.
public enum UnnamedFile {
  /// - Parameter environment: `TMPDIR` says where; `/tmp` where that is unset or empty.
  /// - Returns: a file that can be read and written; the caller closes it.
  public static func make(_ environment: [String: String]) throws(SystemFailure) -> Int32 {
    let folder = folder(environment["TMPDIR"])
    var template = Array("\(folder)/stemma.XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw .noTemporaryFile(folder: folder, errno) }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  /// Where files for a moment are.
  ///
  /// - Parameter named: what `TMPDIR` says; nil where it is unset.
  public static func folder(_ named: String?) -> String {
    named.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }
}
