import StemmaRecord

/// Keeps or drops candidates, one after another in plan order.
///
/// A filter is one file and one line of `FilterChain.kinds`. What it says is a pure function of its
/// parameters, what the plan demands, the candidates accepted before, the candidate, and the others
/// for the same slot.
protocol Filter: Sendable {
  /// What manifests see: name, parameters and their ranges.
  static var entry: FilterEntry { get }
  /// Raised whenever the same candidate might get another verdict.
  static var revision: Int { get }
  /// Whether the scores of what it keeps tell a better candidate from a worse one, so that the best
  /// of several fills a slot, and not the first.
  static var ranks: Bool { get }

  /// - Parameters:
  ///   - parameters: a value for each parameter of `entry`, checked against its range.
  ///   - demands: what the plan wants of every row.
  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError)

  /// What is to be known of a candidate before it is the candidate's turn; worked out side by side.
  ///
  /// - Parameter row: the row's canonical bytes.
  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding

  /// Speaks on a candidate when it is its turn; a filter whose findings are verdicts has nothing to add.
  /// It may remember what it computed, but nothing that could change a later verdict.
  ///
  /// - Parameters:
  ///   - finding: what the filter found when it examined the candidate.
  ///   - slot: all candidates for the same slot, `candidate` among them, in order.
  mutating func judge(
    _ candidate: Candidate, _ finding: Finding, among slot: [Candidate]
  ) -> Verdict

  /// Hears that a candidate was kept by all filters.
  ///
  /// - Parameter finding: what the filter found when it examined the candidate.
  mutating func accept(_ candidate: Candidate, _ finding: Finding)
}

/// What a filter found of a candidate by itself.
enum Finding: Sendable {
  /// Nothing: the filter does all its work when it is the candidate's turn.
  case open
  /// The last word: nothing accepted before can change it.
  case verdict(Verdict)
  /// The last word, and the row as it is to be from here on.
  case change(Verdict, JSONObject)
  /// What the filter `duplicates` compares.
  case print(DuplicatesFilter.Print)
  /// A teacher must be asked first, in this role.
  case question(Role)
}

/// What a plan wants of every row.
struct RowDemands: Sendable {
  /// The JSON Schema of the task's row.
  let schema: JSONValue
  /// The manifest's, in words.
  let constraints: [String]
  /// The fields that no teacher wrote: many rows may have the same in them.
  let given: [String]
  /// The texts in files that parameters name, by those names.
  var files: [String: [String]] = [:]
  /// Whether rows bring texts along that were there before: of these an empty one stays as it is.
  var keepsEmptyTexts = false

  /// Whether a text of a row is empty that must not be: any, or where rows bring texts along one that the
  /// schema names as a text.
  func hasBlank(_ row: JSONObject) -> Bool {
    guard keepsEmptyTexts else { return RowText.hasBlank(.object(row)) }
    return (schema["properties"]?.object?.members ?? []).contains { name, form in
      form["type"] == "string" && row[name].map(RowText.hasBlank) == true
    }
  }

  /// The schema made ready. At the top a row holds exactly the named fields: `additionalProperties`
  /// is `false` there unless the schema says otherwise.
  ///
  /// - Throws: `FilterError.badSchema` where it is no JSON Schema.
  func rowSchema() throws(FilterError) -> JSONSchema {
    var schema = schema
    if var object = schema.object, object["additionalProperties"] == nil {
      object["additionalProperties"] = false
      schema = .object(object)
    }
    do {
      return try JSONSchema(schema)
    } catch {
      throw .badSchema(error)
    }
  }
}

extension Filter {
  static var ranks: Bool { false }

  mutating func judge(
    _ candidate: Candidate, _ finding: Finding, among slot: [Candidate]
  ) -> Verdict {
    guard case .verdict(let verdict) = finding else {
      preconditionFailure("a filter that leaves a candidate open judges it itself")
    }
    return verdict
  }

  mutating func accept(_ candidate: Candidate, _ finding: Finding) {}

  static func kept(score: Int? = nil, found: [String: Int] = [:]) -> Verdict {
    Verdict(filter: entry.name, reason: nil, score: score, found: found)
  }

  static func dropped(
    _ reason: String, score: Int? = nil, other: RecordID? = nil, found: [String: Int] = [:]
  ) -> Verdict {
    Verdict(filter: entry.name, reason: reason, score: score, other: other, found: found)
  }
}
