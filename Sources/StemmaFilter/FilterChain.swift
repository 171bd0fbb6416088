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
    QualityFilter.self,
    JudgeFilter.self,
    SwayFilter.self,
    RegexFilter.self,
    PersonalDataFilter.self,
    LanguageFilter.self,
    ContaminationFilter.self,
  ]

  /// What manifests may name.
  public static let catalogue: [FilterEntry] = kinds.map { $0.entry }

  /// Each filter's revision, by name.
  public static let revisions: [String: Int] = Dictionary(
    uniqueKeysWithValues: kinds.map { ($0.entry.name, $0.revision) })

  /// The names of those that choose the best of several candidates.
  public static let ranking = kinds.filter { $0.ranks }.map { $0.entry.name }

  private var filters: [any Filter]

  /// - Parameters:
  ///   - choices: the filters in order; parameters that are missing get their standard values.
  ///   - schema: the JSON Schema of the task's row.
  ///   - constraints: what the manifest wants of every record, in words.
  ///   - given: the row's fields that no teacher writes.
  ///   - files: the texts in files that parameters name, by those names; one that is not there has none.
  ///   - keepsEmptyTexts: rows bring along what stood in a table, empty texts too.
  /// - Throws: `FilterError` for unknown names, values out of range, and a schema that the schema
  ///   filter cannot check.
  public init(
    _ choices: [FilterChoice], schema: JSONValue, constraints: [String] = [], given: [String] = [],
    files: [String: [String]] = [:], keepsEmptyTexts: Bool = false
  ) throws(FilterError) {
    let demands = RowDemands(
      schema: schema, constraints: constraints, given: given, files: files,
      keepsEmptyTexts: keepsEmptyTexts)
    filters = []
    for choice in choices {
      guard let kind = Self.kinds.first(where: { $0.entry.name == choice.name }) else {
        throw .unknownFilter(choice.name)
      }
      let parameters = try FilterParameters(choice, entry: kind.entry)
      filters.append(try kind.init(parameters: parameters, demands: demands))
    }
  }

  /// Whether one of them holds rows against the task's schema.
  public var checksForm: Bool { filters.contains { $0 is SchemaFilter } }

  /// What became of a slot's candidates.
  public struct Choice: Sendable {
    /// The place of the one that fills the slot; nil where none does.
    public let chosen: Int?
    /// For each candidate what each filter said that was asked; only the last verdict can be a drop.
    /// Empty for those that came after a slot was filled.
    public let verdicts: [[Verdict]]
  }

  /// What the filters found of one candidate by itself: the dear part of judging it.
  public struct Findings: Sendable {
    fileprivate var each: [Finding]
    /// The row as filters have left it; nil where none changed it.
    public let row: JSONObject?

    /// In which role a teacher is to be asked about it next; nil where none is.
    public var wanted: Role? {
      for case .question(let role) in each { return role }
      return nil
    }
  }

  /// The roles in which teachers are asked about candidates, in the order in which they are.
  public var roles: [Role] {
    filters.compactMap { ($0 as? any AskingFilter).map { type(of: $0).role } }
  }

  /// Takes what the teacher said who is asked next about a candidate; what drops it ends the asking.
  ///
  /// - Parameter answered: to each question about it; nil where nothing came that can be used.
  /// - Returns: what is to be put down in its row.
  @discardableResult
  public func heed(
    _ answered: [String?], about candidate: Candidate, _ findings: inout Findings
  ) -> JSONObject {
    let next = findings.each.firstIndex { if case .question = $0 { true } else { false } }
    guard let next, let filter = filters[next] as? any AskingFilter else {
      preconditionFailure("only a filter that asks is answered")
    }
    let verdict = filter.verdict(on: candidate, answered: answered)
    findings.each[next] = .verdict(verdict)
    if !verdict.isKept { findings.each.removeSubrange((next + 1)...) }
    return filter.notes(on: candidate, answered: answered)
  }

  /// Looks at a candidate before it is its turn. Reads nothing that changes, so that any number of
  /// candidates can be examined side by side.
  ///
  /// A filter may change a row; those after it see it changed. Whoever hands the candidate to
  /// `choose` hands it with the row that the findings have.
  ///
  /// - Parameter row: the row's canonical bytes.
  public func examine(_ candidate: Candidate, row: [UInt8]) -> Findings {
    var each: [Finding] = []
    each.reserveCapacity(filters.count)
    var (candidate, row) = (candidate, row)
    var changed: JSONObject?
    for filter in filters {
      var finding = filter.examine(candidate, row: row)
      if case .change(let verdict, let other) = finding {
        changed = other
        candidate = candidate.with(other)
        row = CanonicalJSON.bytes(.object(other))
        finding = .verdict(verdict)
      }
      each.append(finding)
      if case .verdict(let verdict) = finding, !verdict.isKept { break }
    }
    return Findings(each: each, row: changed)
  }

  /// Chooses the candidate that fills a slot, and remembers it.
  ///
  /// Where a filter ranks, all are judged and the best of those kept is chosen, by the scores of
  /// these filters in their order; of equally good ones the first. Where none does, the first that
  /// is kept is chosen, and no further one is looked at.
  ///
  /// - Parameter findings: what examining each candidate gave.
  public mutating func choose(among candidates: [Candidate], _ findings: [Findings]) -> Choice {
    let places = filters.indices.filter { type(of: filters[$0]).ranks }
    var verdicts: [[Verdict]] = []
    var best: (place: Int, scores: [Int])?
    for (place, candidate) in candidates.enumerated() {
      guard best == nil || !places.isEmpty else {
        verdicts.append([])
        continue
      }
      let said = judge(candidate, findings[place], among: candidates)
      verdicts.append(said)
      guard said.allSatisfy(\.isKept) else { continue }
      let scores = places.map { said[$0].score ?? 0 }
      if let best, !best.scores.lexicographicallyPrecedes(scores) { continue }
      best = (place, scores)
    }
    if let best { accept(candidates[best.place], findings[best.place]) }
    return Choice(chosen: best?.place, verdicts: verdicts)
  }

  /// Asks the filters in order until one drops the candidate.
  ///
  /// - Returns: what each filter said that was asked; only the last verdict can be a drop.
  private mutating func judge(
    _ candidate: Candidate, _ findings: Findings, among slot: [Candidate]
  ) -> [Verdict] {
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(filters.count)
    for (index, finding) in findings.each.enumerated() {
      let verdict = filters[index].judge(candidate, finding, among: slot)
      verdicts.append(verdict)
      if !verdict.isKept { break }
    }
    return verdicts
  }

  /// - Parameter findings: of a candidate that no filter drops.
  private mutating func accept(_ candidate: Candidate, _ findings: Findings) {
    for (index, finding) in findings.each.enumerated() {
      filters[index].accept(candidate, finding)
    }
  }
}

