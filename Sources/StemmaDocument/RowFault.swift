/// What is wrong with a row of a document of rows.
public enum RowFault: Error, Hashable, Sendable {
  /// The line is not JSON; this says why.
  case notJSON(String)
  /// The line is JSON, but no object.
  case notAnObject
  /// The file is no CSV from here on; this says why.
  case notCSV(CSVReader.Failure.Reason)
  /// The row has another number of values than the first line has names.
  case uneven(found: Int, wanted: Int)
  /// There are more rows than `Rows.countLimit`.
  case tooManyRows

  var whatHappened: String {
    switch self {
    case .notJSON(let reason): "This line is not JSON: \(reason)."
    case .notAnObject: "This line is no JSON object."
    case .notCSV(let reason): "This is not CSV: \(reason.words)."
    case .uneven(let found, let wanted):
      "This row has \(found) value\(found == 1 ? "" : "s"), the first line \(wanted) "
        + "name\(wanted == 1 ? "" : "s")."
    case .tooManyRows: "There are more than \(Rows.countLimit) rows."
    }
  }

  var nextStep: String {
    switch self {
    case .notJSON, .notAnObject: "Write one JSON object a line, as {\"title\": …, \"text\": …}."
    case .notCSV(let reason): reason.nextStep
    case .uneven:
      "Put a value that holds separators or line ends between quotation marks; the first line "
        + "names the columns."
    case .tooManyRows: "Cut it into smaller files."
    }
  }
}
