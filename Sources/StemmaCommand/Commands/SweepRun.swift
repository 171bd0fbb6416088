import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

/// What became of one run of a sweep.
struct SweepRun {
  /// The values, as `--set` takes them.
  let set: [String]
  /// Nil where the run failed and made nothing.
  let report: RunReport?
  /// Nil where nothing was published.
  let publication: PublicationResult?
  /// Why the run failed.
  let error: (any ActionableError)?
  /// Nil where nothing was made.
  let summary: VersionSummary?

  init(_ set: [String], _ outcome: Runner.Outcome, _ summary: VersionSummary) {
    self.set = set
    report = outcome.report
    publication = outcome.publication
    error = nil
    self.summary = summary
  }

  /// - Parameter summary: asked where something was made, and not published.
  init(
    _ set: [String], _ error: any ActionableError,
    summary: (RunReport) throws -> VersionSummary
  ) rethrows {
    self.set = set
    self.error = error
    publication = nil
    report = (error as? NotAsExpected)?.report
    self.summary = try report.map { try summary($0) }
  }

  /// Whether other runs may do better: not where the store is in the way, or somebody interrupts.
  static func isOfOneRun(_ error: any ActionableError) -> Bool {
    ![.damaged, .locked, .noStore, .interrupted].contains(ExitStatus(error))
      && !error.code.hasPrefix("store.")
  }

  /// What the first run that failed ends in; else that something is not as expected, or lacking.
  static func status(of runs: [SweepRun]) -> ExitStatus? {
    if let error = runs.lazy.compactMap(\.error).first { return ExitStatus(error) }
    let reports = runs.compactMap(\.report)
    if reports.contains(where: { $0.checks.contains(where: \.isFailed) }) { return .gateFailed }
    return reports.contains { $0.shortfall > 0 } ? .tooFew : nil
  }

  /// The version's, or what stands in its place.
  var name: String { publication?.version.name ?? "-" }

  var json: JSONValue {
    var json: JSONObject = ["set": .texts(set)]
    if let report {
      json["published"] = .bool(publication?.isNew ?? false)
      json["receipt"] = .string(report.receipt.id.description)
      json["records"] = .integer(report.receipt.counts.kept)
      json["version"] = publication.map { .string($0.version.name) } ?? .null
      if !report.checks.isEmpty { json["expectations"] = .array(report.checks.map(\.json)) }
    }
    json["error"] = error.map { ErrorReport($0).json }
    return .object(json)
  }

  var line: String {
    let set = set.joined(separator: " ")
    guard let report, let publication else {
      return Terminal.visible("FAILED  \(set): \(error?.whatHappened ?? "")")
    }
    let again = publication.isNew ? "" : ", there already"
    let failed = report.checks.filter(\.isFailed).map { ", FAILED \($0.line)" }.joined()
    return "\(publication.version.name)  \(Terminal.visible(set)): "
      + "\(report.receipt.counts.kept) records\(again)\(Terminal.visible(failed))"
  }
}
