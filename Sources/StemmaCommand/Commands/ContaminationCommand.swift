import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import StemmaText

struct ContaminationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contamination",
    abstract: "Look for texts of benchmarks in a version's records.",
    discussion: """
      A record holds a benchmark's text where any of its texts shares --words words in a row with it, \
      without regard to capitals and marks, or is near it: where their sketches say that they have \
      --near of their three-word runs in common. A benchmark's text of fewer words than a run can only \
      be near, and one of fewer than three words is passed over.

      --against takes JSON Lines or a JSON array, of which every text of whatever depth is a text of the \
      benchmark; else plain text, of which every paragraph is one; or a version, such as evals@head, of \
      which every text of every record is. With --all every version of every dataset is looked through; \
      what several of them share is read once, and what was found free of the same texts by the same rule \
      before is not read again.

      EXAMPLES
      stemma contamination coffee@head --against experiments/library/desk.jsonl
      stemma contamination coffee@1 --against experiments/library/desk.jsonl --words 13 --json
      stemma contamination --all --against experiments/library/desk.jsonl experiments/tides/measuring.md

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .gateFailed, .noStore, .damaged, .invalidInput, .interrupted,
      ]))
      """)

  @Argument(help: "The version, such as coffee@1.", completion: Completions.version)
  var version: String?

  @Flag(name: .long, help: "Look through every version of every dataset.")
  var all = false

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("The benchmarks: files, or versions.", valueName: "file"),
    completion: .file())
  var against: [String] = []

  @Option(name: .long, help: "How many words in a row: 8 to 13.")
  var words = ContaminationRule.standardRunWords

  @Option(
    name: .long,
    help: ArgumentHelp(
      "From which share of common three-word runs on texts are near.", valueName: "share"))
  var near: String = ContaminationRule.standardNearness.description

  @Option(name: .long, help: "How many findings of each version to show.")
  var examples = 10

  @OptionGroup var parallel: WidthOption
  @OptionGroup var options: StoreOptions

  private var nearness: Millionths? {
    Millionths(near).flatMap { (500_000...1_000_000).contains($0.count) ? $0 : nil }
  }

  func validate() throws {
    if all == (version != nil) {
      throw ValidationError("Name a version, or give --all in its place.")
    }
    if against.isEmpty { throw ValidationError("--against takes at least one file or version.") }
    guard ContaminationRule.runRange.contains(words) else {
      throw ValidationError("--words takes a whole number from 8 to 13.")
    }
    if nearness == nil { throw ValidationError("--near takes a share from 0.5 to 1.") }
    if examples < 0 { throw ValidationError("--examples takes a number from 0.") }
  }

  func run() throws {
    let store = try options.open()
    let versions =
      try version.map { [try store.version($0)] }
      ?? store.datasets().flatMap { try store.versions(of: $0) }
    let rule = ContaminationRule(
      runWords: words, nearness: nearness ?? ContaminationRule.standardNearness)
    let width = parallel.width ?? World.processors()
    let index = try Benchmarks(against).index(store, rule)
    let receipts = try versions.map { try store.receipt($0.receipt) }
    let search = ContaminationSearch(store, width: width, limit: examples)
    let scans = try search.scans(of: receipts, index)
    let report = ContaminationReport(index: index, versions: versions, scans: scans)
    options.write(report.json, report.lines)
    if scans.contains(where: { $0.found > 0 }) {
      throw ExitCode(ExitStatus.gateFailed.rawValue)
    }
  }
}
