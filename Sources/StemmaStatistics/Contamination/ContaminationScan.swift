public import StemmaRecord
public import StemmaText

/// Which of a version's records hold texts of benchmarks, while they are read: shards are scanned side
/// by side, and merged in the records' order.
public struct ContaminationScan: Sendable {
  /// A record's text that holds a benchmark's.
  public struct Finding: Sendable {
    public let record: RecordID
    /// The record's field.
    public let field: String
    /// The benchmark's text, by its place in `BenchmarkIndex.entries`.
    public let text: Int
    /// How many different runs of words both have; 0 where it was found by its sketch.
    public let runs: Int
    /// How similar they are by their sketches, in parts per million; nil where not near.
    public let similarity: Int?
  }

  /// Records looked at.
  public private(set) var records = 0
  /// Those that hold a text of a benchmark, by a shared run, by being near, or both.
  public private(set) var found = 0
  public private(set) var overlapping = 0
  public private(set) var near = 0
  /// The benchmarks' texts that were found, by their places.
  public private(set) var texts: Set<Int> = []
  /// The first ones, in the records' order: of each field one.
  public private(set) var findings: [Finding] = []

  private let limit: Int

  /// - Parameter limit: so many findings are kept.
  public init(limit: Int) { self.limit = limit }

  /// - Parameter records: so many were looked at, and nothing was found in them.
  public init(clean records: Int, limit: Int) {
    self.init(limit: limit)
    self.records = records
  }

  public mutating func add(_ record: Record, _ index: BenchmarkIndex) {
    records += 1
    var (isOverlapping, isNear) = (false, false)
    for (field, text) in RowReading(record.row).strings {
      guard let match = index.match(text) else { continue }
      texts.formUnion(match.texts)
      isOverlapping = isOverlapping || match.overlap != nil
      isNear = isNear || match.nearest != nil
      guard findings.count < limit, let number = match.overlap?.text ?? match.nearest?.text else {
        continue
      }
      findings.append(
        Finding(
          record: record.id, field: field, text: number, runs: match.overlap?.runs ?? 0,
          similarity: match.nearest?.text == number ? match.nearest?.similarity : nil))
    }
    if isOverlapping { overlapping += 1 }
    if isNear { near += 1 }
    if isOverlapping || isNear { found += 1 }
  }

  /// - Parameter later: of the records that follow.
  public mutating func merge(_ later: ContaminationScan) {
    records += later.records
    found += later.found
    overlapping += later.overlapping
    near += later.near
    texts.formUnion(later.texts)
    findings += later.findings.prefix(max(0, limit - findings.count))
  }
}
