import StemmaPage
import StemmaRecord
import StemmaRun
import StemmaStatistics

extension ComparisonReport {
  /// The same as a page.
  func page(lineage: LineagePicture) -> ComparisonPage {
    ComparisonPage(
      before: .init(
        name: names.before, receipt: old.receipt.id.description,
        summary: statistics?.summaries.before),
      after: .init(
        name: names.after, receipt: new.receipt.id.description,
        summary: statistics?.summaries.after), records: records,
      fields: fields.map {
        .init(
          name: $0.field, before: ManifestDifference.text($0.before),
          after: ManifestDifference.text($0.after))
      }, causes: causes?.sentences ?? [],
      checks: (statistics?.checks ?? []).map { ($0, $0.line) }, lineage: lineage)
  }
}
