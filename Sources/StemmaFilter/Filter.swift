import StemmaRecord

/// Keeps or drops candidates, one after another in plan order.
///
/// A filter is one file and one line of `FilterChain.kinds`. What it says is a pure function of its
/// parameters, the task's schema, the candidates accepted before, and the candidate.
protocol Filter: Sendable {
  /// What manifests see: name, parameters and their ranges.
  static var entry: FilterEntry { get }
  /// Raised whenever the same candidate might get another verdict.
  static var revision: Int { get }

  /// - Parameters:
  ///   - parameters: a value for each parameter of `entry`, checked against its range.
  ///   - schema: the JSON Schema of the task's row.
  init(parameters: FilterParameters, schema: JSONValue) throws(FilterError)

  /// Speaks on a candidate. A filter may remember what it computed, but nothing that could change a
  /// later verdict.
  mutating func judge(_ candidate: Candidate) -> Verdict

  /// Hears that a candidate was kept by all filters.
  mutating func accept(_ candidate: Candidate)
}

extension Filter {
  mutating func accept(_ candidate: Candidate) {}

  static func kept(score: Int? = nil) -> Verdict {
    Verdict(filter: entry.name, reason: nil, score: score)
  }

  static func dropped(_ reason: String, score: Int? = nil, other: RecordID? = nil) -> Verdict {
    Verdict(filter: entry.name, reason: reason, score: score, other: other)
  }
}
