import Foundation
import StemmaRecord
import Testing

@testable import StemmaStore

/// A folder of a test's own; gone when the test ends.
final class Workspace: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/stemma-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { folder + "/store" }
  var layout: StoreLayout { StoreLayout(root: path) }

  func create() throws -> Store { try Store.create(at: path) }

  func read(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  /// Overwrites a file, which may be read-only.
  func write(_ bytes: [UInt8], to file: String) throws {
    try? FileManager.default.removeItem(atPath: file)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
  }

  /// Flips one bit of a file.
  func flip(_ file: String, at offset: Int) throws {
    var bytes = try read(file)
    bytes[offset] ^= 0x10
    try write(bytes, to: file)
  }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: file) }

  func list(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// The only pack there is.
  func pack() throws -> String {
    let names = try layout.packNames()
    try #require(names.count == 1)
    return names[0]
  }

  /// Where an object's frame begins in a pack.
  func frame(of id: ObjectID, in pack: String) throws -> Int {
    try #require(try PackReader(pack, in: layout).offset(of: id)) + PackFormat.objectHeadBytes
  }
}

/// Holds objects in memory.
final class MemorySink: ObjectSink, ObjectSource {
  private(set) var objects: [ObjectID: [UInt8]] = [:]

  func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    let id = ObjectID(of: kind, content)
    objects[id] = content
    return id
  }

  func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    guard let content = objects[id] else { throw .objectMissing(id, kind) }
    return content
  }
}

/// A version with everything a real one reaches.
struct Sample {
  let receipt: Receipt
  let text: ObjectID
  let prompt: ObjectID
  let template: ObjectID

  init(_ words: String, records count: Int = 30, into sink: some ObjectSink) throws {
    text = try sink.add(.text, Array("text \(words)".utf8))
    let bytes = try sink.add(.bytes, Array("bytes \(words)".utf8))
    template = try sink.add(.template, Array(#"{"name":"t","userPrompt":"u"}"#.utf8))
    prompt = try sink.add(.prompt, Array(#"{"messages":"\#(words)"}"#.utf8))
    let plan = try sink.add(
      .plan, CanonicalJSON.bytes(["task": "qa", "template": .string(template.description)]))
    let records = SequenceWriter(into: sink)
    let traces = SequenceWriter(into: sink)
    let item = ItemKey(["input": "a.md"])
    var counts = Counts()
    for slot in 0..<count {
      let id = RecordID(item: item, ordinal: slot)
      let record = Record(
        id: id, row: ["question": .string("\(words) \(slot)?"), "answer": "It is."],
        origin: Origin(
          input: "a.md", headingPath: [], section: "0011223344556677", strategy: "extraction",
          slot: slot))
      try records.append(id.text, CanonicalJSON.bytes(record.json))
      try traces.append(id.text, CanonicalJSON.bytes(["prompt": .string(prompt.description)]))
      counts.add(.kept)
    }
    receipt = Receipt(
      plan: plan, inputs: [Receipt.Input(name: "a.md", bytes: bytes, text: text)],
      revisions: ["planner": 1],
      roots: Receipt.Roots(
        records: try records.finish(), traces: try traces.finish(),
        ledger: try SequenceWriter(into: sink).finish(),
        transcript: try SequenceWriter(into: sink).finish()),
      counts: counts, grade: .exact)
    _ = try sink.add(.receipt, receipt.bytes)
  }
}

extension Store {
  /// Writes and publishes a sample.
  @discardableResult
  func publish(
    _ words: String, as dataset: String = "coffee", records: Int = 30,
    seconds: Int64 = 1_800_000_000
  ) throws -> (sample: Sample, result: PublicationResult) {
    let writer = try StoreWriter(to: self)
    let sample = try Sample(words, records: records, into: writer)
    try writer.finish()
    let result = try publish(
      Publication(
        dataset: dataset, receipt: sample.receipt, manifest: Array("dataset: \(dataset)\n".utf8),
        resolved: ["dataset": .string(dataset)], lengths: [:], execution: ["host": "here"],
        cause: "run", seconds: seconds))
    return (sample, result)
  }

  /// The first leaf of a receipt's records.
  func firstLeaf(of receipt: Receipt) throws -> ObjectID {
    try #require(try records(of: receipt).leaves().first).id
  }
}
