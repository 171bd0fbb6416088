import StemmaRecord
public import StemmaStatistics

/// Two versions compared, as one file of HTML: no script, nothing from elsewhere, at most four printed
/// pages. The same two versions of the same history give the same bytes.
public struct ComparisonPage: Sendable {
  /// One of the two versions.
  public struct Side: Sendable {
    /// Such as `coffee@1`.
    public let name: String
    /// The receipt's id.
    public let receipt: String
    /// Nil where no statistics are wanted, or can be had.
    public let summary: VersionSummary?

    public init(name: String, receipt: String, summary: VersionSummary?) {
      self.name = name
      self.receipt = receipt
      self.summary = summary
    }
  }

  /// Something of the manifest that is not the same in both.
  public struct Field: Sendable {
    /// Dotted, or `inputs.` and a name.
    public let name: String
    /// As text; nil where it is unset.
    public let before: String?
    public let after: String?

    public init(name: String, before: String?, after: String?) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  private let before: Side
  private let after: Side
  private let records: RecordComparison
  private let fields: [Field]
  private let causes: [String]
  private let checks: [(check: ExpectationCheck, line: String)]
  private let lineage: LineagePicture

  /// So many examples of each kind, rows, and fields a printed page bears.
  private static let exampleLimits = (changed: 3, others: 2)
  /// No page shows more of a kind.
  public static let exampleLimit = 3
  private static let rowLimit = 32
  private static let fieldLimit = 10
  private static let checkLimit = 6
  private static let causeLimit = 4

  /// - Parameters:
  ///   - causes: which records filters moved, a sentence for each.
  ///   - checks: what was expected of the second version, with what there is in words.
  ///   - lineage: of both.
  public init(
    before: Side, after: Side, records: RecordComparison, fields: [Field],
    causes: [String], checks: [(check: ExpectationCheck, line: String)], lineage: LineagePicture
  ) {
    self.before = before
    self.after = after
    self.records = records
    self.fields = fields
    self.causes = causes
    self.checks = checks
    self.lineage = lineage
  }

  /// The file.
  public var html: String {
    Library.document(
      "comparison", title: "\(before.name) → \(after.name) · stemma",
      policy: Library.policy(forms: "'none'"), values)
  }

  var values: Values {
    var values: Values = [
      "before": before.name, "after": after.name, "changed": changed, "cause": cause,
      "oldReceipt": before.receipt, "newReceipt": after.receipt,
      "command": "stemma compare \(before.name) \(after.name)", "recordNote": recordNote,
      "changes": examples, "matter": "No statistics were made.",
      "hasFields": !fields.isEmpty,
      "fields": fields.prefix(Self.fieldLimit).map { field -> Values in
        [
          "field": Shown.beginning(field.name, 80), "old": Self.text(field.before),
          "new": Self.text(field.after),
        ]
      },
    ]
    values["causes"] = causes.prefix(Self.causeLimit).enumerated().map { place, cause -> Values in
      ["isFirst": place == 0, "line": Shown.beginning(cause, 160)]
    }
    if fields.count > Self.fieldLimit {
      values["fieldNote"] = "\(Shown.count(fields.count - Self.fieldLimit, "field")) more."
    }
    values["checks"] = checks.prefix(Self.checkLimit).enumerated().map { place, check -> Values in
      let state = check.check.state == .met ? "met" : check.check.isFailed ? "failed" : "same"
      let words = ["met": "met", "failed": "failed", "same": "not checked"]
      return [
        "isFirst": place == 0, "state": state, "stateWord": words[state] ?? "",
        "line": Shown.beginning(check.line, 160),
      ]
    }
    if let left = before.summary, let right = after.summary {
      let view = StatisticsView(
        names: (before.name, after.name), comparison: SummaryComparison(left, right),
        summaries: (left, right), rowLimit: Self.rowLimit)
      values["statistics"] = view.table
      if let pictures = view.pictures { values["pictures"] = pictures }
      let failed = checks.count { $0.check.isFailed }
      values["matter"] =
        (failed > 0 ? "\(Shown.count(failed, "expectation")) failed. " : "") + view.verdict
    }
    if let picture = lineage.values { values["picture"] = picture }
    return values
  }

  private var changed: String {
    let counts = [
      (records.changedCount, "changed"), (records.addedCount, "added"),
      (records.removedCount, "removed"),
    ].filter { $0.0 > 0 }.map { "\(Shown.number($0.0)) \($0.1)" }
    let same = "\(Shown.count(records.same, "record")) the same"
    return counts.isEmpty ? "Nothing: \(same)." : "\(counts.joined(separator: ", ")); \(same)."
  }

  private var cause: String {
    guard !fields.isEmpty || !causes.isEmpty else {
      return "No field of the manifest and no input differs."
    }
    let shown = fields.prefix(3).map { field in
      "\(Shown.beginning(field.name, 60)): \(Self.text(field.before, 40)) → "
        + "\(Self.text(field.after, 40))"
    }
    let rest = fields.count - shown.count
    let told = causes.first.map { "By filter: \(Shown.beginning($0, 200))." }
    guard !shown.isEmpty else { return told ?? "" }
    return shown.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more, below." : ".")
      + (told.map { " \($0)" } ?? "")
  }

  private var examples: [Values] {
    let view = ChangeView.short
    return records.changed.prefix(Self.exampleLimits.changed).map { view.values("Changed", $0) }
      + records.added.prefix(Self.exampleLimits.others).map { view.values("Added", $0) }
      + records.removed.prefix(Self.exampleLimits.others).map { view.values("Removed", $0) }
  }

  private var recordNote: String {
    func shown(_ count: Int, _ held: Int, _ limit: Int, _ word: String) -> String? {
      let shown = min(held, limit)
      return count > 0 ? "\(shown) of \(Shown.number(count)) \(word)" : nil
    }
    let limits = Self.exampleLimits
    let parts = [
      shown(records.changedCount, records.changed.count, limits.changed, "changed"),
      shown(records.addedCount, records.added.count, limits.others, "added"),
      shown(records.removedCount, records.removed.count, limits.others, "removed"),
    ].compactMap { $0 }
    return parts.isEmpty
      ? "All \(Shown.count(records.same, "record")) are the same."
      : "Shown are \(parts.joined(separator: ", "))."
  }

  private static func text(_ text: String?, _ limit: Int = 120) -> String {
    text.map { Shown.beginning($0, limit) } ?? "unset"
  }
}
