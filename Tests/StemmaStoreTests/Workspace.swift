import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

extension Workspace {
  var storePath: String { path("store") }
  var layout: StoreLayout { StoreLayout(root: storePath) }

  func create() throws -> Store { try Store.create(at: storePath) }

  /// The only pack there is.
  func pack() throws -> String {
    let names = try layout.packNames()
    try #require(names.count == 1)
    return names[0]
  }

  /// The packs that are being written, or were left by whoever wrote them.
  func unnamedPacks() throws -> [String] {
    try list(layout.temporary).filter { $0.hasSuffix(".pack") }
  }

  /// Where the frame of an object's block begins in a pack.
  func frame(of id: ObjectID, in pack: String) throws -> Int {
    let reader = try PackReader(pack, in: layout)
    let block = try #require(try reader.place(of: id.prefix)).block
    return block + (try #require(try reader.blocks.head(at: block)).headBytes)
  }
}

extension PackWriter {
  /// Ends the pack and gives it its name.
  func publish() throws -> EndedPack {
    let ended = try end()
    try ended.publish()
    return ended
  }
}

/// A version with everything a real one reaches.
struct Sample {
  let receipt: Receipt
  let text: ObjectID
  let prompt: ObjectID
  let template: ObjectID

  init(
    _ words: String, records count: Int = 30, parents: [Receipt.Parent] = [],
    into sink: some ObjectSink
  ) throws {
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
      parents: parents, revisions: ["planner": 1],
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
    parents: [Receipt.Parent] = [], seconds: Int64 = 1_800_000_000, stating: JSONObject = [:]
  ) throws -> (sample: Sample, result: PublicationResult) {
    let writer = try StoreWriter(to: self)
    let sample = try Sample(words, records: records, parents: parents, into: writer)
    try writer.finish()
    var resolved = stating
    resolved["dataset"] = .string(dataset)
    let result = try publish(
      Publication(
        dataset: dataset, receipt: sample.receipt, manifest: Array("dataset: \(dataset)\n".utf8),
        resolved: .object(resolved), lengths: [:], execution: ["host": "here"],
        cause: "run", seconds: seconds))
    return (sample, result)
  }

  /// The first leaf of a receipt's records.
  func firstLeaf(of receipt: Receipt) throws -> ObjectID {
    try #require(try records(of: receipt).leaves().first).id
  }
}
