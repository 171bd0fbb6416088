import Glibc
public import StemmaRecord

/// Why the store could not do what it was asked.
public enum StoreError: ActionableError, Hashable {
  /// No folder with a `format` file was found; the argument is where was looked.
  case noStore(String)
  /// The `format` file names a layout this version of stemma does not know.
  case unknownFormat(path: String, found: String)
  /// The system refused an operation on a file; `error` is errno.
  case fileSystem(operation: String, path: String, error: Int32)
  /// Another process holds the lock, and waiting was not wanted.
  case locked(String)
  /// An object is in no pack.
  case objectMissing(ObjectID, ObjectKind)
  /// The bytes on disk hash to something else than the object's id, or cannot be unpacked.
  case objectDamaged(ObjectID, ObjectKind, pack: String)
  /// A pack's own structure cannot be read at all.
  case packDamaged(String, what: String)
  /// An object is whole, but not of the form its kind demands.
  case objectMalformed(ObjectID, ObjectKind)
  /// A dataset's branch is shorter than its tags say: it was lost, or moved back by hand.
  case branchBehind(dataset: String, versions: Int, tag: String)
  /// A dataset has no branch.
  case unknownDataset(String, known: [String])
  /// A dataset has no such version.
  case unknownVersion(String, known: String)
  /// Several receipts begin with these digits.
  case ambiguousVersion(String, matches: [String])
  /// A name is not of the form `name@3`, `name@head`, `name@head~1`, `name@sha256:…` or `name@tag`.
  case malformedVersionName(String)
  /// The history could not be read or written.
  case history(code: String, whatHappened: String, place: String?, nextStep: String)
  /// The index could not be read or written, and could not be made anew either.
  case index(code: String, whatHappened: String, place: String?, nextStep: String)
  /// A file that a run should read is larger than allowed.
  case fileTooLarge(path: String, limitBytes: Int)
  /// Something that is reachable cannot be read, so nobody knows what may go.
  case collectionRefused(reason: String, place: String?)
  /// A tag's name is not of the form that tags have.
  case malformedTag(String)
  /// A tag of this name belongs to another version already.
  case tagTaken(String, by: String)
  /// The version has no tag of this name.
  case unknownTag(String, of: String)
  /// A part of a run's journal is not what was written.
  case journalDamaged(path: String, bytes: Range<Int>)
  /// No unfinished run's id begins so.
  case unknownRun(String)
  /// Several unfinished runs' ids begin so.
  case ambiguousRun(String, count: Int)
  /// The work was cancelled while it waited.
  case interrupted

  public var code: String {
    switch self {
    case .noStore: "store.not-found"
    case .unknownFormat: "store.unknown-format"
    case .fileSystem: "store.file-system"
    case .locked: "store.locked"
    case .objectMissing: "store.object-missing"
    case .objectDamaged: "store.object-damaged"
    case .packDamaged: "store.pack-damaged"
    case .objectMalformed: "store.object-malformed"
    case .branchBehind: "store.branch-behind"
    case .unknownDataset: "store.unknown-dataset"
    case .unknownVersion: "store.unknown-version"
    case .ambiguousVersion: "store.ambiguous-version"
    case .malformedVersionName: "store.malformed-version-name"
    case .history(let code, _, _, _), .index(let code, _, _, _): code
    case .fileTooLarge: "store.file-too-large"
    case .collectionRefused: Self.refusalCode
    case .malformedTag: "store.malformed-tag"
    case .tagTaken: "store.tag-taken"
    case .unknownTag: "store.unknown-tag"
    case .journalDamaged: "store.journal-damaged"
    case .unknownRun: "store.unknown-run"
    case .ambiguousRun: "store.ambiguous-run"
    case .interrupted: "store.interrupted"
    }
  }

