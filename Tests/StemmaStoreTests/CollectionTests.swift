import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

extension Workspace {
  /// Leaves a pack behind that no version leads to, as a run that was killed does.
  ///
  /// - Returns: the pack's name.
  @discardableResult
  func abandon(_ words: String, records: Int = 30) throws -> String {
    let before = Set(try layout.packNames())
    let writer = try StoreWriter(to: try Store(at: storePath))
    _ = try Sample(words, records: records, into: writer)
    try writer.finish()
    return try #require(try layout.packNames().first { !before.contains($0) })
  }

  /// Publishes from a store opened for that alone, so that nothing relies on a pack afterwards.
  @discardableResult
  func publish(
    _ words: String, as dataset: String = "coffee", records: Int = 30
  ) throws -> Sample {
    try Store.create(at: storePath).publish(words, as: dataset, records: records).sample
  }

  /// Collects at once, from a store opened for that alone.
  @discardableResult
  func collect() throws -> (plan: CollectionPlan, outcome: Collector.Outcome) {
    let collector = try Collector(try Store(at: storePath), isLookOnly: false) {}
    let plan = try collector.plan()
    return (plan, try collector.collect(plan) {})
  }

  func plan() throws -> CollectionPlan {
    try Collector(try Store(at: storePath), isLookOnly: true) {}.plan()
  }

  func trash() throws -> [String] {
    try Files.list(layout.trash).filter { $0.hasSuffix(".pack") }.map { String($0.dropLast(5)) }
  }

  func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let report = try Store(at: storePath).verify()
    #expect(report.damages.isEmpty, sourceLocation: sourceLocation)
  }
}

@Suite("collection")
struct CollectionTests {
  @Test("where all is needed there is nothing to do, and a look leaves no trace")
  func nothing() throws {
    let work = try Workspace()
    try work.publish("one")
    let plan = try work.plan()
    #expect(plan.isEmpty && plan.unreachableObjects == 0)
    #expect(plan.reachableObjects == (try Store(at: work.storePath).verify().objects))
    #expect(!work.exists("store/trash"))
    #expect(try work.list("store/tmp").isEmpty)
  }

  @Test("what nothing reaches goes to the trash, and with the next collection for good")
  func dead() throws {
    let work = try Workspace()
    try work.publish("one")
    let kept = try work.pack()
    let dead = try work.abandon("two")
    let (plan, outcome) = try work.collect()
    #expect(plan.changes.map(\.action) == [.discard])
    #expect(outcome.moved == ["packs/\(dead.prefix(2))/\(dead).pack"])
    #expect(try work.layout.packNames() == [kept])
    #expect(try work.trash() == [dead])
    try work.expectWhole()
    #expect(try work.collect().outcome.deleted == ["trash/\(dead).pack"])
    #expect(try work.trash().isEmpty)
    #expect(try work.collect().plan.isEmpty)
    try work.expectWhole()
  }

  @Test("what is needed of a pack lies in a new one when the old one goes, and readers go on")
  func halfAlive() throws {
    let work = try Workspace()
    _ = try work.create()
    let old = try work.abandon("one", records: 200)
    let sample = try work.publish("one", records: 20)
    #expect(try work.layout.packNames().count == 2)
    let open = try Store(at: work.storePath)
    _ = try open.content(of: sample.text, .text)
    let fresh = try Store(at: work.storePath)
    let (plan, outcome) = try work.collect()
    #expect(plan.changes.map(\.name) == [old] && plan.changes.map(\.action) == [.rewrite])
    #expect(outcome.written.count == 1)
    #expect(try work.trash() == [old])
    // One had the pack open, the other knows of it by an index that is behind.
    for reader in [open, fresh] {
      #expect(try reader.content(of: sample.text, .text) == Array("text one".utf8))
      #expect(try reader.receipt(sample.receipt.id) == sample.receipt)
    }
    try work.remove("store/trash/\(old).pack")
    #expect(try fresh.content(of: sample.prompt, .prompt) == Array(#"{"messages":"one"}"#.utf8))
    try work.expectWhole()
    #expect(try work.plan().unreachableObjects == 0)
  }

