import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("reviews")
struct ReviewTests {
  /// `coffee@1` with a split, and its records.
  private struct Scene {
    let work: Workspace
    let store: Store
    let base: Version
    let records: [Record]

    init() async throws {
      work = try Workspace()
      store = try work.create()
      let split = Split(validation: Millionths(count: 500_000), test: nil)
      let receipt = try await Runner(store).run(
        request(manifest(perSection: 8, strategy: "both", filters: nil, split: split)), waiting: nil
      ).report.receipt
      base = try store.version("coffee")
      let sequence = try store.records(of: receipt)
      records = try sequence.leaves().flatMap { try sequence.records(of: $0.id) }
      try #require(records.count >= 6)
    }

    func review(
      _ decisions: [ReviewDecision], of version: Version? = nil, onlyAccepted: Bool = false,
      dataset: String = "coffee", isTrial: Bool = false
    ) throws -> Reviewer.Report? {
      try review(
        DecisionList(decisions), of: version, onlyAccepted: onlyAccepted, dataset: dataset,
        isTrial: isTrial)
    }

    func review(
      _ decisions: DecisionList, of version: Version? = nil, onlyAccepted: Bool = false,
      dataset: String = "coffee", isTrial: Bool = false
    ) throws -> Reviewer.Report? {
      try Reviewer(store).review(
        Reviewer.Request(
          base: version ?? base, decisions: decisions, onlyAccepted: onlyAccepted,
          dataset: dataset, occasion: ["host": "here"], seconds: 1_800_000_000),
        isTrial: isTrial)
    }

    /// Accepts the first record, rejects the second, edits the third.
    var decisions: [ReviewDecision] {
      [
        ReviewDecision(record: records[2].id, word: .edit, row: Self.row, note: "clearer"),
        ReviewDecision(record: records[0].id, word: .accept),
        ReviewDecision(record: records[1].id, word: .reject, note: "vague"),
      ]
    }

    static let row: JSONObject = ["answer": "So it is.", "question": "Is it so?"]

    func ids(_ receipt: Receipt) throws -> [RecordID] {
      let sequence = try store.records(of: receipt)
      return try sequence.leaves().flatMap { try sequence.records(of: $0.id).map(\.id) }
    }
  }

