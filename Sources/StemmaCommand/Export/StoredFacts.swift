import StemmaExperiment
import StemmaExport
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import StemmaTask

extension CardFacts {
  /// What the store knows of a version that is written into files.
  ///
  /// - Parameters:
  ///   - tokens: nil to take the summary's estimate.
  ///   - digests: each file's SHA-256.
  ///   - shapes: each file's fields.
  init(
    of job: ExportJob, _ receipt: Receipt, summary: VersionSummary, tokens: TokenCount?,
    files: [ExportedFile], digests: [String], shapes: [Columns], url: String?
  ) throws {
    let (store, version) = (job.store, job.version)
    let (ground, reviews) = try ReviewPlan.ground(of: receipt, in: store)
    let plan = try store.json(of: ground.plan, .plan)
    let details = try VersionDetails(version, in: store)
    let isImported = plan["import"] != nil
    let task = plan["task"]?.string.flatMap(Tasks.named)
    self.init(
      version: version, published: UTCTime.text(version.seconds),
      description: details.resolved["description"]?.string,
      license: details.resolved["license"]?.string, terms: details.resolved["terms"]?.string,
      ground: ground, plan: plan, reviews: reviews.count, counts: receipt.counts,
      teacher: isImported ? nil : Manifest.teacherName(what: plan),
      languages: Self.languages(plan, isOffline: ground.grade == .exact),
      categories: task?.categories ?? [], maker: details.execution["stemma"]?.string,
      summary: summary, tokens: tokens, format: job.format,
      files: files.indices.map { index in
        CardFile(
          name: files[index].name, side: files[index].side, records: files[index].records,
          sizeBytes: files[index].sizeBytes, sha256: digests[index], shape: shapes[index])
      }, url: url)
  }

  /// Those that the plan asks for, else those that a filter lets through; stemma's own rules write English.
  private static func languages(_ plan: JSONValue, isOffline: Bool) -> [String] {
    if let asked = plan["expand"]?["languages"]?.object?.members, !asked.isEmpty {
      return asked.map(\.key)
    }
    for filter in plan["filters"]?.array ?? [] {
      let kept = filter["language"]?["languages"]?.texts ?? []
      if !kept.isEmpty { return kept }
    }
    return isOffline ? ["en"] : []
  }
}
