import ArgumentParser
import StemmaRecord
import StemmaStore

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Show records to read, drawn by seed.",
    discussion: """
      The same seed draws the same records. Conditions name a field of the row, or `input`, \
      `heading`, `section`, `strategy`, `side` or `id`.

      EXAMPLES
      stemma sample coffee@1 -n 5
      stemma sample coffee@head -n 20 --seed 3
      stemma sample coffee@head --where strategy=expansion --where answer~water

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .badArguments]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Option(name: .customShort("n"), help: "How many records.")
  var count = 10

  @Option(name: .long, help: "Which draw.")
  var seed: UInt64 = 0

  @Option(
    name: .customLong("where"), parsing: .singleValue,
    help: ArgumentHelp(
      "Only records with field=value, field!=value or field~text; may be repeated.",
      valueName: "condition"))
  var conditions: [String] = []

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if count < 1 { throw ValidationError("-n takes a number from 1.") }
  }

  func run() throws {
    let conditions = try self.conditions.map(RecordCondition.init)
    let store = try options.open()
    let version = try store.version(self.version)
    let (drawn, matching) = try RecordSelection(conditions: conditions, count: count, seed: seed)
      .find(in: store.receipt(version.receipt), of: store)
    let json: JSONObject = [
      "matching": .integer(matching),
      "records": .array(drawn.map { Wording.json($0.record, side: $0.side) }),
      "version": .string(version.name),
    ]
    var lines = drawn.flatMap { Wording.record($0.record, side: $0.side) + [""] }
    lines.append("\(drawn.count) of \(matching) records of \(version.name)")
    // An imported id may be anything; a line to be typed holds only a plain word.
    if let first = drawn.first, first.record.id.isPlainWord {
      lines.append("next  stemma trace \(version.name) \(first.record.id)")
    }
    options.write(json, lines)
  }
}
