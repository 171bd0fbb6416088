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

  /// Asks the filters in order until one drops the candidate.
  ///
  /// - Returns: what each filter said that was asked; only the last verdict can be a drop.
  public mutating func judge(_ candidate: Candidate) -> [Verdict] {
    var verdicts: [Verdict] = []
    for index in filters.indices {
      let verdict = filters[index].judge(candidate)
      verdicts.append(verdict)
      if !verdict.isKept { break }
    }
    return verdicts
  }

  /// Tells the filters that a candidate became a record.
  public mutating func accept(_ candidate: Candidate) {
    for index in filters.indices { filters[index].accept(candidate) }
  }
}
