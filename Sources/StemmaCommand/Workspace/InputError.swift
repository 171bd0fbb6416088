import Glibc
import StemmaProgram
import StemmaRecord

/// Why a file, a condition or a record the user named could not be used.
enum InputError: ActionableError {
  /// The file cannot be opened or read; `error` is the system's `errno`.
  case unreadable(path: String, error: Int32)
  /// The file cannot be made or written; `error` is the system's `errno`.
  case unwritable(path: String, error: Int32)
  /// No file for a moment can be made in this folder; `error` is the system's `errno`.
  case noTemporaryFile(folder: String, error: Int32)
  /// The file has more bytes than stemma reads of its kind.
  case tooLarge(path: String, limitBytes: Int)
  /// A path or pattern under `inputs` fits no file.
  case noMatch(pattern: String, manifest: String, kind: InputKind)
  /// A folder stands where a file is wanted.
  case isFolder(path: String)
  /// A file that stemma did not write stands where its dataset card is to go.
  case foreignCard(path: String)
  /// A pipe, a device or the like stands where a plain file is wanted.
  case notPlain(path: String)
  /// A manifest has changes that no version holds.
  case unsavedChanges(path: String)
  /// The folder the command was started in has been removed.
  case noWorkingFolder
  /// There is no line in what is to be checked.
  case nothingToCheck(path: String)
  /// What `--schema` names is no JSON Schema.
  case badSchema(path: String)
  /// What `--where` was given is no condition.
  case badCondition(String)
  /// A condition names a field that the version's records do not have.
  case unknownField(String, known: [String])
  /// The user's editor did not end well.
  case editorFailed(String, status: Int32)
  /// A version with a split was to go to standard output, and no side was named.
  case sidesWanted(version: String)
  /// The version has no record whose id begins so.
  case unknownRecord(String, version: String)
  /// The ids of several records begin so.
  case ambiguousRecord(String, matches: Int)

  /// Whether other files may be read all the same.
  var isAboutFile: Bool {
    switch self {
    case .unreadable, .tooLarge: true
    default: false
    }
  }

  var code: String {
    switch self {
    case .unreadable: "input.unreadable"
    case .unwritable: "command.unwritable"
    case .noTemporaryFile: "command.no-temporary-file"
    case .tooLarge: "input.too-large"
    case .noMatch: "input.no-match"
    case .isFolder: "input.is-folder"
    case .foreignCard: "input.foreign-card"
    case .notPlain: "input.not-plain"
    case .nothingToCheck: "input.no-rows"
    case .badSchema: "input.bad-schema"
    case .unsavedChanges: "command.unsaved-changes"
    case .noWorkingFolder: "command.no-working-folder"
    case .badCondition, .unknownField, .sidesWanted: "command.bad-arguments"
    case .unknownRecord: "command.unknown-record"
    case .editorFailed: "command.editor-failed"
    case .ambiguousRecord: "command.ambiguous-record"
    }
  }

  var whatHappened: String {
    switch self {
    case .unreadable(_, let error):
      "The file cannot be read: \(String(cString: strerror(error)))."
    case .unwritable(_, let error):
      "The file cannot be written: \(String(cString: strerror(error)))."
    case .noTemporaryFile(_, let error):
      "No temporary file can be made in this folder: \(String(cString: strerror(error)))."
    case .tooLarge(_, let limit): "The file is larger than \(limit) bytes."
    case .noMatch(let pattern, _, _): "«\(pattern)» fits no file."
    case .isFolder: "This is a folder, not a file."
    case .foreignCard: "This is no dataset card of stemma's, and would be written over."
    case .notPlain: "This is no plain file."
    case .nothingToCheck: "There is no row here."
    case .badSchema: "This is no JSON Schema."
    case .unsavedChanges: "The manifest has changes that no version of the dataset holds."
    case .noWorkingFolder: "The working folder is gone."
    case .badCondition(let text): "«\(text)» is not a condition."
    case .unknownField(let field, _): "No record has a field «\(field)»."
    case .editorFailed(let editor, let status): "The editor «\(editor)» ended with \(status)."
    case .sidesWanted(let version): "\(version) has a split, and standard output holds one side."
    case .unknownRecord(let id, let version): "There is no record «\(id)» in \(version)."
    case .ambiguousRecord(let id, let matches): "«\(id)» fits \(matches) records."
    }
  }

  var place: String? {
    switch self {
    case .unreadable(let path, _), .unwritable(let path, _), .tooLarge(let path, _),
      .isFolder(let path), .foreignCard(let path), .notPlain(let path), .badSchema(let path),
      .nothingToCheck(let path), .unsavedChanges(let path), .noTemporaryFile(let path, _):
      path
    case .noMatch(_, let manifest, _): manifest
    default: nil
    }
  }

  var nextStep: String {
    switch self {
    case .unreadable: "Check the path and who may read it."
    case .unwritable: "Check the path and who may write there."
    case .noTemporaryFile: SystemFailure.temporaryFolderAdvice
    case .tooLarge: "Split the file."
    case .noMatch(_, _, let kind):
      "Paths under `inputs.\(kind.rawValue)` are relative to the manifest's folder."
    case .foreignCard: "Name another folder, or move the file away."
    case .isFolder, .notPlain: "Name a file."
    case .nothingToCheck:
      "Name a file with one JSON object a line; whatever wrote this may have failed."
    case .badSchema: "Name a JSON Schema of one row, such as one of schemas/."
    case .unsavedChanges: "Run it, or save it elsewhere, then roll back again."
    case .noWorkingFolder: "Go to a folder that is there, then run the command again."
    case .badCondition: "Write `field=value`, `field!=value` or `field~text`."
    case .unknownField(_, let known): "There is \(known.joined(separator: ", "))."
    case .editorFailed: "Name another one in VISUAL or EDITOR."
    case .sidesWanted: "Name it with `--side train`, or a folder for all with `--output`."
    case .unknownRecord: "`stemma sample VERSION` shows records with their ids."
    case .ambiguousRecord: "Give more digits of the id."
    }
  }
}
