import Glibc

/// What the system did not do.
public enum SystemFailure: Error {
  /// No file for a moment can be made in this folder; the number is `errno`'s.
  case noTemporaryFile(folder: String, Int32)
  /// Something else was called and failed, with this `errno`.
  case call(Int32)

  /// What helps where no file for a moment can be made.
  public static let temporaryFolderAdvice =
    "Set TMPDIR to a folder that is there, and in which you may write."

  /// As `errno` has it.
  public var number: Int32 {
    switch self {
    case .noTemporaryFile(_, let number), .call(let number): number
    }
  }

  /// In words, as part of a sentence.
  public var reason: String {
    let words = String(cString: strerror(number))
    return switch self {
    case .noTemporaryFile(let folder, _):
      "in \(folder), which TMPDIR may name otherwise, no file can be made: \(words)"
    case .call: words
    }
  }
}
