/// What is wrong with a row of a document of rows.
public enum RowFault: Error, Hashable, Sendable {
  /// The line is not JSON; this says why.
  case notJSON(String)
  /// The line is JSON, but no object.
  case notAnObject
  /// A quotation mark begins a value here, and none ends it.
  case openQuote
  /// Something stands between a value's last quotation mark and the end of the value.
  case afterQuote
  /// The row has another number of values than the first line has names.
  case uneven(found: Int, wanted: Int)
  /// The row has more values than `CSVReader.valueLimit`.
  case tooManyValues
  /// There are more rows than `Rows.countLimit`.
  case tooManyRows

  var whatHappened: String {
    switch self {
    case .notJSON(let reason): "This line is not JSON: \(reason)."
    case .notAnObject: "This line is no JSON object."
    case .openQuote: "A quotation mark begins a value here, and none ends it."
    case .afterQuote: "Something follows the quotation mark that ends a value."
    case .uneven(let found, let wanted):
      "This row has \(found) value\(found == 1 ? "" : "s"), the first line \(wanted) "
        + "name\(wanted == 1 ? "" : "s")."
    case .tooManyValues: "This row has more than \(CSVReader.valueLimit) values."
    case .tooManyRows: "There are more than \(Rows.countLimit) rows."
    }
  }

  var nextStep: String {
    switch self {
    case .notJSON, .notAnObject: "Write one JSON object a line, as {\"title\": …, \"text\": …}."
    case .openQuote, .afterQuote:
      "Put the value between quotation marks, and double those within it."
    case .uneven:
      "Put a value that holds separators or line ends between quotation marks; the first line "
        + "names the columns."
    case .tooManyValues: "Leave columns out."
    case .tooManyRows: "Cut it into smaller files."
    }
  }
}
