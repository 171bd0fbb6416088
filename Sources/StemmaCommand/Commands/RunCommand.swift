import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Make a version of a manifest's dataset.",
    discussion: """
      Same manifest, inputs and answers: same receipt. Where the dataset's head has that receipt \
      already, and the same description, license and terms, nothing is published. The answers of a teacher behind a network are kept as they come: \
      whatever was answered before, for any version or for a run that was interrupted, is not asked \
      again, and an interrupted run goes on where it was.

      Where a teacher costs money, it first says how much at most, and asks; where nobody can be asked \
      it wants --yes. With a budget it stops before a request that might cost more than is left of it; \
      what interrupted goes of the same run have spent is counted.

      With `mode: batch` under its `teacher`, a manifest's questions go to OpenAI or Anthropic in \
      batches, at half the price and within a day. run waits for them; with --no-wait it ends in 22 as \
      soon as they are submitted. Either way, and after any interruption, the same command again \
      collects what was answered and submits only what failed or expired; what was agreed to when they \
      were submitted is not asked for again. --fresh gives open batches up, and asks before it does, or \
      wants --yes. What the filter `judge` asks \
      goes by itself, at the full price; one of several `teachers` answers no batches.

      --sample 20 asks the first questions for twenty records, spread over the plan, and no further ones: \
      a cheap look before the whole. It makes a version of the dataset that is marked as a sample, and the \
      run of the whole asks none of its questions again. What a `mix` is short of is said for each value.

      A manifest's `expect` limits statistics, as docs/statistics.md says; where one fails run ends in \
      4, and publishes nothing if `publish` is `when-expected`.

      EXAMPLES
      stemma run experiments/coffee.yaml
      stemma run experiments/coffee.yaml --set sampling.temperature=0 --width 4
      stemma run experiments/bicycles.yaml
      stemma run experiments/coffee.yaml --fresh --json
      stemma run experiments/coffee.yaml --budget 2.50 --yes
      stemma run experiments/mix.yaml --sample 10

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .tooFew, .gateFailed, .locked, .damaged, .teacherUnavailable, .budgetReached,
        .batchesOpen, .invalidInput, .interrupted,
      ]))
      """)

  @OptionGroup var options: ManifestOptions
  @OptionGroup var store: StoreOptions

  @OptionGroup var parallel: WidthOption

  @Flag(
    name: .long,
    help: "Ask everything again, whatever was answered before; only of a teacher behind a network.")
  var fresh = false

  @Flag(
    name: .long,
    help: "End instead of waiting: for another run of the same plan, or for batches.")
  var noWait = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What may be spent in all, as --set budget; in dollars.", valueName: "dollars"))
  var budget: String?

  @OptionGroup var sampling: SampleOption

  @Flag(
    name: .shortAndLong,
    help: "Spend what it costs, and give up batches with --fresh, without asking.")
  var yes = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  /// How much is asked of a teacher behind a network at once, where nothing is said.
  static let liveWidth = 16

  func run() async throws {
    let file = try options.read(
      (budget.map { ["budget=\($0)"] } ?? []) + sampling.overrides, store: store)
    let request = try file.request(width: parallel.width, isFresh: fresh, waitsForBatches: !noWait)
    let store = try self.store.openOrCreate(near: file.folder)
    if !self.store.json { Self.warn(about: file.manifest) }
    let outcome: Runner.Outcome
    do {
      outcome = try await RunSession(
        json: self.store.json, yes: yes, noWait: noWait, quiet: quiet
      ).make(request, in: store)
    } catch let error as NotAsExpected {
      report(error.report, nil, file.manifest, store)
      throw error
    }
    Self.warn(of: outcome.report)
    report(outcome.report, outcome.publication, file.manifest, store)
    if outcome.report.checks.contains(where: \.isFailed) {
      throw ExitCode(ExitStatus.gateFailed.rawValue)
    }
    if outcome.report.shortfall > 0 { throw ExitCode(ExitStatus.tooFew.rawValue) }
  }

  /// Says what may surprise in a manifest that is about to be run.
  static func warn(about manifest: Manifest) {
    for line in Offer.warnings(about: manifest) { Terminal.error("warning: \(line)") }
  }

  /// Says what may surprise in a run that was made.
  static func warn(of report: RunReport) {
    guard let version = report.modelRememberedFrom else { return }
    Terminal.error(
      "warning: the teacher's server does not say which model it has; taken is that of \(version).")
  }

  /// - Parameter publication: nil where nothing was published, as it is not as expected.
  private func report(
    _ report: RunReport, _ publication: PublicationResult?, _ manifest: Manifest, _ store: Store
  ) {
    let counts = report.receipt.counts
    let version = publication?.version
    let isNew = publication?.isNew ?? false
    var json: JSONObject = [
      "barrenSections": .integer(report.barrenSubjects), "counts": .object(counts.json),
      "published": .bool(isNew), "receipt": .string(report.receipt.id.description),
      "records": .integer(counts.kept), "sections": .integer(report.subjects),
      "shortfall": .integer(report.shortfall), "store": .string(store.path),
      "version": version.map { .string($0.name) } ?? .null,
    ]
    json["wanted"] = report.wanted.map { .integer($0) }
    if !report.balance.isEmpty { json["mix"] = .array(report.balance.map(\.json)) }
    json["sample"] = manifest.sample.map { .integer($0) }
    if !report.checks.isEmpty { json["expectations"] = .array(report.checks.map(\.json)) }
    json["contamination"] = report.contamination.map {
      ["found": .integer($0.found), "records": .integer($0.records)]
    }
    json["teacher"] = report.asking.map { .object($0.json) }
    let subjects = Wording.subjects(report.subjects, of: report.source)
    var lines = [
      version.map {
        isNew
          ? "\($0.name): \(counts.kept) records from \(subjects)"
          : "\($0.name) has this receipt already; nothing to publish"
      } ?? "\(counts.kept) records from \(subjects), not published",
      "receipt \(report.receipt.id)",
    ]
    let others = Wording.rejections(counts)
    if !others.isEmpty { lines.append("besides \(others.joined(separator: ", "))") }
    if let sides = Wording.sides(counts) { lines.append("sides   \(sides)") }
    lines += MixReport.lines(report.balance).map { "mix     \($0)" }
    if let asking = report.asking { lines.append("asked   \(Wording.asking(asking))") }
    if let contamination = report.contamination {
      lines.append("holds   a benchmark's text in \(contamination.found) records")
    }
    lines += report.checks.map { "expect  \(Wording.check($0))" }
    if report.barrenSubjects > 0 {
      lines.append(
        "nothing came of \(report.barrenSubjects) of \(subjects); "
          + "`stemma plan \(options.manifest) --items` lists them all")
    }
    if report.shortfall > 0 {
      lines.append("\(report.shortfall) records fewer than the \(report.wanted ?? 0) asked for")
    }
    lines.append("store   \(store.path)")
    if let version {
      lines.append("next    stemma sample \(version.name)")
      if !isNew, let kept = keptExpectations(of: version, manifest, store) {
        json["kept"] = .texts(kept)
        lines.append(
          "\(version.name) keeps what it was published with: `compare` expects of it "
            + (kept.isEmpty ? "nothing" : Terminal.visible(kept.joined(separator: "; "))))
      }
    }
    self.store.write(json, lines)
  }

  /// What a version that was there already expects, where the manifest now expects something else.
  private func keptExpectations(
    of version: Version, _ manifest: Manifest, _ store: Store
  ) -> [String]? {
    guard let details = try? VersionDetails(version, in: store) else { return nil }
    let kept = details.expectations.map(\.text)
    return kept == manifest.expectations.map(\.text) ? nil : kept
  }
}