  @Test("of several copies one stays")
  func copies() throws {
    let work = try Workspace()
    try work.publish("one")
    let other = try Workspace()
    _ = try other.create()
    // The same objects and one more, so that the pack has another name.
    try other.publish("one", records: 31)
    let name = try other.pack()
    try work.write(
      "store/packs/\(name.prefix(2))/\(name).pack", other.read(other.layout.pack(name)))
    let (plan, _) = try work.collect()
    #expect(plan.changes.map(\.name) == [name] && plan.changes.map(\.action) == [.discard])
    try work.expectWhole()
  }

  @Test(
    "a damaged copy does not count: the whole one stays, whichever comes first", arguments: 0..<2)
  func damagedCopy(turn: Int) throws {
    let work = try Workspace()
    let sample = try work.publish("one")
    let first = try work.pack()
    let other = try Workspace()
    try other.publish("one", records: 31)
    let second = try other.pack()
    try work.write(
      "store/packs/\(second.prefix(2))/\(second).pack", other.read(other.layout.pack(second)))
    let broken = turn == 0 ? first : second
    let frame = try work.frame(of: sample.prompt, in: broken)
    try work.flip("store/packs/\(broken.prefix(2))/\(broken).pack", at: frame + 12)
    try work.collect()
    #expect(
      try Store(at: work.storePath).content(of: sample.prompt, .prompt)
        == Array(#"{"messages":"one"}"#.utf8))
    try work.collect()
    try work.expectWhole()
  }

  @Test(
    "a pack whose trailer is damaged is written anew, and what was lost of it by another writer",
    arguments: ["foot", "trailer", "end"])
  func damagedTrailer(part: String) throws {
    let work = try Workspace()
    try work.publish("one", records: 400)
    let name = try work.pack()
    let path = work.layout.pack(name)
    var file = try work.read(path)
    let rows = try PackReader(name, in: work.layout).count() * PackFormat.trailerRowBytes
    switch part {
    case "foot": file[file.count - 20] ^= 1
    case "trailer": file[file.count - PackFormat.footBytes - rows / 2] ^= 1
    default: file.removeLast(PackFormat.footBytes + rows + 300)
    }
    try work.write("store/packs/\(name.prefix(2))/\(name).pack", file)
    if part == "end" { try work.abandon("one", records: 400) }
    #expect(try !Store(at: work.storePath).verify().damages.isEmpty)
    let (plan, _) = try work.collect()
    #expect(plan.changes.map(\.name) == [name])
    try work.expectWhole()
    #expect(try work.plan().changes.isEmpty)
  }

  @Test("what each version and dataset alone holds on to adds up with what they share")
  func holdings() throws {
    let work = try Workspace()
    try work.publish("one", records: 40)
    try work.publish("two", records: 40)
    try work.publish("one", as: "tea", records: 40)
    let plan = try work.plan()
    #expect(plan.versions.map(\.name) == ["coffee@1", "coffee@2", "tea@1"])
    #expect(plan.datasets.map(\.name) == ["coffee", "tea"])
    // tea has what coffee@1 has, so neither holds on to anything alone.
    #expect(plan.versions[0].objects == 0 && plan.versions[2].objects == 0)
    #expect(plan.versions[1].objects > 5 && plan.versions[1].sizeBytes > 500)
    #expect(plan.datasets[0].objects == plan.versions[1].objects && plan.datasets[1].objects == 0)
    #expect(plan.versions[1].objects < plan.reachableObjects)
  }

  @Test("unfinished files and folders of runs go with their writers; a journal stays")
  func leftovers() throws {
    let work = try Workspace()
    try work.publish("one")
    try work.write("store/tmp/1-0.pack", "half a pack")
    try work.write("store/runs/coffee/aa/lock", "")
    try work.write("store/runs/tea/bb/lock", "")
    try work.write("store/runs/tea/bb/journal", "paid for")
    let lock = try FileLock(work.path("store/runs/tea/bb/lock"), waiting: nil)
    let (plan, outcome) = try work.collect()
    #expect(plan.leftovers.map(\.file) == ["tmp/1-0.pack", "runs/coffee/aa"])
    #expect(outcome.deleted == plan.leftovers.map(\.file))
    #expect(try work.list("store/runs") == ["tea"])
    #expect(work.exists("store/runs/tea/bb/journal"))
    withExtendedLifetime(lock) {}
  }
}
