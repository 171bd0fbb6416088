import Foundation
import StemmaHistory
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("a collection takes nothing that is needed")
struct CollectionSafetyTests {
  private func publication(_ sample: Sample) -> Publication {
    Publication(
      dataset: "tea", receipt: sample.receipt, manifest: Array("dataset: tea\n".utf8),
      resolved: ["dataset": "tea"], lengths: [:], execution: ["host": "here"], cause: "run",
      seconds: 1_800_000_000)
  }

  @Test("an object that a writer did not write, since an abandoned pack has it, stays")
  func reused() throws {
    let work = try Workspace()
    try work.publish("one")
    let old = try work.abandon("two")
    let store = try Store(at: work.storePath)
    let writer = try StoreWriter(to: store)
    let sample = try Sample("two", into: writer)
    let (plan, _) = try work.collect()
    #expect(plan.changes.isEmpty)
    #expect(try work.layout.packNames().contains(old))
    try writer.finish()
    try work.collect()
    _ = try store.publish(publication(sample))
    try work.collect()
    try work.expectWhole()
    #expect(try work.layout.packNames().contains(old))
  }

  @Test("an object whose pack was taken since the writer began is written again")
  func taken() throws {
    let work = try Workspace()
    try work.publish("one")
    let old = try work.abandon("two")
    let store = try Store(at: work.storePath)
    let writer = try StoreWriter(to: store)
    // It knows of the pack and may even have it open.
    #expect(try store.contains(ObjectID(of: .text, "text two".utf8)))
    try work.collect()
    #expect(try work.trash() == [old])
    let sample = try Sample("two", into: writer)
    try writer.finish()
    _ = try store.publish(publication(sample))
    try work.collect()
    try work.expectWhole()
    #expect(try Store(at: work.storePath).receipt(sample.receipt.id) == sample.receipt)
  }

  @Test("a store that was asked half a million times what it keeps can be let go")
  func askedOften() throws {
    let work = try Workspace()
    do {
      let store = try work.create()
      let writer = try StoreWriter(to: store)
      let id = try writer.add(.text, Array("a text".utf8))
      try writer.finish()
      for _ in 0..<500_000 { _ = try store.keeps(id, isThorough: false) }
    }
    try work.expectWhole()
  }

  @Test("a pack that was finished and not yet led to stays as long as its writer lives")
  func unpublished() throws {
    let work = try Workspace()
    try work.publish("one")
    do {
      let store = try Store(at: work.storePath)
      let writer = try StoreWriter(to: store)
      let sample = try Sample("two", into: writer)
      try writer.finish()
      #expect(try work.collect().plan.isEmpty)
      _ = try store.publish(publication(sample))
    }
    try work.expectWhole()
    do {
      let store = try Store(at: work.storePath)
      let writer = try StoreWriter(to: store)
      _ = try Sample("three", into: writer)
      try writer.finish()
      #expect(try work.collect().plan.isEmpty)
      withExtendedLifetime(store) {}
    }
    #expect(try work.collect().plan.changes.count == 1)
    try work.expectWhole()
  }

