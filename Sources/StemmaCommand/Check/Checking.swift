import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import StemmaTask

/// Reads what is to be checked: rows by themselves side by side, together one after another, while the next
/// rows are read.
struct Checking {
  /// So many leaves of some six records are read at once.
  private static let batchLeaves = 640
  /// So much of a file is read at once, in pieces for the threads to take.
  private static let batchBytes = 4 << 20
  private static let pieceBytes = 64 << 10

  let width: Int
  /// Of a row; nil where rows are held against each other.
  var schema: JSONSchema?
  private(set) var check: DataCheck
  /// How many rows and broken lines were read.
  private var readCount = 0
  /// Lends a hand with rows that others are at, and gives what was read of them.
  private var begun: (() -> [[CheckedLine]])?
  /// The array of the file that is being read, if it is one.
  private var array = CheckedArray()

  init(width: Int, exampleLimit: Int, schema: JSONSchema?) {
    self.width = width
    self.schema = schema
    check = DataCheck(exampleLimit: exampleLimit)
  }

  /// - Parameters:
  ///   - name: what places call the file.
  ///   - side: its rows'; nil where there is only one.
  /// - Throws: `InputError.nothingToCheck` where it holds no row, and no line that ought to be one.
  mutating func add(file path: String, as name: String, side: Side?) throws {
    let stream = try InputStream(path)
    var pieces = LinePieces(pieceBytes: Self.pieceBytes, read: stream.read)
    let file = CheckedFile(name: name, side: side, schema: schema)
    let readBefore = readCount
    var waiting: [LinePiece] = []
    var bytesBegun = 0
    func flush() {
      begin(waiting, atOnce: 1, file.lines)
      waiting.removeAll(keepingCapacity: true)
      bytesBegun = pieces.bytesRead
    }
    while let piece = try pieces.next() {
      try Task.checkCancellation()
      waiting.append(piece)
      if pieces.bytesRead - bytesBegun >= Self.batchBytes { flush() }
    }
    flush()
    finish()
    add(array.end(isWhole: pieces.endsArray))
    array = CheckedArray()
    if pieces.opensArray == true && !pieces.endsArray {
      let words = "it begins with `[`, but does not end with `]`"
      add([CheckReading(broken: words, at: CheckPlace(name), side: side)])
    }
    guard readCount > readBefore else { throw InputError.nothingToCheck(path: name) }
  }

  /// Begins to read rows, and meanwhile adds those begun before.
  ///
  /// - Parameter atOnce: how many parts a thread takes at a time.
  private mutating func begin<Part: Sendable>(
    _ parts: [Part], atOnce: Int, _ read: @escaping @Sendable (Part) -> [CheckedLine]
  ) {
    let before = begun?() ?? []
    let work = Parallel.begin(parts, width: width, atOnce: atOnce, read)
    begun = { work.results() }
    add(before)
  }

  private mutating func finish() {
    add(begun?() ?? [])
    begun = nil
  }

  private mutating func add(_ parts: [[CheckedLine]]) {
    for line in parts.joined() { add(array.take(line)) }
  }

  private mutating func add(_ readings: [CheckReading]) {
    readCount += readings.count
    for reading in readings { check.add(reading) }
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
    var waiting: [[(record: Record, side: Side?)]] = []
    func flush() {
      begin(waiting, atOnce: 10) { leaf in
        leaf.map { record, side in
          let place = CheckPlace(record.id.text)
          let reading = CheckReading(
            record.row, at: place, side: side, schema: schema, prompts: runs)
          return CheckedLine(place: place, side: side, reading: reading, marks: nil)
        }
      }
      waiting.removeAll(keepingCapacity: true)
    }
    try store.forEachLeaf(of: receipt) { leaf in
      waiting.append(leaf.map { ($0.record, $0.side?.side) })
      if waiting.count >= Self.batchLeaves { flush() }
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
