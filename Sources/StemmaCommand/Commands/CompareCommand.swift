import ArgumentParser
import StemmaRecord
import StemmaStatistics
import StemmaStore

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what changed between two versions.",
    discussion: """
      Records are matched by id; those of a section whose text was edited are paired by their \
      place and count as changed. Where both versions have a split, it says too how many records \
      went to another side.

      EXAMPLES
      stemma compare coffee@1 coffee@2
      stemma diff coffee@head~1 coffee@head --examples 10
      stemma compare coffee@1 coffee@2 --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """, aliases: ["diff"])

  @Argument(help: "The first version, such as coffee@1.")
  var first: String

  @Argument(help: "The second version, such as coffee@2.")
  var second: String

  @Option(name: .long, help: "How many examples of each kind to show.")
  var examples = 3

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if examples < 0 { throw ValidationError("--examples takes a number from 0.") }
  }

  func run() throws {
    let store = try options.open()
    let before = try store.version(first)
    let after = try store.version(second)
    let old = try VersionDetails(before, in: store)
    let new = try VersionDetails(after, in: store)
    let records = try RecordComparison(
      store.records(of: old.receipt), store.records(of: new.receipt))
    let fields = ManifestDifference.all(old, new)
    let sides = try store.sides(of: old.receipt).flatMap { before in
      try store.sides(of: new.receipt).map { try SideComparison(before, $0) }
    }
    let report = ComparisonReport(
      names: (before.name, after.name), old: old, new: new, records: records, fields: fields,
      sides: sides, examples: examples)
    options.write(report.json, report.lines)
  }
}