  @Test(
    "what was published, or relied on, after the plan was shown is spared",
    arguments: [true, false])
  func afterThePlan(isPublished: Bool) throws {
    let work = try Workspace()
    try work.publish("one")
    let old = try work.abandon("two", records: 60)
    let collector = try Collector(try Store(at: work.storePath), isLookOnly: false) {}
    let plan = try collector.plan()
    #expect(plan.changes.map(\.name) == [old])
    var store: Store? = try Store(at: work.storePath)
    let writer = try StoreWriter(to: try #require(store))
    let sample = try Sample("two", records: 60, into: writer)
    try writer.finish()
    if isPublished { _ = try store?.publish(publication(sample)) }
    let outcome = try collector.collect(plan) {}
    #expect(outcome.moved.isEmpty && outcome.spared.count == 1)
    if !isPublished { _ = try store?.publish(publication(sample)) }
    store = nil
    try work.expectWhole()
  }

  @Test("a half needed pack that became wholly needed meanwhile stays beside its copy")
  func rewrittenTooEarly() throws {
    let work = try Workspace()
    _ = try work.create()
    let old = try work.abandon("one", records: 200)
    try work.publish("one", records: 20)
    do {
      let collector = try Collector(try Store(at: work.storePath), isLookOnly: false) {}
      let plan = try collector.plan()
      #expect(plan.changes.map(\.action) == [.rewrite])
      try work.publish("one", as: "tea", records: 200)
      #expect(try collector.collect(plan) {}.spared.count == 1)
    }
    try work.expectWhole()
    #expect(try work.layout.packNames().contains(old))
    try work.collect()
    try work.expectWhole()
  }

  @Test("tags, events and journals hold on to what they name")
  func otherRoots() throws {
    let work = try Workspace()
    try work.publish("one")
    let held = try work.abandon("two")
    let store = try Store(at: work.storePath)
    let text = ObjectID(of: .text, "text two".utf8)
    try work.write("store/runs/tea/bb/journal", #"{"answer":"\#(text)"}"#)
    #expect(try work.plan().changes.map(\.action) == [.rewrite])
    try work.remove("store/runs/tea")
    #expect(try work.plan().changes.map(\.action) == [.discard])
    let sketch = ObjectID(of: .bytes, "bytes two".utf8)
    try store.append(.attestation, about: sketch, [:], seconds: 1)
    #expect(try work.plan().changes.map(\.action) == [.rewrite])
    #expect(try work.plan().changes.map(\.neededObjects) == [1])
    #expect(try work.collect().outcome.spared.isEmpty)
    #expect(try store.content(of: sketch, .bytes) == Array("bytes two".utf8))
    #expect(try work.trash() == [held])
    // The branch is lost; the tag is the last that leads to its version.
    try work.remove("store/history.git/refs/heads/coffee")
    #expect(try work.collect().plan.changes.isEmpty)
  }

  @Test(
    "a reachable object that is missing or damaged stops it, and all stays",
    arguments: [true, false])
  func unreadable(isMissing: Bool) throws {
    let work = try Workspace()
    let sample = try work.publish("one")
    let pack = try work.pack()
    try work.abandon("two")
    let file = "store/packs/\(pack.prefix(2))/\(pack).pack"
    if isMissing {
      try work.remove(file)
    } else {
      try work.flip(file, at: try work.frame(of: sample.prompt, in: pack) + 12)
    }
    let before = try work.layout.packNames()
    let error = #expect(throws: StoreError.self) { try work.collect() }
    #expect(error?.code == "store.collection-refused")
    #expect(error?.whatHappened.contains("sha256:") == true)
    #expect(try work.layout.packNames() == before && work.trash().isEmpty)
  }

  /// Writes all but prompts.
  private final class Forgetful: ObjectSink {
    let writer: StoreWriter
    init(_ writer: StoreWriter) { self.writer = writer }

    func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
      kind == .prompt ? ObjectID(of: kind, content) : try writer.add(kind, content)
    }
  }

  @Test("a prompt that a trace names and no pack has stops it, too")
  func missingPrompt() throws {
    let work = try Workspace()
    do {
      let store = try work.create()
      let writer = try StoreWriter(to: store)
      let sample = try Sample("one", into: Forgetful(writer))
      try writer.finish()
      _ = try store.publish(publication(sample))
    }
    try work.abandon("two", records: 12)
    let error = #expect(throws: StoreError.self) { try work.collect() }
    #expect(error?.code == "store.collection-refused")
    #expect(error?.whatHappened.contains("prompt") == true)
    #expect(try work.trash().isEmpty)
  }

  @Test(
    "a damaged ref stops it, and all stays",
    arguments: ["refs/heads/coffee", "refs/tags/coffee@1", "refs/stemma/events"])
  func damagedRef(ref: String) throws {
    let work = try Workspace()
    let sample = try work.publish("one")
    try Store(at: work.storePath).append(.attestation, about: sample.receipt.id, [:], seconds: 1)
    try work.abandon("two")
    try work.flip("store/history.git/\(ref)", at: 20)
    let before = try work.layout.packNames()
    let error = #expect(throws: StoreError.self) { try work.collect() }
    #expect(error?.code == "store.collection-refused")
    #expect(error?.place?.contains(ref) == true)
    #expect(try work.layout.packNames() == before && work.trash().isEmpty)
  }

  @Test("the age of a file has no say", arguments: [-86_400, 86_400, 4_000_000_000] as [Double])
  func clock(seconds: Double) throws {
    let work = try Workspace()
    let sample = try work.publish("one")
    let dead = try work.abandon("two")
    try work.collect()
    let moment = Date(timeIntervalSince1970: max(0, 1_700_000_000 + seconds))
    for file in ["trash/\(dead).pack", "trash", "packs", "history.git/refs/heads/coffee"] {
      try FileManager.default.setAttributes(
        [.modificationDate: moment], ofItemAtPath: work.path("store/\(file)"))
    }
    try work.abandon("three")
    let (_, outcome) = try work.collect()
    #expect(outcome.deleted == ["trash/\(dead).pack"] && outcome.moved.count == 1)
    try work.expectWhole()
    #expect(try Store(at: work.storePath).receipt(sample.receipt.id) == sample.receipt)
  }
}
