import StemmaExperiment
import StemmaExport
import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

private func split(_ validation: Int, leak: Int? = nil) -> Split {
  Split(
    validation: Millionths(count: validation), test: Millionths(count: 100_000),
    leak: leak.map { Millionths(count: $0) })
}

extension Made {
  /// Each record's side, by id.
  fileprivate func sides() throws -> [String: RecordSide] {
    guard let root = result.roots.sides else { return [:] }
    var sides: [String: RecordSide] = [:]
    for (key, json) in try entries(root) { sides[key] = RecordSide(json: json) }
    return sides
  }
}

@Suite("runs with a split")
struct SplitRunTests {
  private func made(
    _ split: Split?, _ places: Range<Int> = 0..<90, perSection: Int = 2, width: Int = 2
  ) async throws -> Made {
    let teacher = ScriptedTeacher { wanted($0) }
    let all = places.map {
      Section(
        input: "a.md", headingPath: ["Part \($0 / 3)"], text: "Passage number \($0) of many.",
        occurrence: 0, line: $0 + 1)
    }
    return try await Made(
      manifest(perSection: perSection, split: split), all, teacher, width: width)
  }

  @Test("every record has one side, in the records' order, and the counts say how many each has")
  func everyRecord() async throws {
    let made = try await made(split(300_000))
    let records = try made.entries(made.result.roots.records).map(\.key)
    let sides = try made.entries(try #require(made.result.roots.sides))
    #expect(sides.map(\.key) == records)
    var counts = ["train": 0, "validation": 0, "test": 0]
    for side in sides { counts[side.json["side"]?.string ?? "", default: 0] += 1 }
    #expect(made.counts.sides == counts)
    #expect(counts.values.allSatisfy { $0 > 0 })
    #expect(try made.addsUp())
  }

  @Test("records of one heading never stand on two sides")
  func groups() async throws {
    let made = try await made(split(300_000))
    let sides = try made.sides()
    var groups: [String: Set<Side>] = [:]
    for (key, json) in try made.entries(made.result.roots.records) {
      groups[json["origin"]?["heading"]?.array?.first?.string ?? "", default: []].insert(
        try #require(sides[key]).side)
    }
    #expect(groups.count == 30)
    #expect(groups.values.allSatisfy { $0.count == 1 })
  }

  @Test("a record keeps its side whatever else there is: other sections, counts and widths")
  func independence() async throws {
    let whole = try await made(split(300_000)).sides()
    for other in [
      try await made(split(300_000), 30..<90), try await made(split(300_000), 0..<45),
      try await made(split(300_000), perSection: 1), try await made(split(300_000), width: 7),
    ] {
      let sides = try other.sides()
      #expect(!sides.isEmpty)
      for (id, side) in sides { #expect(whole[id] == side) }
    }
  }

  @Test("a split changes neither records nor traces, and without one there are no sides")
  func records() async throws {
    let without = try await made(nil)
    let with = try await made(split(300_000))
    let more = try await made(split(400_000))
    for other in [with, more] {
      #expect(other.result.roots.records == without.result.roots.records)
      #expect(other.result.roots.traces == without.result.roots.traces)
      #expect(other.result.roots.ledger == without.result.roots.ledger)
    }
    #expect(with.result.roots.sides != more.result.roots.sides)
    #expect(without.result.roots.sides == nil)
    #expect(without.counts.sides.isEmpty)
    #expect(without.counts.json["sides"] == nil)
  }

  @Test("a held-out record too near a training one stays, without a side, and names the other")
  func leak() async throws {
    // Every section gives the same row.
    let teacher = ScriptedTeacher { _ in
      Answer(
        text: #"{"pairs":[{"answer":"The tide rises twice a day.","question":"How often?"}]}"#)
    }
    let made = try await Made(manifest(perSection: 1, split: split(300_000)), sections(60), teacher)
    let sides = try made.sides()
    let drawn = try await self.made(split(300_000), 0..<60, perSection: 1).sides()
    #expect(sides.count == 60 && made.counts.kept == 60)
    #expect(made.counts.sides["validation"] == 0 && made.counts.sides["test"] == 0)
    let none = sides.filter { $0.value.side == .none }
    #expect(none.count == made.counts.sides["none"] && !none.isEmpty)
    for (id, side) in none {
      let leak = try #require(side.leak)
      #expect(leak.score == 1_000_000)
      #expect(leak.drawn == drawn[id]?.side)
      #expect(sides[leak.other.text]?.side == .train)
    }
    #expect(made.counts.rounds == 1)
    #expect(try made.addsUp())
  }

  @Test("a version with a split is made again to the byte, and a changed side is found")
  func reproduce() async throws {
    let work = try Workspace()
    let store = try work.create()
    let receipt = try await Runner(store).run(
      request(manifest(perSection: 4, split: split(400_000))), waiting: nil
    ).report.receipt
    #expect(receipt.revisions["split"] == Split.revision && receipt.revisions["split-leak"] != nil)
    let version = try store.version("coffee")
    let report = try await Reproduction(store, width: 3).run(version, attest: nil)
    #expect(report.outcome == .identical)
    #expect(report.checked.contains("sides"))
    #expect(try store.verify().damages.isEmpty)
    // A statement that no run would have made: a record on another side; and none at all.
    for hasSides in [true, false] {
      let writer = try StoreWriter(to: store)
      let sequence = SequenceWriter(into: writer)
      for leaf in try #require(try store.sides(of: receipt)).sideLeaves() {
        for (id, side) in try #require(try store.sides(of: receipt)).sides(of: leaf) {
          let other = RecordSide(side.side == .train ? .validation : .train)
          try sequence.append(id.text, CanonicalJSON.bytes(other.json))
        }
      }
      let roots = receipt.roots
      let crafted = Receipt(
        plan: receipt.plan, inputs: receipt.inputs, revisions: receipt.revisions,
        roots: Receipt.Roots(
          records: roots.records, traces: roots.traces, ledger: roots.ledger,
          transcript: roots.transcript, sides: hasSides ? try sequence.finish() : nil),
        counts: receipt.counts, grade: .exact)
      _ = try writer.add(.receipt, crafted.bytes)
      try writer.finish()
      _ = try store.publish(
        Publication(
          dataset: "coffee", receipt: crafted, manifest: [0x0A], resolved: [:], lengths: [:],
          execution: [:], cause: "test", seconds: 1))
      let found = try await Reproduction(store, width: 1).run(
        try store.version("coffee"), attest: nil)
      #expect(found.outcome == .different)
      #expect(Set(found.differences.map(\.part)) == ["sides"])
    }
  }

  @Test("sides of other records are never given out as these records'")
  func strangeSides() async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = try await Runner(store).run(
      request(manifest(perSection: 4, split: split(400_000)), Self.chapters), waiting: nil
    ).report.receipt
    let other = try await Runner(store).run(
      request(manifest(perSection: 4, split: split(400_000))), waiting: nil
    ).report.receipt
    let crafted = Receipt(
      plan: first.plan, inputs: first.inputs, revisions: first.revisions,
      roots: Receipt.Roots(
        records: first.roots.records, traces: first.roots.traces, ledger: first.roots.ledger,
        transcript: first.roots.transcript, sides: other.roots.sides),
      counts: first.counts, grade: .exact)
    #expect(throws: StoreError.self) { try store.forEachLeaf(of: crafted) { _ in true } }
    var count = 0
    try store.forEachLeaf(of: first) { leaf in
      #expect(leaf.allSatisfy { $0.side != nil })
      count += leaf.count
      return true
    }
    #expect(count == first.counts.kept)
  }

  @Test("another share moves records to another side, and comparing says how many, from where")
  func compare() async throws {
    let work = try Workspace()
    let store = try work.create()
    var sides: [SequenceReader] = []
    for share in [100_000, 900_000] {
      let receipt = try await Runner(store).run(
        request(
          manifest(
            perSection: 4,
            split: Split(
              validation: Millionths(count: share), test: nil, leak: Millionths(count: 1_000_000))),
          Self.chapters),
        waiting: nil
      ).report.receipt
      sides.append(try #require(try store.sides(of: receipt)))
    }
    let comparison = try SideComparison(sides[0], sides[1])
    #expect(comparison.moved > 0)
    #expect(comparison.moves.allSatisfy { $0.before == .train })
    #expect(try SideComparison(sides[0], sides[0]).moved == 0)
  }

  @Test(
    "sides are written apart, in order, all records of a side and no other",
    arguments: [
      "jsonl", "chatml", "alpaca", "messages", "sharegpt", "datagen",
    ])
  func export(name: String) async throws {
    let format = try #require(Formats.named(name))
    let work = try Workspace()
    let store = try work.create()
    let receipt = try await Runner(store).run(
      request(manifest(perSection: 4, split: split(400_000, leak: 1_000_000)), Self.chapters),
      waiting: nil
    ).report.receipt
    let version = try store.version("coffee")
    let sides: [Side] = [.train, .validation, .test]
    var files: [[UInt8]] = [[], [], []]
    let counts = try Exporter(store).export(version, as: format, sides: sides) { files[$0] += $1 }
      .counts
    for (place, side) in sides.enumerated() {
      #expect(counts[place] == receipt.counts.sides[side.rawValue])
      var alone: [UInt8] = []
      let count = try Exporter(store).export(version, as: format, sides: [side]) {
        alone += $1
      }.counts
      #expect(count == [counts[place]] && alone == files[place])
      if counts[place] == 0 {
        #expect(files[place] == (name == "alpaca" ? Array("[]\n".utf8) : []))
      }
    }
    let lines = files[0].split(separator: UInt8(ascii: "\n"))
    #expect(counts[0] > 0 && lines.count == counts[0] + (name == "alpaca" ? 2 : 0))
    var all: [UInt8] = []
    #expect(try Exporter(store).export(version, as: format) { all += $0 } == receipt.counts.kept)
  }

  /// Twelve headings, each with prose of its own.
  private static let chapters = [
    "drum", "kettle", "barrel", "basket", "bucket", "cart", "crate", "hopper", "sack", "scoop",
    "silo", "tray",
  ].map { noun in
    """
    # The \(noun)

    The \(noun) holds twelve kilograms of beans. A \(noun) is a vessel that keeps the beans dry. \
    Workers clean the \(noun) because old oil would spoil the beans.

    """
  }.joined(separator: "\n")
}
