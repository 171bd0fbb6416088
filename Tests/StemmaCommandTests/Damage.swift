import Foundation
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

extension Workspace {
  /// Flips a bit in the middle of the store's first pack.
  ///
  /// - Returns: the pack's file, relative to the workspace.
  @discardableResult
  func flipByteInPack() throws -> String {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path("store/packs"))
    let name = "store/packs/" + (try #require(names.filter { $0.hasSuffix(".pack") }.min()))
    try flip(name, at: try read(name).count / 2)
    return name
  }

  /// Flips a bit in the middle of the block an object lies in; the pack's trailer says where that is.
  func damage(_ id: ObjectID) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: path("store/packs"))
    where name.hasSuffix(".pack") {
      let bytes = try read("store/packs/" + name)
      func number(_ start: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
      }
      // A node that names the object may stand in a pack that does not have it.
      let row = bytes.ranges(of: id.prefix.bytes).last {
        number($0.upperBound, 5) < $0.lowerBound
      }
      guard let row else { continue }
      let block = number(row.upperBound, 5)
      let (stored, rows) = (number(block + 4, 4), number(block + 8, 2))
      return try flip("store/packs/" + name, at: block + 10 + rows + stored / 2)
    }
    Issue.record("\(id) is in no pack")
  }

  /// Makes the lock of the run that made `tides@1`, as a second run of the same plan would.
  ///
  /// - Returns: the file, relative to the workspace.
  func runLock() throws -> String {
    let store = try Store(at: path("store"))
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    let inputs = receipt.inputs.map { "\($0.name)\n\($0.text)\n" }.joined()
    let run = ObjectID(of: .plan, "\(receipt.plan)\n\(inputs)".utf8)
    let name = "store/runs/tides/\(run.hex)/lock"
    try write(name, "")
    return name
  }

  /// Publishes another receipt of `tides@1`'s records, as if they had been made otherwise.
  func publishAltered(_ alter: (Receipt) -> Receipt) throws {
    let store = try Store(at: path("store"))
    let version = try store.version("tides@1")
    let receipt = alter(try store.receipt(version.receipt))
    let writer = try StoreWriter(to: store)
    _ = try writer.add(.receipt, receipt.bytes)
    try writer.finish()
    let files = try store.files(of: version)
    _ = try store.publish(
      Publication(
        dataset: "tides", receipt: receipt, manifest: files["manifest.yaml"] ?? [],
        resolved: try JSONReader.read(files["resolved.json"] ?? []), lengths: [:],
        execution: JSONObject(), cause: "run", seconds: version.seconds))
  }
}
