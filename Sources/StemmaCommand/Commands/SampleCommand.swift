import ArgumentParser
import StemmaRecord
import StemmaStore

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show records to read, drawn by seed.",
    discussion: """
      The same seed draws the same records. Conditions name a field of the row, or `input`, \
      `heading`, `section`, `strategy` or `id`.

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
    let records = try store.records(of: try store.receipt(version.receipt))
    var drawn: [(rank: UInt64, place: Int, record: Record)] = []
    var place = 0
    var matching = 0
    for leaf in try records.leaves() {
      for record in try records.records(of: leaf.id) {
        if place == 0 { try conditions.forEach { try $0.check(against: record) } }
        place += 1
        guard conditions.allSatisfy({ $0.holds(for: record) }) else { continue }
        matching += 1
        drawn.append((rank(of: record), place, record))
      }
      // The lowest ranks are drawn; what cannot be among them need not be kept.
      if drawn.count > 4 * count + 1024 { keepLowest(&drawn) }
    }
    keepLowest(&drawn)
    drawn.sort { $0.place < $1.place }
    let json: JSONObject = [
      "matching": .integer(matching),
      "records": .array(drawn.map { Wording.json($0.record) }), "version": .string(version.name),
    ]
    var lines = drawn.flatMap { Wording.record($0.record) + [""] }
    lines.append("\(drawn.count) of \(matching) records of \(version.name)")
    if let first = drawn.first {
      lines.append("next  stemma trace \(version.name) \(first.record.id)")
    }
    options.write(json, lines)
  }

  /// A record's place in the draw: a function of seed and id alone.
  private func rank(of record: Record) -> UInt64 {
    var draws = Draws(seed: seed, item: ItemKey(["sample": .string(record.id.text)]), slot: 0)
    return UInt64(draws.next()) << 32 | UInt64(draws.next())
  }

  private func keepLowest(_ drawn: inout [(rank: UInt64, place: Int, record: Record)]) {
    drawn.sort { ($0.rank, $0.place) < ($1.rank, $1.place) }
    drawn.removeLast(max(0, drawn.count - count))
  }
}
