import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct Gc: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc",
    abstract: "Free what no version, event or run under way needs.",
    discussion: """
      First says what it would free, and why; then asks, or wants --yes where nobody can be asked. \
      Everything reachable is read and checked; where some of it cannot be read, nothing is freed. \
      Packs that are not needed move to `trash/` in the store, and the next collection deletes them. \
      Statistics of versions that are gone are deleted. \
      Runs and readers may go on meanwhile.

      EXAMPLES
      stemma gc --dry-run
      stemma gc --yes
      stemma gc --yes --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .interrupted]))
      """)

  @Flag(name: .long, help: "Only say what would be done.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if dryRun && yes { throw ValidationError("--dry-run changes nothing: give it or --yes.") }
  }

  func run() throws {
    let store = try options.open()
    let isAsking = !dryRun && !yes
    let canAsk = Terminal.inputIsTerminal && Terminal.errorIsTerminal && !options.json
    let collector = try Collector(store, isLookOnly: dryRun || isAsking && !canAsk) {
      Terminal.error("Another collection is under way; waiting for it.")
    }
    let plan = try collector.plan(statistics: statistics(store))
    let report = CollectionReport(plan)
    guard !plan.isEmpty, !dryRun else {
      return options.write(
        report.json(nil, isDry: dryRun), report.lines + report.next(isDry: dryRun))
    }
    if isAsking {
      guard canAsk else {
        for line in report.lines { Terminal.error(line) }
        throw ConsentError.unconfirmed
      }
      for line in report.lines { Terminal.error(line) }
      guard Terminal.confirm("Collect?") else { return Terminal.error("Nothing was changed.") }
    }
    let progress = ProgressLine(quiet: options.json)
    let outcome = try collector.collect(plan) {
      Terminal.error("Another process holds the store's lock; waiting for it.")
    } progress: { done, all in
      progress.show("\(done) of \(all) packs written anew", isLast: done == all)
    }
    progress.clear()
    options.write(
      report.json(outcome, isDry: false),
      (isAsking ? [] : report.lines) + CollectionReport.lines(outcome))
  }
  /// The files of statistics that some version has.
  ///
  /// - Returns: nil where a receipt cannot be read: then the plan says what is wrong.
  private func statistics(_ store: Store) -> Set<String>? {
    try? Set(
      store.datasets().flatMap { try store.versions(of: $0) }.flatMap {
        Summarizer.files(of: try store.receipt($0.receipt), in: store)
      })
  }
}
