public import StemmaRecord

/// A version of a dataset: `dataset@number`, a receipt with a place in the dataset's history.
public struct VersionRow: Hashable, Sendable {
  public let dataset: String
  /// The commit's place on the dataset's branch, 1 and up.
  public let number: Int
  /// The commit's id as git writes it: lower-case hexadecimal.
  public let commit: String
  public let receipt: ObjectID
  /// The hash of the manifest's *what*.
  public let plan: ObjectID
  /// How many records were kept.
  public let records: Int
  /// The commit's moment, in seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  public init(
    dataset: String, number: Int, commit: String, receipt: ObjectID, plan: ObjectID, records: Int,
    seconds: Int64
  ) {
    self.dataset = dataset
    self.number = number
    self.commit = commit
    self.receipt = receipt
    self.plan = plan
    self.records = records
    self.seconds = seconds
  }
}

extension VersionRow: SealedRow {
  static let table = SealedTable.version

  init?(_ columns: [SealedValue]) {
    guard columns.count == 7, let dataset = columns[0].text, let number = columns[1].number,
      let commit = columns[2].text, let receipt = columns[3].id, let plan = columns[4].id,
      let records = columns[5].number, let seconds = columns[6].integer
    else { return nil }
    self.init(
      dataset: dataset, number: number, commit: commit, receipt: receipt, plan: plan,
      records: records, seconds: seconds)
  }

  var columns: [SealedValue] {
    [
      .text(dataset), .integer(Int64(number)), .text(commit), .blob(receipt.bytes),
      .blob(plan.bytes), .integer(Int64(records)), .integer(seconds),
    ]
  }

  static func precedes(_ left: VersionRow, _ right: VersionRow) -> Bool {
    if left.dataset.hasSameBytes(as: right.dataset) { return left.number < right.number }
    return left.dataset.precedesByBytes(right.dataset)
  }
}
