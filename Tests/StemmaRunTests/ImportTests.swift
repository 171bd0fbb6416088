import StemmaExport
import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("imports")
struct ImportTests {
  private func request(id: String? = "id", width: Int = 2) -> ImportRequest {
    ImportRequest(
      dataset: "rows", file: "rows.jsonl", id: id, width: width, occasion: ["host": "here"],
      seconds: 1_800_000_000)
  }

  @discardableResult
  private func importing(
    _ text: String, into store: Store?, id: String? = "id", width: Int = 2
  ) async throws -> Importer.Outcome {
    let source = ByteSource(Array(text.utf8))
    return try await Importer(store).run(
      request(id: id, width: width), waiting: nil, read: source.read)
  }

  private func problems(_ bytes: [UInt8], id: String? = nil) async throws -> [ImportProblem] {
    let source = ByteSource(bytes)
    do {
      _ = try await Importer(nil).run(request(id: id), waiting: nil, read: source.read)
    } catch ImportError.badLines(let problems, let count, _) {
      #expect(count == problems.count)
      return problems
    }
    return []
  }

  private func lines(_ count: Int, seed: UInt64) -> [String] {
    var dice = Dice(seed)
    return (0..<count).map { number in
      let words = (0..<Int.random(in: 1...40, using: &dice)).map { _ in
        String(UInt16.random(in: 0...999, using: &dice))
      }
      return #"{"text":"\#(words.joined(separator: " "))","id":"r\#(number)","n":\#(number)}"#
    }
  }

  private func records(of outcome: Importer.Outcome, in store: Store) throws -> [Record] {
    let receipt = try #require(outcome.receipt)
    let sequence = try store.records(of: receipt)
    return try sequence.leaves().flatMap { try sequence.records(of: $0.id) }
  }

