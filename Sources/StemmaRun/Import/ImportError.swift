public import StemmaRecord

/// A line that could not be taken in.
public struct ImportProblem: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// Not JSON as stemma reads it.
    case malformed(JSONError.Reason)
    /// JSON, but not an object.
    case notAnObject
    /// Longer than lines may be.
    case tooLong
    /// The field that should hold the id is missing.
    case idMissing
    /// The id is neither text nor a whole number, or empty, or too long.
    case idUnusable
    /// Another line has the same id.
    case duplicateID(String, firstLine: Int)
  }

  /// From 1, blank lines counted.
  public let line: Int
  /// In bytes, from 1.
  public let column: Int
  public let reason: Reason

  public var code: String {
    switch reason {
    case .malformed: "import.malformed"
    case .notAnObject: "import.not-an-object"
    case .tooLong: "import.line-too-long"
    case .idMissing: "import.id-missing"
    case .idUnusable: "import.id-unusable"
    case .duplicateID: "import.duplicate-id"
    }
  }

  public var whatHappened: String {
    switch reason {
    case .malformed(let reason): "This is not JSON: \(reason.rawValue)."
    case .notAnObject: "This is not an object."
    case .tooLong: "The line has more than \(LinePieces.lineLimitBytes >> 20) MiB."
    case .idMissing: "The id's field is missing."
    case .idUnusable:
      "The id is neither a whole number nor a text of 1 to \(ImportParser.idLimitBytes) bytes."
    case .duplicateID(let id, let first): "The id «\(id)» is that of line \(first) already."
    }
  }
}

/// Why a file was not imported. Nothing of it is visible then.
public enum ImportError: ActionableError, Hashable {
  /// Lines cannot be taken in: the first of them, and how many there are.
  case badLines([ImportProblem], count: Int, file: String)
  /// The file holds no record.
  case empty(file: String)
  /// The file is one JSON array, not a record a line.
  case isArray(file: String)

  public var code: String {
    switch self {
    case .badLines: "import.bad-lines"
    case .empty: "import.empty"
    case .isArray: "import.is-array"
    }
  }

  public var whatHappened: String {
    switch self {
    case .badLines(_, let count, _):
      "\(count) \(count == 1 ? "line" : "lines") cannot be imported, so nothing was."
    case .empty: "The file holds no record."
    case .isArray: "The file is a JSON array; a record a line is wanted."
    }
  }

  public var place: String? {
    switch self {
    case .badLines(_, _, let file), .empty(let file), .isArray(let file): file
    }
  }

  public var nextStep: String {
    switch self {
    case .badLines: "Mend or remove these lines, then import the file again."
    case .empty: "Name a file with one JSON object a line."
    case .isArray: "Write a record a line, such as with `jq -c '.[]'`, and import that."
    }
  }
}
