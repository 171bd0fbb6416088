import StemmaRecord
import StemmaStatistics
import StemmaStore

/// What store and history say of one version.
struct VersionDetails {
  let receipt: Receipt
  let lengths: LengthSummary
  let execution: JSONObject
  /// The manifest as it was written.
  let manifest: [UInt8]
  let resolved: JSONObject

  init(_ version: Version, in store: Store) throws {
    receipt = try store.receipt(version.receipt)
    let files = try store.files(of: version)
    manifest = files["manifest.yaml"] ?? []
    resolved = Self.object(files["resolved.json"])
    execution = Self.object(files["execution.json"])
    lengths =
      Self.object(files["counts.json"])["lengths"].flatMap(LengthSummary.init(json:))
      ?? LengthSummary()
  }

  /// A summary of it, with what is known of when it was made.
  func complete(_ summary: VersionSummary) -> VersionSummary {
    var summary = summary
    summary.take(execution: execution)
    return summary
  }

  /// What its manifest expects of it.
  var expectations: [Expectation] {
    (resolved["expect"]?.array ?? []).compactMap(\.string).compactMap { Expectation($0) }
  }

  private static func object(_ bytes: [UInt8]?) -> JSONObject {
    bytes.flatMap { try? JSONReader.read($0) }?.object ?? JSONObject()
  }
}
