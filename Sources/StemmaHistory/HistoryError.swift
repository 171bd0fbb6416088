public import StemmaRecord

/// Why the history could not answer or could not be written.
///
/// File names are relative to `history.git`, unless they begin with a slash.
public enum HistoryError: ActionableError, Hashable {
  /// There is no history at this path, or it lacks what every git repository has.
  case notAHistory(path: String)
  /// A dataset, a ref or a file name that git does not allow, or a text that a commit cannot hold.
  case nameRefused(String, reason: String)
  /// A ref's file does not hold the id of a commit that is there.
  case refDamaged(file: String, reason: String)
  /// An object's file does not hold what its name says.
  case objectDamaged(file: String, reason: String)
  /// An object that another one names is not there; `file` is where it should be.
  case objectMissing(file: String)
  /// An object is larger than `HistoryLimits.objectBytes`; it is neither read nor written.
  case objectTooLarge(file: String, bytes: Int)
  /// A tree holds something else than plain files with plain names; stemma never wrote that.
  case entryRefused(file: String, name: String)
  /// A file that only git itself reads, `HEAD` or `config`, is not as stemma writes it.
  case fileDamaged(file: String, reason: String)
  /// A ref was not where the writer expected it; nothing has been changed.
  case conflict(ref: String, expected: CommitID?, found: CommitID?)
  /// The lock could not be taken, for another reason than that somebody holds it.
  case lockUnavailable(path: String, reason: String)
  /// A file could not be read though it is there: permissions, or the device.
  case fileUnreadable(file: String, reason: String)
  /// A file could not be written: space, permissions, or the device.
  case writeFailed(file: String, reason: String)
  /// libgit2 could not be set up.
  case libraryFailed(reason: String)

  public var code: String {
    switch self {
    case .notAHistory: "history.not-a-history"
    case .nameRefused: "history.name-refused"
    case .refDamaged: "history.ref-damaged"
    case .objectDamaged: "history.object-damaged"
    case .objectMissing: "history.object-missing"
    case .objectTooLarge: "history.object-too-large"
    case .entryRefused: "history.entry-refused"
    case .fileDamaged: "history.file-damaged"
    case .conflict: "history.conflict"
    case .lockUnavailable: "history.lock-unavailable"
    case .fileUnreadable: "history.file-unreadable"
    case .writeFailed: "history.write-failed"
    case .libraryFailed: "history.library-failed"
    }
  }

  public var whatHappened: String {
    switch self {
    case .notAHistory: "This is not the history of a store."
    case .nameRefused(let name, let reason): "\"\(name)\" cannot be written: \(reason)."
    case .refDamaged(_, let reason): "This ref is damaged: \(reason)."
    case .objectDamaged(_, let reason): "This object is damaged: \(reason)."
    case .objectMissing: "This object is missing."
    case .objectTooLarge(_, let bytes):
      "This object has \(bytes) bytes; \(HistoryLimits.objectBytes) is the most that is accepted."
    case .entryRefused(_, let name): "This tree holds \"\(name)\", which stemma does not write."
    case .fileDamaged(_, let reason): "This file is damaged: \(reason)."
    case .conflict(let ref, let expected, let found):
      "\(ref) is at \(found?.hex ?? "nothing"), not at \(expected?.hex ?? "nothing")."
    case .lockUnavailable(_, let reason): "This cannot be locked: \(reason)."
    case .fileUnreadable(_, let reason): "This file cannot be read: \(reason)."
    case .writeFailed(_, let reason): "This file cannot be written: \(reason)."
    case .libraryFailed(let reason): "libgit2 could not be started: \(reason)."
    }
  }

  public var place: String? {
    switch self {
    case .notAHistory(let path), .lockUnavailable(let path, _): path
    default: file.map { $0.hasPrefix("/") ? $0 : "history.git/\($0)" }
    }
  }

  /// The file concerned, relative to `history.git`; nil where it is not about one.
  public var file: String? {
    switch self {
    case .refDamaged(let file, _), .objectDamaged(let file, _), .objectMissing(let file),
      .objectTooLarge(let file, _), .entryRefused(let file, _), .fileDamaged(let file, _),
      .fileUnreadable(let file, _), .writeFailed(let file, _):
      file
    case .notAHistory, .nameRefused, .conflict, .lockUnavailable, .libraryFailed: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .notAHistory: "Give the path of a store, or make one with `stemma init`."
    case .nameRefused: "Choose another name."
    case .refDamaged, .objectDamaged, .objectMissing, .entryRefused:
      "Restore this file from a copy of the store, then run `stemma verify`."
    case .fileDamaged: "Nothing to do: stemma does not read it, and the next write puts it right."
    case .objectTooLarge: "Make the manifest smaller, or restore the file from a copy."
    case .conflict: "Read the history again and repeat what you did."
    case .lockUnavailable: "Put the store on a local file system that supports flock."
    case .fileUnreadable: "Check the file's permissions and the disk."
    case .writeFailed: "Make room or mend the permissions, then do it again; nothing is half done."
    case .libraryFailed: "Check that libgit2 is installed."
    }
  }
}

/// What the history accepts at most.
public enum HistoryLimits {
  /// The largest object that is read or written, in bytes: 64 MiB.
  public static let objectBytes = 64 << 20
}
