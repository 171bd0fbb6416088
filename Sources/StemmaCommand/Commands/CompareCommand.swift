import ArgumentParser
import StemmaPage
import StemmaRecord
import StemmaStatistics
import StemmaStore

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what changed between two versions, and how much.",
    discussion: """
      Records are matched by id; those of a section whose text was edited are paired by their \
      place and count as changed. Where both versions have a split, it says too how many records \
      went to another side.

      Then statistics: lengths, numbers and scores, labels and other categories, how texts begin, \
      duplicates, repetition, variety. Each has the values of both, an effect's size, and a word for \
      it: same, small, moderate or large. Means are compared by Cliff's delta (0.147, 0.33, 0.474), \
      categories by Cramér's V (0.1, 0.3, 0.5), shares by Cohen's h (0.2, 0.5, 0.8), other numbers by \
      their relative difference (0.1, 0.25, 0.5). What is no greater than chance alone shows once in \
      a thousand times is the same. Tests are in the report of --json, corrected for their number. A \
      version's statistics are made when they are first wanted, and kept.

      For each filter that is otherwise, or moved a record, it says how many that one version has kept \
      were dropped by it in the other, and which.

      What the second version's manifest expects, and what --expect FILE does, is held against them: \
      lines such as `records >= 500`, `near_duplicates < 1%`, `js(label) < 0.1`, `effect(tokens) < 0.2`; \
      after # is a comment. Where one fails compare ends in 4. docs/statistics.md has all names.

      --html FILE writes the comparison as a page too: one file without scripts that needs nothing from \
      elsewhere and prints to four pages at most. The same two versions of the same history give the same bytes.

      EXAMPLES
      stemma compare coffee@1 coffee@2
      stemma diff coffee@head~1 coffee@head --examples 10
      stemma compare coffee@1 coffee@2 --json
      stemma compare coffee@1 coffee@2 --no-statistics
      stemma compare coffee@1 coffee@2 coffee@head
      stemma compare coffee@1 coffee@2 --expect expectations.txt
      stemma compare coffee@1 coffee@2 --html comparison.html

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .gateFailed, .noStore, .damaged, .invalidInput]))
      """, aliases: ["diff"])

  @Argument(help: "The first version, such as coffee@1.", completion: Completions.version)
  var first: String

  @Argument(help: "The second version, such as coffee@2.", completion: Completions.version)
  var second: String

  @Argument(
    help: "Further versions: then only statistics are told, each held against the first.",
    completion: Completions.version)
  var others: [String] = []

  @Option(name: .long, help: "How many examples of each kind to show.")
  var examples = 3

  @Flag(name: .long, help: "Compare records and manifests only.")
  var noStatistics = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file of expectations of the second version, one a line, besides those of its manifest.",
      valueName: "file"), completion: .file())
  var expect: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a page of it to this file as well; an older one is replaced.", valueName: "file"),
    completion: .file())
  var html: String?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if !others.isEmpty, noStatistics || expect != nil || html != nil {
      throw ValidationError("--expect, --html and --no-statistics take two versions.")
    }
    if noStatistics, expect != nil {
      throw ValidationError("--expect takes statistics; leave out --no-statistics.")
    }
    if examples < 0 { throw ValidationError("--examples takes a number from 0.") }
  }

  func run() throws {
    let store = try options.open()
    let path = try html.map { try Paths.absolute($0) }
    if let html, let path, Paths.isFolder(path) { throw InputError.isFolder(path: html) }
    guard others.isEmpty else { return try several(store) }
    let before = try store.version(first)
    let after = try store.version(second)
    let old = try VersionDetails(before, in: store)
    let new = try VersionDetails(after, in: store)
    if noStatistics { warnUnchecked(new) }
    var report = try ComparisonReport(
      names: (before.name, after.name), old, new, examples: examples,
      held: html == nil ? examples : max(examples, ComparisonPage.exampleLimit), in: store)
    let statistics = noStatistics ? nil : try statistics(old, new, store)
    report.statistics = statistics
    report.page = html
    if let path { try write(report, of: (before, after), to: path, store) }
    options.write(report.json, report.lines)
    if statistics?.checks.contains(where: \.isFailed) == true {
      throw ExitCode(ExitStatus.gateFailed.rawValue)
    }
  }

  /// - Returns: nil, and says why, where damaged records are in the way and nothing is expected: what
  ///   changed can be said without them.
  private func statistics(
    _ old: VersionDetails, _ new: VersionDetails, _ store: Store
  ) throws -> StatisticsReport? {
    let expectations = try expectations(of: new)
    let summaries = Summaries(store, isForScripts: options.json)
    do {
      let (left, right) = (try summaries.summary(of: old), try summaries.summary(of: new))
      return StatisticsReport(
        summaries: (left, right), comparison: SummaryComparison(left, right),
        checks: ExpectationCheck.all(expectations, before: left, after: right))
    } catch let error as StoreError {
      guard ExitStatus(error) == .damaged, expectations.isEmpty else { throw error }
      Terminal.error("warning: There are no statistics. \(error.whatHappened)")
      return nil
    }
  }

  private func write(
    _ report: ComparisonReport, of versions: (Version, Version), to path: String, _ store: Store
  ) throws {
    let trees = try [versions.0, versions.1].map { try FamilyTree($0, in: store).graph }
    let page = Array(report.page(lineage: LineagePicture(trees)).html.utf8)
    try FileAccess.replace(path, isSynced: false) { write in try write(page) }
  }

  private func warnUnchecked(_ version: VersionDetails) {
    guard !version.expectations.isEmpty else { return }
    Terminal.error("warning: What the second version's manifest expects is not checked.")
  }

  private func several(_ store: Store) throws {
    let summaries = Summaries(store, isForScripts: options.json)
    let versions = try ([first, second] + others).map { try store.version($0) }
    let report = SeveralReport(
      try versions.map { ($0.name, try summaries.summary(of: VersionDetails($0, in: store))) })
    let json: JSONObject = [
      "statistics": report.json,
      "versions": .array(
        versions.map {
          [
            "receipt": .string($0.receipt.description), "records": .integer($0.records),
            "version": .string($0.name),
          ]
        }),
    ]
    options.write(json, report.lines(isPicturing: Terminal.outputIsTerminal))
  }

  /// Those of the version's manifest, then those of the file.
  private func expectations(of version: VersionDetails) throws -> [Expectation] {
    version.expectations + (try expect.map(ExpectationFile.read) ?? [])
  }
}