extension FilterChain {
  /// As `choose` with findings, for candidates that were not examined before.
  public mutating func choose(among candidates: [Candidate]) -> Choice {
    let examined = candidates.map(examined)
    return choose(among: examined.map(\.candidate), examined.map(\.findings))
  }

  /// Asks the filters in order until one drops the candidate.
  ///
  /// - Parameter slot: all candidates for the same slot; nil where there is this one alone.
  /// - Returns: what each filter said that was asked; only the last verdict can be a drop.
  public mutating func judge(_ candidate: Candidate, among slot: [Candidate]? = nil) -> [Verdict] {
    let examined = examined(candidate)
    return judge(examined.candidate, examined.findings, among: slot ?? [examined.candidate])
  }

  /// Tells the filters that a candidate became a record.
  public mutating func accept(_ candidate: Candidate) {
    // A filter that would have dropped it hears of it all the same.
    let candidate = examined(candidate).candidate
    let row = CanonicalJSON.bytes(.object(candidate.row))
    for index in filters.indices {
      filters[index].accept(candidate, filters[index].examine(candidate, row: row))
    }
  }

  private func examined(_ candidate: Candidate) -> (candidate: Candidate, findings: Findings) {
    let findings = examine(candidate, row: CanonicalJSON.bytes(.object(candidate.row)))
    return (findings.row.map(candidate.with) ?? candidate, findings)
  }
}

extension Candidate {
  /// The same with another row.
  fileprivate func with(_ row: JSONObject) -> Candidate {
    Candidate(id: id, row: row, origin: origin)
  }
}
