import Glibc

/// What the system did not do; numbers are as `errno` has them.
public enum SystemFailure: Error {
  /// No file for a moment can be made in this folder.
  case noTemporaryFile(folder: String, Int32)
  /// Something else was called and failed.
  case call(Int32)

  public var number: Int32 {
    switch self {
    case .noTemporaryFile(_, let number), .call(let number): number
    }
  }

  public var reason: String {
    let words = String(cString: strerror(number))
    return switch self {
    case .noTemporaryFile(let folder, _):
      "in \(folder), which TMPDIR may name otherwise, no file can be made: \(words)"
    case .call: words
    }
  }
}
