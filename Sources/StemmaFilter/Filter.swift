import StemmaRecord

/// Keeps or drops candidates, one after another in plan order.
///
/// A filter is one file and one line of `FilterChain.kinds`. What it says is a pure function of its
/// parameters, the task's schema, the candidates accepted before, and the candidate. Most forget what
/// was accepted before: `judge(_ candidate:)` is all they need.
protocol Filter: Sendable {
  /// What manifests see: name, parameters and their ranges.
  static var entry: FilterEntry { get }
  /// Raised whenever the same candidate might get another verdict.
  static var revision: Int { get }

  /// - Parameters:
  ///   - parameters: a value for each parameter of `entry`, checked against its range.
  ///   - schema: the JSON Schema of the task's row.
  init(parameters: FilterParameters, schema: JSONValue) throws(FilterError)

  /// What the filter says of a candidate by itself, whatever else was accepted.
  func judge(_ candidate: Candidate) -> Verdict

  /// What is to be known of a candidate before it is the candidate's turn; worked out side by side.
  ///
  /// - Parameter row: the row's canonical bytes.
  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding

  /// Speaks on a candidate when it is its turn.
  func judge(_ finding: Finding) -> Verdict

  /// Hears that a candidate was kept by all filters.
  mutating func accept(_ finding: Finding)
}

/// What a filter found of a candidate by itself.
enum Finding: Sendable {
  /// The last word: nothing accepted before can change it.
  case verdict(Verdict)
  /// What a filter that remembers compares.
  case print(DuplicatesFilter.Print)
}

extension Filter {
  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding { .verdict(judge(candidate)) }

  func judge(_ finding: Finding) -> Verdict {
    guard case .verdict(let verdict) = finding else {
      preconditionFailure("a filter judges what it examined itself")
    }
    return verdict
  }

  mutating func accept(_ finding: Finding) {}

  static func kept(score: Int? = nil) -> Verdict {
    Verdict(filter: entry.name, reason: nil, score: score)
  }

  static func dropped(_ reason: String, score: Int? = nil, other: RecordID? = nil) -> Verdict {
    Verdict(filter: entry.name, reason: reason, score: score, other: other)
  }
}
