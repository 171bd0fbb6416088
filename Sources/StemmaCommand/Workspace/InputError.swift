import Glibc
import StemmaRecord

/// Why a file the user named could not be used.
enum InputError: ActionableError {
  case unreadable(path: String, error: Int32)
  case unwritable(path: String, error: Int32)
  case tooLarge(path: String, limitBytes: Int)
  /// A pattern of `inputs.documents` fits no file.
  case noMatch(pattern: String, manifest: String)
  case isFolder(path: String)
  /// A file would be overwritten.
  case exists(path: String)
  /// A manifest has changes that no version holds.
  case unsavedChanges(path: String)
  case badCondition(String)
  case unknownField(String, known: [String])
  case unknownRecord(String, version: String)
  case ambiguousRecord(String, matches: Int)

  var code: String {
    switch self {
    case .unreadable: "input.unreadable"
    case .unwritable: "command.unwritable"
    case .tooLarge: "input.too-large"
    case .noMatch: "input.no-match"
    case .isFolder: "input.is-folder"
    case .exists: "command.file-exists"
    case .unsavedChanges: "command.unsaved-changes"
    case .badCondition, .unknownField: "command.bad-arguments"
    case .unknownRecord: "command.unknown-record"
    case .ambiguousRecord: "command.ambiguous-record"
    }
  }

  var whatHappened: String {
    switch self {
    case .unreadable(_, let error):
      "The file cannot be read: \(String(cString: strerror(error)))."
    case .unwritable(_, let error):
      "The file cannot be written: \(String(cString: strerror(error)))."
    case .tooLarge(_, let limit): "The file is larger than \(limit) bytes."
    case .noMatch(let pattern, _): "«\(pattern)» fits no file."
    case .isFolder: "This is a folder, not a file."
    case .exists: "The file is there already."
    case .unsavedChanges: "The manifest has changes that no version of the dataset holds."
    case .badCondition(let text): "«\(text)» is not a condition."
    case .unknownField(let field, _): "No record has a field «\(field)»."
    case .unknownRecord(let id, let version): "\(version) has no record «\(id)»."
    case .ambiguousRecord(let id, let matches): "«\(id)» fits \(matches) records."
    }
  }

  var place: String? {
    switch self {
    case .unreadable(let path, _), .unwritable(let path, _), .tooLarge(let path, _),
      .isFolder(let path), .exists(let path), .unsavedChanges(let path):
      path
    case .noMatch(_, let manifest): manifest
    default: nil
    }
  }

  var nextStep: String {
    switch self {
    case .unreadable: "Check the path and who may read it."
    case .unwritable: "Check the path and who may write there."
    case .tooLarge: "Split the file."
    case .noMatch: "Paths under `inputs.documents` are relative to the manifest's folder."
    case .isFolder: "Name a file."
    case .exists: "Name another file or folder, or remove this one."
    case .unsavedChanges: "Run it, or save it elsewhere, then roll back again."
    case .badCondition: "Write `field=value`, `field!=value` or `field~text`."
    case .unknownField(_, let known): "There is \(known.joined(separator: ", "))."
    case .unknownRecord: "`stemma sample VERSION` shows records with their ids."
    case .ambiguousRecord: "Give more digits of the id."
    }
  }
}