  public var whatHappened: String {
    switch self {
    case .noStore: "There is no store here."
    case .unknownFormat(_, let found):
      "This store has the layout «\(found)», which this version of stemma does not know."
    case .fileSystem(let operation, _, let error):
      "The system refused to \(operation): \(String(cString: strerror(error)))."
    case .locked: "Another process holds the lock."
    case .objectMissing(let id, let kind): "The \(kind.tag) object \(id) is in no pack."
    case .objectDamaged(let id, let kind, _): "The \(kind.tag) object \(id) is damaged."
    case .packDamaged(_, let what): "The pack cannot be read: \(what)."
    case .objectMalformed(let id, let kind):
      "The object \(id) is whole, but not a well-formed \(kind.tag)."
    case .branchBehind(let dataset, let versions, let tag):
      "The branch of «\(dataset)» has \(versions) versions, but there is a tag \(tag)."
    case .unknownDataset(let name, _): "There is no dataset «\(name)» in this store."
    case .unknownVersion(let name, let known): "There is no version «\(name)»; there is \(known)."
    case .ambiguousVersion(let name, let matches):
      "«\(name)» fits several versions: \(matches.joined(separator: ", "))."
    case .malformedVersionName(let name): "«\(name)» does not name a version."
    case .history(_, let whatHappened, _, _), .index(_, let whatHappened, _, _): whatHappened
    case .fileTooLarge(_, let limit): "The file is larger than \(limit) bytes."
    case .collectionRefused(let reason, _):
      "Nothing was collected, since something reachable cannot be read: \(reason)"
    case .malformedTag(let name): "«\(name)» cannot be a tag."
    case .tagTaken(let name, let version): "The tag «\(name)» belongs to \(version)."
    case .unknownTag(let name, let version): "\(version) has no tag «\(name)»."
    case .journalDamaged(_, let bytes):
      "The run's journal is damaged: bytes \(bytes.lowerBound) to \(bytes.upperBound) cannot be read."
    case .unknownRun(let id): "There is no unfinished run «\(id)»."
    case .ambiguousRun(let id, let count): "«\(id)» fits \(count) unfinished runs."
    case .interrupted: "Interrupted while waiting; nothing was published."
    }
  }

  public var place: String? {
    switch self {
    case .noStore(let path), .unknownFormat(let path, _), .fileSystem(_, let path, _),
      .locked(let path), .fileTooLarge(let path, _), .packDamaged(let path, _),
      .journalDamaged(let path, _):
      path
    case .objectDamaged(_, _, let pack): pack
    case .collectionRefused(_, let place): place
    case .objectMissing(let id, _), .objectMalformed(let id, _): id.description
    case .branchBehind(let dataset, _, _): "history.git/refs/heads/\(dataset)"
    case .history(_, _, let place, _), .index(_, _, let place, _): place
    default: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .noStore: "Run `stemma init`, or name one with `--store` or STEMMA_STORE."
    case .unknownFormat: "Use the version of stemma that made it."
    case .fileSystem(_, _, let error):
      switch error {
      case ENOSPC, EDQUOT: "Make room on the disk and run the command again; nothing is lost."
      case EACCES, EPERM, EROFS: "Check who may write there, or use another store."
      default: "Check the disk, then run the command again."
      }
    case .locked: "Wait for the other process to end, then run the command again."
    case .objectMalformed: "Restore the pack from a copy, then run `stemma verify`."
    case .objectMissing, .objectDamaged, .packDamaged:
      "Restore the pack from a copy; or import or run what it held once more, then `stemma gc`."
    case .branchBehind(let dataset, _, let tag):
      "Restore it: `git -C STORE/history.git update-ref refs/heads/\(dataset) \(tag)`."
    case .unknownDataset(_, let known):
      known.isEmpty
        ? "Make one with `stemma run MANIFEST`."
        : "Known datasets: \(known.joined(separator: ", "))."
    case .unknownVersion, .ambiguousVersion: "`stemma log DATASET` lists the versions."
    case .malformedVersionName:
      "Write `name@3`, `name@head`, `name@head~1`, `name@sha256:ab12…` or `name@TAG`."
    case .history(_, _, _, let nextStep), .index(_, _, _, let nextStep): nextStep
    case .fileTooLarge: "Split the file."
    case .collectionRefused:
      "Run `stemma verify`; restore what it names from a copy, or import or run it once more; then "
        + "collect again."
    case .malformedTag:
      "Use a-z, 0-9, «.», «_» and «-», 64 at most; not `head`, and not digits alone."
    case .tagTaken: "Use another name, or move the tag with --force."
    case .unknownTag: "`stemma log DATASET` lists the tags."
    case .journalDamaged:
      "Restore the journal from a copy, or run again: only what it held is asked."
    case .unknownRun, .ambiguousRun: "`stemma runs` lists them."
    case .interrupted: "Run the command again."
    }
  }
}

extension StoreError {
  static let refusalCode = "store.collection-refused"

  /// The file is not there; it may have been taken out since its name was read.
  var isGone: Bool {
    if case .fileSystem(_, _, ENOENT) = self { true } else { false }
  }
}
