import StemmaFilter
public import StemmaRecord
import StemmaStore
import StemmaTask

/// Decisions, one a record, each where it was found.
public struct DecisionList: Sendable {
  /// In the order of the file.
  public private(set) var decisions: [ReviewDecision] = []
  /// What is wrong so far, in the order of the file.
  public private(set) var problems: [DecisionProblem] = []
  /// Where each record's decision stands, and its place in `decisions`.
  private var found: [RecordID: (line: Int, index: Int)] = [:]
  private let file: String
  private static let lineLimitBytes = 4 << 20
  /// In Unicode scalars.
  public static let noteLimit = 2_000

  /// Decisions that came from no file.
  public init(_ decisions: [ReviewDecision]) {
    file = ""
    for decision in decisions { add(decision, line: 0) }
  }

  /// Reads JSON Lines such as `{"record":"3b22…","decision":"reject","note":"vague"}`.
  ///
  /// Nothing is thrown: what is wrong is kept as a problem, so that all is told at once.
  ///
  /// - Parameter file: what problems call the file.
  public init(_ bytes: [UInt8], file: String) {
    self.file = file
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      read(line, number: index + 1)
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
    let form = "Write `{\"record\": \"…\", \"decision\": \"accept\"}`, one a line."
    guard line.count <= Self.lineLimitBytes,
      let object = (try? JSONReader.read(line, depthLimit: RowScanner.depthLimit + 1))?.object
    else {
      return note("malformed", number, "The line is not a JSON object.", form)
    }
    let known = ["decision", "note", "record", "row"]
    if let odd = object.members.map(\.key).first(where: { !known.contains($0) }) {
      return note(
        "unknown-field", number, "A decision has no field «\(odd)».",
        "It takes \(known.joined(separator: ", ")).")
    }
    guard let record = object["record"]?.string, !record.isEmpty else {
      return note("malformed", number, "The decision names no record.", form)
    }
    let words = ReviewDecision.Word.allCases.map(\.rawValue).joined(separator: ", ")
    guard let word = object["decision"]?.string.flatMap(ReviewDecision.Word.init(rawValue:)) else {
      return note(
        "unknown-decision", number, "The decision about «\(record)» is none of \(words).",
        "Write one of them.")
    }
    let row = object["row"]?.object
    guard (object["row"] != nil) == (word == .edit), (row != nil) == (word == .edit) else {
      return note(
        "bad-row", number,
        word == .edit
          ? "The edit of «\(record)» has no row."
          : "Only an edit has a row; this is \(word.rawValue).",
        word == .edit ? "Give the whole row under `row`." : "Write `edit`, or leave the row out.")
    }
    guard object["note"] == nil || object["note"]?.string != nil,
      object["note"]?.string?.unicodeScalars.count ?? 0 <= Self.noteLimit
    else {
      return note(
        "bad-note", number,
        "The note on «\(record)» is not a text of at most \(Self.noteLimit) characters.",
        "Write a shorter text, or leave it out.")
    }
    add(
      ReviewDecision(
        record: RecordID(record), word: word, row: row, note: object["note"]?.string),
      line: number)
  }

  private mutating func add(_ decision: ReviewDecision, line: Int) {
    if let (first, index) = found[decision.record] {
      guard decisions[index] != decision else { return }
      return note(
        "conflict", line,
        "«\(decision.record)» was decided otherwise on line \(first).", "Keep one of the two.")
    }
    found[decision.record] = (line, decisions.count)
    decisions.append(decision)
  }

  private mutating func note(
    _ word: String, _ line: Int, _ whatHappened: String, _ nextStep: String
  ) {
    problems.append(
      DecisionProblem(
        code: "decision.\(word)", place: line > 0 ? "\(file):\(line)" : nil,
        whatHappened: whatHappened, nextStep: nextStep))
  }

  /// The same decisions about rows without the ids that exports give them.
  ///
  /// - Parameter base: the rows of the records that are edited.
  func withoutExportedIDs(_ base: [RecordID: JSONObject]) -> DecisionList {
    var list = self
    list.decisions = decisions.map { decision in
      guard let row = decision.row, let base = base[decision.record] else { return decision }
      return ReviewDecision(
        record: decision.record, word: decision.word,
        row: RecordIDMember.take(decision.record, from: row, of: base), note: decision.note)
    }
    return list
  }

  /// Checks the decisions against what they are about.
  ///
  /// - Parameters:
  ///   - records: the base's ids.
  ///   - version: what problems call the base.
  ///   - rows: says what is wrong with an edited row.
  /// - Throws: `ReviewError.decisions` with everything that is wrong, in the order of the file.
  func check(
    against records: Set<RecordID>, version: String, rows: RowCheck
  ) throws {
    var list = self
    for decision in decisions {
      let line = found[decision.record]?.line ?? 0
      if !records.contains(decision.record) {
        list.note(
          "unknown-record", line, "\(version) has no record «\(decision.record)».",
          "Give the whole id; `stemma sample \(version)` shows records with theirs.")
      } else if let row = decision.row, let fault = rows.fault(of: row, for: decision.record) {
        list.note("bad-row", line, "The row of «\(decision.record)» \(fault).", rows.wanted)
      }
    }
    guard !list.problems.isEmpty else { return }
    func line(_ problem: DecisionProblem) -> Int {
      problem.place.flatMap { Int($0.split(separator: ":").last ?? "") } ?? 0
    }
    throw ReviewError.decisions(
      list.problems.enumerated().sorted {
        (line($0.element), $0.offset) < (line($1.element), $1.offset)
      }.map(\.element))
  }
}

/// Says whether a row is as its task wants it: what the filter `schema` would say.
public struct RowCheck: Sendable {
  private let chain: FilterChain
  /// The field that holds an imported record's id; nil where none does.
  private let idField: String?
  /// What a row of the task holds, as a next step.
  public let wanted: String

  /// - Parameters:
  ///   - task: nil where the records were imported; then any row will do that keeps the id.
  ///   - idField: the field that holds an imported record's id; nil where none does.
  init(_ task: (any TaskDefinition)?, idField: String?) throws {
    self.idField = idField
    guard let task else {
      chain = try FilterChain([], schema: [:])
      wanted = idField.map { "Leave `\($0)` as it was." } ?? "A row is a JSON object."
      return
    }
    chain = try FilterChain(
      [FilterChoice(name: "schema", parameters: [:])], schema: task.rowSchema,
      keepsEmptyTexts: task.entry.rowUse != nil)
    let fields = task.rowSchema["properties"]?.object?.members.map(\.key) ?? []
    wanted = "A row of task `\(task.entry.name)` has \(fields.joined(separator: ", "))."
  }

  /// - Returns: what is wrong, as the end of a sentence about the row; nil where nothing is.
  public func fault(of row: JSONObject, for record: RecordID) -> String? {
    if let idField {
      let id = row[idField].map(\.shownText)
      if id.map(RecordID.init(_:)) != record { return "has another id than its record" }
    }
    var chain = self.chain
    let candidate = Candidate(id: record, row: row, origin: nil)
    guard let reason = chain.judge(candidate).last?.reason else { return nil }
    return switch reason {
    case "missing-field": "lacks a field"
    case "unknown-field": "has a field too many"
    case "wrong-type": "has a value of a wrong type"
    case "too-short", "empty-text": "has an empty text, or one too short"
    case "too-long": "has a text too long"
    default: "is not as the task wants it (\(reason))"
    }
  }
}
