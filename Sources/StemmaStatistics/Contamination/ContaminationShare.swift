public import StemmaRecord

/// How many of a version's records hold texts of certain benchmarks: measured when it was made, since
/// a version does not keep the benchmarks.
public struct ContaminationShare: Hashable, Sendable {
  /// Records that hold one, and records in all.
  public let found: Int
  public let records: Int
  /// Which texts by which rule: shares of others are not compared.
  public let against: String

  /// - Parameter against: the benchmarks' digest.
  public init(_ scan: ContaminationScan, against: String) {
    found = scan.found
    records = scan.records
    self.against = against
  }

  public var json: JSONValue {
    ["against": .string(against), "found": .integer(found), "records": .integer(records)]
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONValue?) {
    guard let found = json?["found"]?.integer, let records = json?["records"]?.integer,
      let against = json?["against"]?.string, found >= 0, found <= records
    else { return nil }
    self.found = found
    self.records = records
    self.against = against
  }
}
