public import StemmaRecord

/// The filters of a plan, in the order of its manifest.
///
/// Candidates are judged in plan order; those that are kept are accepted before the next one is
/// judged, because some filters remember them.
public struct FilterChain: Sendable {
  /// Every filter there is; a new one is a file and a line here.
  static let kinds: [any Filter.Type] = [
    SchemaFilter.self,
    LengthFilter.self,
    DuplicatesFilter.self,
  ]

  /// What manifests may name.
  public static let catalogue: [FilterEntry] = kinds.map { $0.entry }

  /// Each filter's revision, by name.
  public static let revisions: [String: Int] = Dictionary(
    uniqueKeysWithValues: kinds.map { ($0.entry.name, $0.revision) })

  private var filters: [any Filter]

  /// - Parameters:
  ///   - choices: the filters in order; parameters that are missing get their standard values.
  ///   - schema: the JSON Schema of the task's row.
  /// - Throws: `FilterError` for unknown names, values out of range, and a schema that the schema
  ///   filter cannot check.
  public init(_ choices: [FilterChoice], schema: JSONValue) throws(FilterError) {
    filters = []
    for choice in choices {
      guard let kind = Self.kinds.first(where: { $0.entry.name == choice.name }) else {
        throw .unknownFilter(choice.name)
      }
      let parameters = try FilterParameters(choice, entry: kind.entry)
      filters.append(try kind.init(parameters: parameters, schema: schema))
    }
  }

  /// What the filters found of one candidate by itself: the dear part of judging it.
  public struct Findings: Sendable {
    fileprivate let each: [Finding]
  }

  /// Looks at a candidate before it is its turn. Reads nothing that changes, so that any number of
  /// candidates can be examined side by side.
  ///
  /// - Parameter row: the row's canonical bytes.
  public func examine(_ candidate: Candidate, row: [UInt8]) -> Findings {
    var each: [Finding] = []
    each.reserveCapacity(filters.count)
    for filter in filters {
      let finding = filter.examine(candidate, row: row)
      each.append(finding)
      if case .verdict(let verdict) = finding, !verdict.isKept { break }
    }
    return Findings(each: each)
  }

  /// Asks the filters in order until one drops the candidate.
  ///
  /// - Returns: what each filter said that was asked; only the last verdict can be a drop.
  public func judge(_ findings: Findings) -> [Verdict] {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(filters.count)
    for (filter, finding) in zip(filters, findings.each) {
      let verdict = filter.judge(finding)
      verdicts.append(verdict)
      if !verdict.isKept { break }
    }
    return verdicts
  }

  /// Tells the filters that a candidate became a record.
  ///
  /// - Parameter findings: of a candidate that no filter drops.
  public mutating func accept(_ findings: Findings) {
    for (index, finding) in findings.each.enumerated() { filters[index].accept(finding) }
  }
}

extension FilterChain {
  /// Examines and judges a candidate in its turn.
  public func judge(_ candidate: Candidate) -> [Verdict] {
    judge(examine(candidate, row: CanonicalJSON.bytes(.object(candidate.row))))
  }

  /// Examines and accepts a candidate.
  public mutating func accept(_ candidate: Candidate) {
    accept(examine(candidate, row: CanonicalJSON.bytes(.object(candidate.row))))
  }
}
