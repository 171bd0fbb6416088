import GRDB
import StemmaRecord

extension LineageError {
  /// SQLite's words in ours. SQL, arguments and paths of the original are left out.
  init(wrapping error: any Error) {
    switch error {
    case let error as LineageError: self = error
    case let error as DatabaseError: self = Self.translate(error.extendedResultCode)
    case let error as any ActionableError:
      self = .abandoned("\(error.code): \(error.whatHappened)")
    default: self = .abandoned("\(type(of: error))")
    }
  }

  private static func translate(_ result: ResultCode) -> LineageError {
    switch result.primaryResultCode {
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .unwritable
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy
    case .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_NOMEM, .SQLITE_NOLFS, .SQLITE_INTERRUPT:
      .system("\(result)")
    case .SQLITE_MISUSE: .closed
    // Our SQL is fixed and was checked against the layout, so whatever else SQLite may object to,
    // a table it does not find or a type that does not fit, is the file's fault.
    default: .damaged("SQLite result \(result)")
    }
  }
}
