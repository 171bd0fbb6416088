import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import StemmaTask

/// Reads what is to be checked: rows by themselves side by side, together one after another, while the next
/// rows are read.
struct Checking {
  /// So many rows are read at once.
  private static let batchRows = 4096

  let width: Int
  /// Of a row; nil where rows are held against each other.
  var schema: JSONSchema?
  private(set) var check: DataCheck
  /// Lends a hand with rows that others are at, and gives what was read of them.
  private var begun: (() -> [CheckReading])?

  init(width: Int, exampleLimit: Int, schema: JSONSchema?) {
    self.width = width
    self.schema = schema
    check = DataCheck(exampleLimit: exampleLimit)
  }

  /// - Parameters:
  ///   - name: what places call the file.
  ///   - side: its rows'; nil where there is only one.
  mutating func add(file path: String, as name: String, side: Side?) throws {
    let stream = try InputStream(path)
    var lines = CheckedLines(stream.read)
    let schema = schema
    while let piece = try lines.next() {
      try Task.checkCancellation()
      // Each line is copied for the thread that reads it.
      let own = piece.map { (number: $0.number, bytes: Array($0.bytes)) }
      begin(own) { line in
        Self.reading(line.bytes, CheckPlace("\(name):\(line.number)"), side, schema)
      }
    }
    finish()
  }

  /// Begins to read rows, and meanwhile adds those begun before.
  private mutating func begin<Row: Sendable>(
    _ rows: [Row], _ read: @escaping @Sendable (Row) -> CheckReading
  ) {
    let before = begun?() ?? []
    let work = Parallel.begin(rows, width: width, atOnce: 64, read)
    begun = { work.results() }
    for reading in before { check.add(reading) }
  }

  private mutating func finish() {
    for reading in begun?() ?? [] { check.add(reading) }
    begun = nil
  }

  private static func reading(
    _ bytes: [UInt8], _ place: CheckPlace, _ side: Side?, _ schema: JSONSchema?
  ) -> CheckReading {
    do throws(JSONError) {
      guard let row = try JSONReader.read(bytes, roundsNumbers: true).object else {
        return CheckReading(broken: "it is no object", at: place, side: side)
      }
      return CheckReading(row, at: place, side: side, schema: schema)
    } catch {
      return CheckReading(
        broken: "\(error.reason.rawValue) (byte \(error.offset + 1))", at: place, side: side)
    }
  }

  /// - Returns: which share of each line's rows the version's manifest lets be at fault.
  mutating func add(_ version: Version, in store: Store) throws -> [CheckLine: Int] {
    let receipt = try store.receipt(version.receipt)
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let plan = try store.json(of: ground.plan, .plan)
    let task = Tasks.of(plan)
    if schema == nil { schema = try task.map { try JSONSchema($0.rowSchema) } }
    let template = try plan["template"]?.string.flatMap(ObjectID.init(_:))
      .map { try store.json(of: $0, .template) }
    let runs = PromptRuns(template.flatMap(Template.init(json:))?.texts ?? [])
    let schema = schema
    var waiting: [(record: Record, side: Side?)] = []
    func flush() {
      begin(waiting) { record, side in
        CheckReading(
          record.row, at: CheckPlace(record.id.text), side: side, schema: schema, prompts: runs)
      }
      waiting.removeAll(keepingCapacity: true)
    }
    try store.forEachLeaf(of: receipt) { leaf in
      waiting += leaf.map { ($0.record, $0.side?.side) }
      if waiting.count >= Self.batchRows { flush() }
      return !Task.isCancelled
    }
    try Task.checkCancellation()
    flush()
    finish()
    let resolved = try VersionDetails(version, in: store).resolved
    var limits: [CheckLine: Int] = [:]
    for (name, value) in resolved["check"]?.object?.members ?? [] {
      guard let line = CheckLine(rawValue: name) else { continue }
      limits[line] = value.string.flatMap { Millionths($0) }?.count
    }
    return limits
  }
}
