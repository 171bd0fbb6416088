import StemmaRecord

/// Why the dashboard has no such page.
enum PageError: ActionableError {
  case unknownPage(String)
  /// A part of the address is no number from 1.
  case notNumber(name: String, value: String)
  case noRecord(place: Int, version: String, records: Int)
  /// More than this is not looked for, in bytes.
  case longSearch(limitBytes: Int)

  var code: String {
    switch self {
    case .unknownPage: "dashboard.unknown-page"
    case .notNumber: "dashboard.not-a-number"
    case .noRecord: "dashboard.no-record"
    case .longSearch: "dashboard.long-search"
    }
  }

  var whatHappened: String {
    switch self {
    case .unknownPage: "There is no such page."
    case .notNumber(let name, _): "«\(name)» takes a number from 1."
    case .noRecord(let place, let version, let records):
      "\(version) has no record number \(place): it has \(records)."
    case .longSearch(let limit): "What is looked for is longer than \(limit) bytes."
    }
  }

  var place: String? {
    switch self {
    case .unknownPage(let path): path
    case .notNumber(_, let value): value
    case .noRecord, .longSearch: nil
    }
  }

  var nextStep: String {
    switch self {
    case .unknownPage: "Begin at the list of datasets."
    case .notNumber: "Begin at the version's first record."
    case .noRecord: "Go back to the version's records."
    case .longSearch: "Look for a part of it."
    }
  }

  /// What HTTP calls it.
  static func status(_ error: any ActionableError) -> Int {
    switch error.code {
    case "dashboard.not-a-number", "dashboard.long-search", "store.malformed-version-name":
      return 400
    default: break
    }
    if error.code.hasPrefix("dashboard.") || error.code.contains(".unknown-") { return 404 }
    return ExitStatus(error) == .damaged ? 500 : ExitStatus(error) == .badArguments ? 400 : 500
  }
}