  @Test("what is rejected goes, what is edited keeps its id and side, all else stays as it is")
  func outcome() async throws {
    let scene = try await Scene()
    let report = try #require(try scene.review(scene.decisions))
    #expect(
      [report.accepted, report.rejected, report.edited, report.undecided]
        == [1, 1, 1, scene.records.count - 3])
    let receipt = report.receipt
    #expect(receipt.grade == .given && receipt.counts.kept == scene.records.count - 1)
    #expect(receipt.parents == [.init(dataset: "coffee", receipt: scene.base.receipt)])
    #expect(try scene.ids(receipt) == scene.records.map(\.id).filter { $0 != scene.records[1].id })
    let sides = try #require(try scene.store.sides(of: receipt))
    let before = try #require(
      try scene.store.sides(of: try scene.store.receipt(scene.base.receipt)))
    try scene.store.forEachLeaf(of: receipt) { leaf in
      for (record, side) in leaf {
        let old = try #require(scene.records.first { $0.id == record.id })
        #expect(record.row == (record.id == scene.records[2].id ? Scene.row : old.row))
        #expect(record.origin == old.origin)
        #expect(try before.entry(record.id.text)?.json() == side?.json)
      }
      return true
    }
    #expect(sides.count == receipt.counts.kept)
    #expect(receipt.counts.sides.values.reduce(0, +) == receipt.counts.kept)
    let counts = receipt.counts
    #expect(counts.outcomes == ["kept": counts.kept, "dropped.review.rejected": 1])
    #expect(counts.asked == scene.records.count && counts.slots == counts.asked)
    #expect(report.publication?.version.name == "coffee@2")
    #expect(try scene.store.verify().damages.isEmpty)
    #expect(try scene.store.versions(madeFrom: scene.base.receipt).map(\.name) == ["coffee@2"])
  }

  @Test("each decision is told where the record is traced, and the ledger has what was rejected")
  func traces() async throws {
    let scene = try await Scene()
    let receipt = try #require(try scene.review(scene.decisions)).receipt
    let plan = try #require(ReviewPlan(json: scene.store.json(of: receipt.plan, .plan)))
    let edited = try #require(
      try RecordTrace(scene.records[2].id, of: receipt, in: scene.store))
    #expect(edited.reviews.count == 1)
    #expect(edited.reviews[0]["decision"] == "edit" && edited.reviews[0]["note"] == "clearer")
    #expect(edited.reviews[0]["was"] == .object(scene.records[2].row))
    #expect(edited.reviews[0]["decisions"]?.string == plan.decisions.description)
    #expect(edited.verdicts.count == 3 && edited.teacher == "embedded")
    let untouched = try #require(
      try RecordTrace(scene.records[4].id, of: receipt, in: scene.store))
    #expect(untouched.reviews.isEmpty && untouched.subject.input == "a.md")
    var ledger: [JSONValue] = []
    try SequenceReader(receipt.roots.ledger, from: scene.store).forEach { _, entry in
      ledger.append(entry.json() ?? .null)
      return true
    }
    #expect(ledger.count == 1)
    #expect(ledger[0]["note"] == "vague" && ledger[0]["outcome"] == "dropped.review.rejected")
    #expect(ledger[0]["row"] == .object(scene.records[1].row))
    #expect(ledger[0]["verdicts"]?.array?.last?["filter"] == "review")
  }

  @Test("what was dropped before a review was asked for in all versions that come of it")
  func dropped() async throws {
    let scene = try await Scene()
    _ = try scene.review(scene.decisions)
    let first = scene.records[0].id
    let report = try #require(
      try scene.review(
        [ReviewDecision(record: first, word: .reject)], of: try scene.store.version("coffee@2")))
    for id in [scene.records[1].id, first] {
      let way = try RecordWay(id, of: report.receipt, in: scene.store)
      guard case .rejected(let entries, wasGiven: false) = way else {
        Issue.record("nothing is known of \(id)")
        continue
      }
      #expect(entries.map(\.record) == [id] && entries[0].note == (id == first ? nil : "vague"))
      #expect(entries[0].outcome == .dropped(filter: "review", reason: "rejected"))
    }
    guard case .absent = try RecordWay(RecordID("no"), of: report.receipt, in: scene.store) else {
      Issue.record("it was never asked for")
      return
    }
  }

  @Test("the same decisions in another order give the same receipt, and nothing new to publish")
  func again() async throws {
    let scene = try await Scene()
    let first = try #require(try scene.review(scene.decisions))
    let second = try #require(try scene.review(scene.decisions.reversed()))
    #expect(second.receipt == first.receipt)
    #expect(second.publication?.isNew == false)
    #expect(try scene.store.versions(of: "coffee").count == 2)
    let elsewhere = try #require(try scene.review(scene.decisions, dataset: "checked"))
    #expect(elsewhere.receipt == first.receipt)
    #expect(elsewhere.publication?.version.name == "checked@1")
  }

  @Test("a reviewed version, and a review of that, are made again from the store alone")
  func reproduce() async throws {
    let scene = try await Scene()
    _ = try scene.review(scene.decisions)
    let middle = try scene.store.version("coffee@2")
    _ = try scene.review(
      [ReviewDecision(record: scene.records[2].id, word: .edit, row: scene.records[2].row)],
      of: middle, onlyAccepted: true, dataset: "fine")
    for name in ["coffee@2", "fine@1"] {
      let report = try await Reproduction(try Store(at: scene.work.storePath), width: 2).run(
        try scene.store.version(name), attest: nil)
      #expect(report.outcome == .identical, "\(report.differences)")
      #expect(report.checked.contains("parents") && report.checked.contains("ledger"))
    }
    let trace = try #require(
      try RecordTrace(
        scene.records[2].id, of: scene.store.receipt(scene.store.version("fine").receipt),
        in: scene.store))
    #expect(trace.reviews.count == 2 && trace.record.row == scene.records[2].row)
  }

  @Test("a version that its decisions do not give is different; other revisions make it partial")
  func differs() async throws {
    let scene = try await Scene()
    let receipt = try #require(try scene.review(scene.decisions)).receipt
    let old = try scene.store.receipt(scene.base.receipt)
    func published(_ crafted: Receipt) async throws -> Reproduction.Report {
      let writer = try StoreWriter(to: scene.store)
      _ = try writer.add(.receipt, crafted.bytes)
      try writer.finish()
      _ = try scene.store.publish(
        Publication(
          dataset: "crafted", receipt: crafted, manifest: [0x0A], resolved: [:], lengths: [:],
          execution: [:], cause: "test", seconds: 1))
      return try await Reproduction(scene.store, width: 1).run(
        try scene.store.version("crafted"), attest: nil)
    }
    func crafted(
      _ roots: Receipt.Roots, parents: [Receipt.Parent], revisions: [String: Int]
    ) -> Receipt {
      Receipt(
        plan: receipt.plan, inputs: receipt.inputs, parents: parents, revisions: revisions,
        roots: roots, counts: receipt.counts, grade: .given)
    }
    let other = try await published(
      crafted(
        Receipt.Roots(
          records: old.roots.records, traces: receipt.roots.traces, ledger: receipt.roots.ledger,
          transcript: receipt.roots.transcript, sides: receipt.roots.sides),
        parents: receipt.parents, revisions: receipt.revisions))
    #expect(other.outcome == .different)
    #expect(Set(other.differences.map(\.part)) == ["records"])
    let orphan = try await published(
      crafted(receipt.roots, parents: [], revisions: receipt.revisions))
    #expect(orphan.outcome == .different && orphan.differences.map(\.part) == ["parents"])
    let older = try await published(
      crafted(receipt.roots, parents: receipt.parents, revisions: ["review": 0]))
    #expect(older.outcome == .partial && !older.revisions.isEmpty)
  }

  @Test("only what was accepted stays where that is wanted, and the rest is counted")
  func onlyAccepted() async throws {
    let scene = try await Scene()
    let receipt = try #require(try scene.review(scene.decisions, onlyAccepted: true)).receipt
    #expect(try scene.ids(receipt) == [scene.records[0].id, scene.records[2].id])
    #expect(
      receipt.counts.outcomes == [
        "kept": 2, "dropped.review.rejected": 1,
        "dropped.review.undecided": scene.records.count - 3,
      ])
  }

  @Test("a trial tells the receipt and writes nothing")
  func trial() async throws {
    let scene = try await Scene()
    let packs = try scene.work.list("store/packs")
    let trial = try #require(try scene.review(scene.decisions, isTrial: true))
    #expect(trial.publication == nil)
    #expect(try scene.work.list("store/packs") == packs)
    #expect(try scene.store.versions(of: "coffee").count == 1)
    #expect(try #require(try scene.review(scene.decisions)).receipt == trial.receipt)
  }

  @Test("nothing decided makes no version, and neither does nothing left")
  func nothing() async throws {
    let scene = try await Scene()
    #expect(try scene.review([]) == nil)
    let all = scene.records.map { ReviewDecision(record: $0.id, word: .reject) }
    #expect(throws: ReviewError.nothingKept(version: "coffee@1")) { try scene.review(all) }
    #expect(try scene.store.versions(of: "coffee").count == 1)
  }

  @Test("a file's mistakes are all told at once, each with its line, and nothing is applied")
  func mistakes() async throws {
    let scene = try await Scene()
    let ids = scene.records.map(\.id.text)
    let lines = [
      #"{"record":"\#(ids[0])","decision":"accept"}"#,
      "",
      "not JSON",
      #"["\#(ids[0])"]"#,
      #"{"record":"nobody","decision":"accept"}"#,
      #"{"record":"\#(ids[0])","decision":"reject"}"#,
      #"{"record":"\#(ids[1])","decision":"perhaps"}"#,
      #"{"record":"\#(ids[2])","decision":"edit"}"#,
      #"{"record":"\#(ids[3])","decision":"edit","row":{"question":"Why?"}}"#,
      #"{"record":"\#(ids[4])","decision":"accept","row":{"question":"Why?","answer":"So."}}"#,
      #"{"record":"\#(ids[5])","decision":"accept","by":"me"}"#,
      #"{"decision":"accept"}"#,
      #"{"record":"\#(ids[5])","decision":"accept","note":7}"#,
      #"{"record":"\#(ids[0])","decision":"accept"}"#,
    ]
    let list = DecisionList(Array(lines.joined(separator: "\n").utf8), file: "d.jsonl")
    do {
      _ = try scene.review(list)
      Issue.record("nothing was thrown")
    } catch ReviewError.decisions(let problems) {
      #expect(
        problems.map { "\($0.place ?? "") \($0.code)" } == [
          "d.jsonl:3 decision.malformed", "d.jsonl:4 decision.malformed",
          "d.jsonl:5 decision.unknown-record", "d.jsonl:6 decision.conflict",
          "d.jsonl:7 decision.unknown-decision", "d.jsonl:8 decision.bad-row",
          "d.jsonl:9 decision.bad-row", "d.jsonl:10 decision.bad-row",
          "d.jsonl:11 decision.unknown-field", "d.jsonl:12 decision.malformed",
          "d.jsonl:13 decision.bad-note",
        ])
    }
    #expect(try scene.store.versions(of: "coffee").count == 1)
  }

  @Test("the decisions of a version, written as lines and read again, give the same version")
  func roundTrip() async throws {
    let scene = try await Scene()
    let first = try #require(try scene.review(scene.decisions))
    let version = try #require(first.publication?.version)
    let decisions = try Reviewer(scene.store).decisions(of: version)
    #expect(decisions.map(\.record) == (0..<3).map { scene.records[$0].id })
    let lines = decisions.flatMap { CanonicalJSON.bytes($0.line) + [UInt8(ascii: "\n")] }
    let again = try #require(try scene.review(DecisionList(lines, file: "d.jsonl")))
    #expect(again.receipt == first.receipt && again.publication?.isNew == false)
    #expect(throws: ReviewError.noDecisions(version: "coffee@1")) {
      try Reviewer(scene.store).decisions(of: scene.base)
    }
  }

  @Test("pending decisions are there again after a break, later ones in place of earlier ones")
  func pending() async throws {
    let scene = try await Scene()
    do {
      let pending = try PendingReview(of: scene.base, in: scene.store)
      for decision in scene.decisions { try pending.decide(decision) }
      try pending.decide(ReviewDecision(record: scene.records[0].id, word: .reject))
      try pending.undo(scene.records[1].id)
      #expect(throws: StoreError.self) { try PendingReview(of: scene.base, in: scene.store) }
    }
    #expect(PendingReview.exists(for: scene.base, in: scene.store))
    // A crash in the middle of a line.
    let folder = "store/runs/coffee/review-\(scene.base.receipt.hex)"
    let whole = try scene.work.read("\(folder)/decisions.jsonl")
    try scene.work.write("\(folder)/decisions.jsonl", whole + Array(#"{"decision":"acc"#.utf8))
    do {
      let pending = try PendingReview(of: scene.base, in: scene.store)
      #expect(pending.count == 2)
      #expect(pending[scene.records[0].id]?.word == .reject)
      #expect(pending[scene.records[1].id] == nil)
      #expect(pending[scene.records[2].id] == scene.decisions[0])
      #expect(try scene.work.read("\(folder)/decisions.jsonl") == whole)
      try pending.discard()
    }
    #expect(try scene.work.list("store/runs").isEmpty)
    #expect(!PendingReview.exists(for: scene.base, in: scene.store))
  }

  @Test("a journal that cannot be read is named, and may be thrown away")
  func damagedJournal() async throws {
    let scene = try await Scene()
    let folder = "store/runs/coffee/review-\(scene.base.receipt.hex)"
    try scene.work.write("\(folder)/decisions.jsonl", "{}\n")
    #expect(throws: ReviewError.journalDamaged(version: "coffee@1", line: 1)) {
      try PendingReview(of: scene.base, in: scene.store)
    }
    try PendingReview.discard(of: scene.base, in: scene.store)
    #expect(try PendingReview(of: scene.base, in: scene.store).count == 0)
  }
}
