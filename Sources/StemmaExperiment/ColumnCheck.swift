public import StemmaRecord
public import StemmaTask

/// Holds the columns that a manifest and its template name against those that rows have.
public enum ColumnCheck {
  /// Checks rows as they were read: what is kept must be there, what a task adds must not, and each row
  /// must be one that the task can take.
  ///
  /// - Throws: every problem at once.
  public static func check(
    _ read: [Subject], for manifest: Manifest, _ task: any TaskDefinition
  ) throws(ColumnError) {
    guard task.entry.rowUse != nil else { return }
    let rows = read.compactMap(\.row)
    try check(manifest.kept ?? [], in: rows, of: "`keep`")
    try checkFilters(of: manifest, rows, task)
    var problems: [ColumnProblem] = []
    let settings = manifest.taskSettings
    for subject in task.subjects(of: read, settings) {
      guard let row = subject.row else { continue }
      if let reason = task.misfit(of: row) {
        problems.append(ColumnProblem(row, .misfit(task: task.entry.name, reason: reason)))
      }
      guard manifest.kept == nil else { continue }
      problems += manifest.outputs.filter { row.columns[$0.name] != nil }.map {
        ColumnProblem(row, .taken($0.name))
      }
    }
    guard problems.isEmpty else { throw ColumnError(problems) }
  }

  /// Checks the columns that filters name: records have those of rows that are kept, and what the task writes.
  private static func checkFilters(
    of manifest: Manifest, _ rows: [SourceRow], _ task: any TaskDefinition
  ) throws(ColumnError) {
    let named = manifest.filters.flatMap { choice in
      choice.fields.map { (namer: "`filters.\(choice.name).\($0)`", field: $1) }
    }
    guard !named.isEmpty else { return }
    let written = [task.written, task.rowSchema].flatMap {
      $0["properties"]?.object?.members.map(\.key) ?? []
    }
    let known = distinct((manifest.kept ?? columns(of: rows)) + written)
    let problems = named.filter { !known.contains(where: $0.field.hasSameBytes) }.map {
      ColumnProblem(input: $0.namer, line: nil, reason: .unknown($0.field, known: known))
    }
    guard problems.isEmpty else { throw ColumnError(problems) }
  }

  /// All columns that some row has, in the order of their names.
  private static func columns(of rows: [SourceRow]) -> [String] {
    distinct(rows.lazy.flatMap { $0.columns.members.lazy.map(\.key) })
  }

  /// Each name once, in the names' order.
  private static func distinct(_ names: some Sequence<String>) -> [String] {
    var known = JSONObject()
    for name in names where known[name] == nil { known[name] = .null }
    return known.members.map(\.key)
  }

  /// Checks the columns that a template's prompts name, and that they show something of the row.
  ///
  /// - Parameter subjects: what is asked about.
  /// - Throws: every problem at once.
  public static func check(
    _ template: Template, for subjects: [Subject], _ task: any TaskDefinition
  ) throws(ColumnError) {
    guard task.entry.rowUse != nil, let wording = template.whole else { return }
    guard wording.showsRow else {
      throw ColumnError([
        ColumnProblem(input: "template «\(template.name)»", line: nil, reason: .blind)
      ])
    }
    try check(
      wording.columns, in: subjects.compactMap(\.row), of: "template «\(template.name)»")
  }

  /// - Parameter namer: whoever names the columns.
  private static func check(
    _ names: [String], in rows: [SourceRow], of namer: String
  ) throws(ColumnError) {
    guard !names.isEmpty else { return }
    let known = columns(of: rows)
    let unknown = names.filter { !known.contains(where: $0.hasSameBytes) }.map {
      ColumnProblem(input: namer, line: nil, reason: .unknown($0, known: known))
    }
    guard unknown.isEmpty else { throw ColumnError(unknown) }
    let missing = rows.flatMap { row in
      names.filter { row.text(of: $0) == nil }.map {
        ColumnProblem(row, .missing($0, namer: namer))
      }
    }
    guard missing.isEmpty else { throw ColumnError(missing) }
  }
}

/// Everything wrong with columns, at once.
public struct ColumnError: CompoundError, Hashable {
  /// Not empty; beyond 100 there is one more that says how many follow.
  public let problems: [ColumnProblem]

  init(_ problems: [ColumnProblem]) {
    self.problems = Self.told(problems) {
      ColumnProblem(input: $0.input, line: $0.line, reason: .more($1))
    }
  }

  public var parts: [any ActionableError] { problems }

  /// The problem's own code where there is one only, else `columns.invalid`.
  public var code: String { problems.count == 1 ? problems[0].code : "columns.invalid" }
}

/// A column that is not there and should be, or the other way round.
public struct ColumnProblem: ActionableError, Hashable {
  public enum Reason: Hashable, Sendable {
    /// No row has a column of this name.
    case unknown(String, known: [String])
    /// This row has no such column, or nothing in it; the namer is whoever wants it.
    case missing(String, namer: String)
    /// The row has a column that is called like an output.
    case taken(String)
    /// The task makes nothing of such a row; the reason is the end of a sentence about it.
    case misfit(task: String, reason: String)
    /// A prompt that names no column says nothing of the row.
    case blind
    /// So many more problems follow.
    case more(Int)
  }

  /// The input's name, or who names a column.
  public let input: String
  /// From 1; nil where no row is concerned.
  public let line: Int?
  public let reason: Reason

  init(input: String, line: Int?, reason: Reason) {
    self.input = input
    self.line = line
    self.reason = reason
  }

  init(_ row: SourceRow, _ reason: Reason) {
    self.init(input: row.input, line: row.place, reason: reason)
  }

  public var code: String {
    switch reason {
    case .unknown: "columns.unknown"
    case .missing: "columns.missing"
    case .taken: "columns.taken"
    case .misfit: "columns.misfit"
    case .blind: "columns.not-shown"
    case .more: "columns.too-many-problems"
    }
  }

  public var place: String? { input + (line.map { ":\($0)" } ?? "") }

  public var whatHappened: String {
    switch reason {
    case .unknown(let name, _): "No row has a column \(Shown.text(name))."
    case .missing(let name, let namer):
      "This row has no column \(Shown.text(name)), which \(namer) names."
    case .taken(let name): "This row has a column \(Shown.text(name)), like an output."
    case .misfit(let task, let reason): "`\(task)` makes nothing of this row: it \(reason)."
    case .blind: "There is a prompt that shows nothing of the row it is about."
    case .more(let count): "\(count) more problems follow."
    }
  }

  private static let mostShown = 40

  private static func shown(_ columns: [String]) -> String {
    let names = columns.prefix(mostShown).map(Shown.text).joined(separator: ", ")
    return columns.count > mostShown ? "\(names), and \(columns.count - mostShown) more" : names
  }

  public var nextStep: String {
    switch reason {
    case .unknown(let name, let known):
      (NearestName.of(name, among: known).map { "Did you mean \(Shown.text($0))? " } ?? "")
        + "There is \(Self.shown(known))."
    case .missing: "Fill it in, or take the row out."
    case .taken: "Name the output otherwise, or say under `keep` which columns records have."
    case .misfit:
      "Take the row out, or say under `keep` which columns count."
    case .blind: "Put `{row}` where it is to have all columns, or `{row.NAME}` for one."
    case .more: "Mend those named before, then try again."
    }
  }
}
