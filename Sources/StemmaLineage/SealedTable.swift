/// The small tables, in which each row and the whole carry a check.
enum SealedTable: String, CaseIterable, Sendable {
  case version
  case input
  case parent
  case adapter
  case event
  case ref
  case pack

  /// Every column but the seal, in order.
  var columns: [String] {
    switch self {
    case .version: ["dataset", "number", "commit", "receipt", "plan", "records", "seconds"]
    case .input: ["receipt", "name", "bytes", "text"]
    case .parent: ["receipt", "place", "dataset", "parent"]
    case .adapter: ["receipt", "digest"]
    case .event: ["place", "commit", "kind", "subject", "seconds", "body"]
    case .ref: ["name", "commit"]
    case .pack: ["name", "number", "objects"]
    }
  }

  /// How many of the first columns make up the primary key.
  var keyLength: Int {
    switch self {
    case .version, .input, .parent, .adapter: 2
    case .event, .ref, .pack: 1
    }
  }

  /// Every row in no order that could be relied on: a damaged tree has none, so rows are sorted
  /// after they were checked.
  var selectAll: String { "SELECT \(list), seal FROM \(rawValue)" }

  var selectSeal: String { "SELECT seal FROM \(rawValue) WHERE \(keyCondition)" }

  var put: String {
    let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
    return "INSERT OR REPLACE INTO \(rawValue) (\(list), seal) VALUES (\(marks))"
  }

  private var list: String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

  private var keyCondition: String {
    columns.prefix(keyLength).map { "\"\($0)\" = ?" }.joined(separator: " AND ")
  }
}
