import Glibc

/// Where programs are.
public enum ProgramPath {
  /// The program of that name that a shell would take.
  ///
  /// - Parameter path: folders, with `:` between them, as in `PATH`.
  public static func find(_ name: String, path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }.first { file in
      var status = stat()
      return access(file, X_OK) == 0 && stat(file, &status) == 0
        && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
