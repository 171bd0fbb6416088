public import StemmaRecord

/// Everything wrong with a source of rows, at once.
public struct TableError: CompoundError, Hashable {
  /// Not empty; beyond 100 there is one more that says how many follow.
  public let problems: [TableProblem]

  init(_ problems: [TableProblem]) {
    self.problems = Self.told(problems) {
      TableProblem(source: $0.source, line: $0.line, reason: .more($1))
    }
  }

  public var parts: [any ActionableError] { problems }

  /// The problem's own code where there is one only, else `tables.invalid`.
  public var code: String { problems.count == 1 ? problems[0].code : "tables.invalid" }
}

/// One thing wrong with a file of rows, or with a dataset that should give some.
public struct TableProblem: ActionableError, Hashable {
  public enum Reason: Hashable, Sendable {
    case notJSON(JSONError.Reason)
    case notCSV(CSVReader.Failure.Reason)
    case notAnObject
    /// A header without a name for the column of this number, from 1.
    case namelessColumn(Int)
    case columnTwice(String)
    /// A record of CSV with so many fields, and not as many as the header.
    case otherWidth(Int, wanted: Int)
    case tooManyColumns
    /// The row is larger than is read.
    case tooLong
    /// An `id` that is neither a whole number nor a short text.
    case badID
    /// Another row has this id.
    case duplicateID(String)
    /// There is no row at all.
    case nothing
    case tooLarge
    case tooMany
    /// So many more problems follow.
    case more(Int)
  }

  /// The input's name.
  public let source: String
  /// From 1; nil where the whole is concerned.
  public let line: Int?
  public let reason: Reason

  public var code: String {
    switch reason {
    case .notJSON: "tables.not-json"
    case .notCSV, .otherWidth, .namelessColumn, .columnTwice: "tables.not-csv"
    case .notAnObject: "tables.wrong-type"
    case .tooManyColumns: "tables.too-many-columns"
    case .tooLong: "tables.too-long"
    case .badID: "tables.bad-id"
    case .duplicateID: "tables.duplicate-id"
    case .nothing: "tables.empty"
    case .tooLarge: "tables.too-large"
    case .tooMany: "tables.too-many"
    case .more: "tables.too-many-problems"
    }
  }

  public var place: String? { source + (line.map { ":\($0)" } ?? "") }

  public var whatHappened: String {
    switch reason {
    case .notJSON(let reason): "This is not JSON: \(reason.rawValue)."
    case .notCSV(let reason): "This is not CSV: \(reason.words)."
    case .notAnObject: "This row is not a JSON object."
    case .namelessColumn(let number): "The header has no name for column \(number)."
    case .columnTwice(let name): "The header has the column «\(name.onOneLine(limit: 60))» twice."
    case .otherWidth(let found, let wanted):
      "This row has \(found) field\(found == 1 ? "" : "s"), and the header \(wanted)."
    case .tooManyColumns: "This row has more than \(CSVReader.columnLimit) columns."
    case .tooLong: "This row has more than \(TableReader.rowLimitBytes) bytes."
    case .badID: "The row's `id` is neither a whole number nor a short text."
    case .duplicateID(let id): "This row has the id «\(id.onOneLine(limit: 60))» of another one."
    case .nothing: "No row stands here."
    case .tooLarge: "The file has more than \(TableReader.sizeLimitBytes) bytes."
    case .tooMany: "There are more than \(TableReader.countLimit) rows."
    case .more(let count): "\(count) more problems follow."
    }
  }

  public var nextStep: String {
    switch reason {
    case .notJSON, .notAnObject:
      "Rows are a JSON array of objects, one JSON object a line, or CSV in a file called `.csv`."
    case .notCSV(let reason): reason.nextStep
    case .tooManyColumns, .tooLong: "Leave some of it out."
    case .namelessColumn, .columnTwice: "Give every column a name of its own in the first line."
    case .otherWidth: "Give it a field for every column; a field with a comma in it is quoted."
    case .badID, .duplicateID: "Give each row an id of its own, or call the column otherwise."
    case .nothing: "Write at least one row, or leave the input out."
    case .tooLarge, .tooMany: "Split the file, or leave some out."
    case .more: "Mend those named before, then try again."
    }
  }
}
