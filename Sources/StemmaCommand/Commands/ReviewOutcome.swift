import StemmaRecord
import StemmaRun
import StemmaStore

/// What came of a review, as JSON and as lines.
struct ReviewOutcome {
  private let base: Version
  private let report: Reviewer.Report?
  private let isTrial: Bool
  /// The decisions that no version holds yet, or that were written to `output`.
  private let decisions: [ReviewDecision]
  private let output: String?

  /// - Parameter report: nil where no version was made.
  init(
    _ base: Version, _ report: Reviewer.Report?, isTrial: Bool, pending: [ReviewDecision] = [],
    output: String? = nil
  ) {
    self.base = base
    self.report = report
    self.isTrial = isTrial
    decisions = pending
    self.output = output
  }

  private func count(_ word: ReviewDecision.Word) -> Int { decisions.count { $0.word == word } }

  var json: JSONObject {
    let accepted = report?.accepted ?? count(.accept)
    let rejected = report?.rejected ?? count(.reject)
    let edited = report?.edited ?? count(.edit)
    let version = report?.publication?.version
    var json: JSONObject = [
      "accepted": .integer(accepted), "base": .string(base.name), "dryRun": .bool(isTrial),
      "edited": .integer(edited), "published": .bool(report?.publication?.isNew ?? false),
      "receipt": report.map { .string($0.receipt.id.description) } ?? .null,
      "records": report.map { .integer($0.receipt.counts.kept) } ?? .null,
      "rejected": .integer(rejected),
      "undecided": .integer(report?.undecided ?? base.records - decisions.count),
      "version": version.map { .string($0.name) } ?? .null,
    ]
    json["output"] = output.map { .string($0) }
    return json
  }

  var lines: [String] {
    guard let report else {
      let words = "\(decisions.count) decisions about \(base.name)"
      if let output { return ["\(words) written to \(output)"] }
      guard !decisions.isEmpty else { return ["nothing decided about \(base.name); no version"] }
      return [
        "\(words) kept; no version yet",
        "next  stemma review \(base.name), or with --publish",
      ]
    }
    let counts =
      "\(report.accepted) accepted, \(report.rejected) rejected, \(report.edited) edited, "
      + "\(report.undecided) undecided"
    let records = report.receipt.counts.kept
    guard let publication = report.publication else {
      return ["\(base.name) would become \(records) records: \(counts)", "nothing was written"]
    }
    let name = publication.version.name
    guard publication.isNew else {
      return ["\(name) has this receipt already; nothing to publish"]
    }
    return [
      "\(name): \(records) records of \(base.name), \(counts)", "receipt \(report.receipt.id)",
      "next    stemma compare \(base.name) \(name)",
    ]
  }
}