  @Test("rows stay as they are, in the file's order, under their ids")
  func rows() async throws {
    let work = try Workspace()
    let store = try work.create()
    let lines = lines(500, seed: 1)
    let outcome = try await importing(lines.joined(separator: "\n"), into: store)
    let records = try records(of: outcome, in: store)
    #expect(records.map(\.id.text) == (0..<500).map { "r\($0)" })
    #expect(
      try records.map { JSONValue.object($0.row) } == lines.map { try JSONReader.read($0.utf8) })
    #expect(records.allSatisfy { $0.origin == nil })
    let receipt = try #require(outcome.receipt)
    #expect(receipt.grade == .given && receipt.inputs.isEmpty)
    #expect(receipt.counts.kept == 500 && receipt.counts.outcomes == ["kept": 500])
    #expect(try store.verify().damages.isEmpty)
  }

  @Test("the same receipt whatever the pieces and the width", arguments: [3, 64, 1000, 1 << 16])
  func pieces(pieceBytes: Int) async throws {
    let text = Array(lines(300, seed: 2).joined(separator: "\n").utf8)
    var roots: Set<ObjectID> = []
    var digest = FileDigest()
    text.withUnsafeBytes { digest.update($0) }
    for (width, readBytes) in [(1, 1), (2, 7), (3, 4096), (8, .max)] {
      let probe = MemoryLeaves()
      let source = ByteSource(text, portionBytes: readBytes)
      let pipeline = ImportPipeline(
        id: "id", cut: .standard, width: width, pieceBytes: pieceBytes)
      let made = try await pipeline.run(into: probe, progress: { _ in }, read: source.read)
      roots.insert(try #require(made.root))
      #expect(made.result.records == 300 && made.bytesRead == text.count)
      #expect(made.fileDigest == digest.finish())
    }
    #expect(roots.count == 1)
    // As the plain writer makes it.
    let sink = MemorySink()
    let writer = SequenceWriter(into: sink)
    for line in lines(300, seed: 2) {
      let row = try #require(try JSONReader.read(line.utf8).object)
      try writer.append(row["id"]?.string ?? "", CanonicalJSON.bytes(["row": .object(row)]))
    }
    #expect(roots.first == (try writer.finish()))
  }

  @Test("ids with escapes are cut where the plain writer cuts them")
  func escapedIDs() async throws {
    let sink = MemorySink()
    let writer = SequenceWriter(into: sink)
    var text = ""
    for number in 0..<200 {
      let row: JSONObject = ["id": .string("\"\(number)\n\u{1}é")]
      text += CanonicalJSON.text(.object(row)) + "\n"
      try writer.append(row["id"]?.string ?? "", CanonicalJSON.bytes(["row": .object(row)]))
    }
    let source = ByteSource(Array(text.utf8))
    let made = try await ImportPipeline(id: "id", cut: .standard, width: 2)
      .run(into: MemoryLeaves(), progress: { _ in }, read: source.read)
    #expect(made.root == (try writer.finish()))
  }

  @Test("the file's order decides; line ends, blank lines and a byte order mark do not")
  func order() async throws {
    let work = try Workspace()
    let store = try work.create()
    let lines = lines(50, seed: 3)
    let plain = try await importing(lines.joined(separator: "\n") + "\n", into: store)
    let others = [
      lines.joined(separator: "\r\n"), "\u{FEFF}" + lines.joined(separator: "\n"),
      "\n \n" + lines.joined(separator: "\n\n\t\n") + "\n\n",
    ]
    for text in others {
      let outcome = try await importing(text, into: store)
      #expect(outcome.receipt?.roots == plain.receipt?.roots)
    }
    let turned = try await importing(lines.reversed().joined(separator: "\n"), into: store)
    #expect(turned.receipt?.roots != plain.receipt?.roots)
  }

  @Test("a record without an id of its own is known by its content, and by its occurrence")
  func contentIDs() async throws {
    let work = try Workspace()
    let store = try work.create()
    let text = #"{"a":1}"# + "\n" + #"{ "a": 1.0 }"# + "\n" + #"{"a":2}"# + "\n" + #"{"a":1}"#
    let outcome = try await importing(text, into: store, id: nil)
    let ids = try records(of: outcome, in: store).map(\.id.text)
    #expect(Set(ids).count == 4 && ids.allSatisfy { $0.utf8.count == 24 })
    let fewer = try await importing(#"{"a":2}"# + "\n" + #"{"a":1}"#, into: store, id: nil)
    #expect(try records(of: fewer, in: store).map(\.id.text) == [ids[2], ids[0]])
  }

  @Test("whole numbers are ids as well")
  func numbers() async throws {
    let work = try Workspace()
    let store = try work.create()
    let outcome = try await importing(#"{"id":17}"# + "\n" + #"{"id":-3}"#, into: store)
    #expect(try records(of: outcome, in: store).map(\.id.text) == ["17", "-3"])
  }

  @Test("each bad line is named, with its column and why, and nothing is imported")
  func badLines() async throws {
    let lines = [
      #"{"id":"a"}"#, #"{"id":"b""#, "[1]", #"{"n":1}"#, #"{"id":""}"#, #"{"id":1.5}"#,
      #"{"id":"a"}"#, "", #"{"id":"c","id":"c"}"#, "{\"id\":\"\u{0}\"}", "nul",
      #"{"id":1e999}"#,
    ]
    let found = try await problems(Array(lines.joined(separator: "\n").utf8), id: "id")
    #expect(found.map(\.line) == [2, 3, 4, 5, 6, 7, 9, 10, 11, 12])
    #expect(
      found.map(\.reason) == [
        .malformed(.unexpectedEnd), .notAnObject, .idMissing, .idUnusable, .idUnusable,
        .duplicateID("a", firstLine: 1), .malformed(.duplicateMember),
        .malformed(.unexpectedByte), .malformed(.unexpectedByte), .malformed(.numberOutOfRange),
      ])
    #expect(found[0].column == 10 && found[7].column == 8)
    let work = try Workspace()
    let store = try work.create()
    await #expect(throws: ImportError.self) {
      try await importing(lines.joined(separator: "\n"), into: store)
    }
    #expect(try store.datasets().isEmpty && store.verify().objects == 0)
  }

  @Test("bad UTF-8, deep nesting and long lines are refused by line")
  func hostile() async throws {
    let bad = Array(#"{"a":"x"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
    let deep = Array((#"{"a":"# + String(repeating: "[", count: 5000)).utf8)
    let long =
      Array(#"{"a":""#.utf8) + [UInt8](repeating: 0x78, count: 17 << 20) + Array(#""}"#.utf8)
    let good = Array(#"{"a":1}"#.utf8)
    let text = Array([bad, deep, long, good, long, good].joined(separator: [0x0A]))
    let found = try await problems(text)
    #expect(found.map(\.line) == [1, 2, 3, 5])
    #expect(
      found.map(\.reason) == [
        .malformed(.invalidText), .malformed(.tooDeep), .tooLong, .tooLong,
      ])
  }

  @Test("all bad lines are counted, however many are told")
  func manyBadLines() async throws {
    let repeated = #"{"id":"a"}"# + "\n"
    let lines = repeated + repeated + String(repeating: "x\n", count: 4998) + repeated
    let source = ByteSource(Array(lines.utf8))
    let error = await #expect(throws: ImportError.self) {
      _ = try await Importer(nil).run(request(id: "id"), waiting: nil, read: source.read)
    }
    guard case .badLines(let problems, 5000, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(problems.map(\.line) == Array(2...1001))
    #expect(problems[0].reason == .duplicateID("a", firstLine: 1))
  }

  @Test(
    "a file without records, and an array, are refused by name",
    arguments: ["", "\n \n", "[{}]", "[\n{}\n]"])
  func noRecords(text: String) async throws {
    let error = await #expect(throws: ImportError.self) { try await importing(text, into: nil) }
    #expect(
      error == (text.contains("[") ? .isArray(file: "rows.jsonl") : .empty(file: "rows.jsonl")))
  }

  @Test("an import that head has already makes nothing new; one of other rows does")
  func again() async throws {
    let work = try Workspace()
    let store = try work.create()
    let text = lines(40, seed: 4).joined(separator: "\n")
    #expect(try await importing(text, into: store).publication?.isNew == true)
    let objects = try store.verify().objects
    #expect(try await importing(text, into: store).publication?.isNew == false)
    #expect(try store.verify().objects == objects)
    #expect(try await importing(text + "\n{\"id\":\"z\"}", into: store).publication?.isNew == true)
    #expect(try store.versions(of: "rows").count == 2)
  }

  @Test("an imported version is made again from the store alone", arguments: ["id", nil])
  func reproduction(id: String?) async throws {
    let work = try Workspace()
    let store = try work.create()
    let text = (lines(300, seed: 5) + lines(1, seed: 5)).joined(separator: "\n")
    try await importing(
      id == nil ? text : lines(300, seed: 5).joined(separator: "\n"), into: store, id: id)
    let version = try store.version("rows@1")
    let report = try await Reproduction(store, width: 2).run(version, attest: nil)
    #expect(report.outcome == .identical && report.checked.contains("records"))
  }

  @Test("a statement that does not fit its records is found out")
  func wrongStatement() async throws {
    let work = try Workspace()
    let store = try work.create()
    let outcome = try await importing(lines(30, seed: 6).joined(separator: "\n"), into: store)
    let receipt = try #require(outcome.receipt)
    let writer = try StoreWriter(to: store)
    let plan = try writer.add(
      .plan,
      CanonicalJSON.bytes(["import": ["file": .string("sha256:\(outcome.fileDigest)"), "id": "n"]]))
    let altered = Receipt(
      plan: plan, inputs: [], revisions: receipt.revisions, roots: receipt.roots,
      counts: receipt.counts, grade: .given)
    _ = try writer.add(.receipt, altered.bytes)
    try writer.finish()
    _ = try store.publish(
      Publication(
        dataset: "wrong", receipt: altered, manifest: [], resolved: [:], lengths: [:],
        execution: [:], cause: "import", seconds: 0))
    let report = try await Reproduction(store, width: 2)
      .run(try store.version("wrong@1"), attest: nil)
    #expect(report.outcome == .different)
    #expect(report.differences.first?.part == "records")
  }

  @Test(
    "two imports are compared by id: exactly what changed, wherever it stands", arguments: 1...4)
  func comparison(seed: Int) async throws {
    let work = try Workspace()
    let store = try work.create()
    var dice = Dice(UInt64(seed))
    let before = lines(3000, seed: UInt64(seed))
    var after: [String] = []
    var (changed, added, removed) = (0, 0, 0)
    for (number, line) in before.enumerated() {
      switch Int.random(in: 0..<100, using: &dice) {
      case 0: removed += 1
      case 1:
        after.append(#"{"id":"r\#(number)","text":"another"}"#)
        changed += 1
      case 2:
        after += [line, #"{"id":"new\#(number)"}"#]
        added += 1
      default: after.append(line)
      }
    }
    if seed.isMultiple(of: 2) { after = Array(after[1500...] + after[..<1500]) }
    try await importing(before.joined(separator: "\n"), into: store)
    try await importing(after.joined(separator: "\n"), into: store)
    let comparison = try RecordComparison(
      store.records(of: store.receipt(store.version("rows@1").receipt)),
      store.records(of: store.receipt(store.version("rows@2").receipt)), width: 2)
    #expect(comparison.changedCount == changed && comparison.addedCount == added, "seed \(seed)")
    #expect(comparison.removedCount == removed, "seed \(seed)")
    #expect(comparison.same == 3000 - removed - changed, "seed \(seed)")
    #expect(comparison.changed.count == changed)
    #expect(comparison.changed.allSatisfy { $0.before?.id == $0.after?.id })
    #expect(comparison.added.allSatisfy { $0.after?.id.text.hasPrefix("new") == true })
  }

  @Test("a jsonl export gives the rows back, an own id left alone")
  func export() async throws {
    let work = try Workspace()
    let store = try work.create()
    let text =
      lines(100, seed: 7).map { (try? JSONReader.read($0.utf8)).map(CanonicalJSON.text) ?? "" }
      .joined(separator: "\n") + "\n"
    try await importing(text, into: store)
    var out: [UInt8] = []
    let count = try Exporter(store).export(
      try store.version("rows"), as: Formats.all[0], width: 2
    ) { out += $0 }
    #expect(count == 100 && String(decoding: out, as: UTF8.self) == text)
    try await importing(#"{"b":1}"# + "\n" + #"{"id":5}"#, into: store, id: nil)
    out = []
    _ = try Exporter(store).export(try store.version("rows"), as: Formats.all[0]) { out += $0 }
    let rows = try out.split(separator: 0x0A).map { try JSONReader.read($0) }
    #expect(rows[0]["id"]?.string?.utf8.count == 24 && rows[1]["id"] == 5)
  }

  @Test(
    "rows with known fields are conversations",
    arguments: [
      (#"{"question":"Why?","answer":"So."}"#, "Why?", "So."),
      (#"{"instruction":"Add.","input":"1 2","output":"3"}"#, "Add.\n\n1 2", "3"),
      (#"{"prompt":"P","response":"R"}"#, "P", "R"), (#"{"input":"I","output":"O"}"#, "I", "O"),
      (
        #"{"messages":[{"role":"user","content":"U"},{"role":"assistant","content":"A"}]}"#, "U",
        "A"
      ),
    ])
  func conversations(row: String, user: String, assistant: String) async throws {
    let work = try Workspace()
    let store = try work.create()
    try await importing(row, into: store, id: nil)
    let version = try store.version("rows")
    var out: [UInt8] = []
    _ = try Exporter(store).export(version, as: #require(Formats.named("chatml"))) { out += $0 }
    let turns = try JSONReader.read(out)["messages"]?.array
    #expect(turns?.map { $0["content"]?.string } == [user, assistant])
    out = []
    _ = try Exporter(store).export(version, as: #require(Formats.named("alpaca"))) { out += $0 }
    #expect(try JSONReader.read(out).array?.first?["output"]?.string == assistant)
  }

  @Test("a row that is no conversation is named")
  func noConversation() async throws {
    let work = try Workspace()
    let store = try work.create()
    try await importing(#"{"id":"x","n":1}"#, into: store)
    #expect(throws: ExportError.noConversation("x", fields: ["id", "n"])) {
      _ = try Exporter(store).export(
        try store.version("rows"), as: #require(Formats.named("chatml"))
      ) { _ in }
    }
  }
}

/// Leaves in memory.
private final class MemoryLeaves: LeafSink {
  private let probe: ObjectProbe
  private let work: Workspace

  init() {
    do {
      work = try Workspace()
      probe = ObjectProbe(over: try work.create())
    } catch {
      preconditionFailure("a test's folder can be made: \(error)")
    }
  }

  func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    try probe.add(kind, content)
  }

  func sealer(
    learningFrom samples: LeafBatch, isAll: Bool
  ) throws(StoreError) -> any LeafSealing {
    try probe.sealer(learningFrom: samples, isAll: isAll)
  }

  func append(_ leaves: SealedLeaves) throws(StoreError) {}
}
