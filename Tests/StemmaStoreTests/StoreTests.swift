import StemmaLineage
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("the store")
struct StoreTests {
  @Test("where there is no store, opening says so; a made one is opened again")
  func open() throws {
    let work = try Workspace()
    #expect(throws: StoreError.noStore(work.storePath)) { try Store(at: work.storePath) }
    #expect(!Store.exists(at: work.storePath))
    _ = try work.create()
    #expect(Store.exists(at: work.storePath))
    #expect(try Store(at: work.storePath).datasets().isEmpty)
    #expect(try work.create().datasets().isEmpty)
    #expect(try work.list(work.storePath + "/tmp").isEmpty)
  }

  @Test("a half-made store is none, and is finished by the next to make one")
  func halfMade() throws {
    let work = try Workspace()
    _ = try work.create()
    try work.remove(work.layout.format)
    #expect(throws: StoreError.noStore(work.storePath)) { try Store(at: work.storePath) }
    #expect(try work.create().datasets().isEmpty)
  }

  @Test(
    "a store of another layout is refused by name",
    arguments: ["stemma store 1\n", "", "stemma store 2", "\u{FFFD}\u{0}"])
  func otherFormat(text: String) throws {
    let work = try Workspace()
    _ = try work.create()
    try work.write(work.layout.format, Array(text.utf8))
    let error = try #require(throws: StoreError.self) { try Store(at: work.storePath) }
    #expect(error.code == "store.unknown-format")
    #expect(error.place == work.layout.format)
    #expect(error.whatHappened.contains(text.filter { $0 != "\n" }))
    #expect(throws: error) { try work.create() }
  }

  @Test("what was written is read, now and after opening again")
  func roundTrip() throws {
    let work = try Workspace()
    let store = try work.create()
    let (sample, _) = try store.publish("one")
    for store in [store, try Store(at: work.storePath)] {
      #expect(try store.receipt(sample.receipt.id) == sample.receipt)
      #expect(try store.content(of: sample.text, .text) == Array("text one".utf8))
      #expect(try store.records(of: sample.receipt).count == 30)
      #expect(try store.contains(sample.text))
    }
    // Its writer's journal is there as long as the writer.
    #expect(try work.list(work.storePath + "/tmp").allSatisfy { $0.hasSuffix(".packs") })
  }

  @Test("the same content a second time adds no pack")
  func dedupe() throws {
    let work = try Workspace()
    let store = try work.create()
    try store.publish("one")
    let packs = try work.layout.packNames()
    #expect(packs.count == 1)
    try store.publish("one")
    try Store(at: work.storePath).publish("one", as: "tea")
    #expect(try work.layout.packNames() == packs)
    try store.publish("two")
    #expect(try work.layout.packNames().count == 2)
  }

  @Test("nothing is to be seen before the writer finishes")
  func invisible() throws {
    let work = try Workspace()
    let store = try work.create()
    var writer: StoreWriter? = try StoreWriter(to: store)
    let id = try #require(try writer?.add(.text, Array("text".utf8)))
    #expect(try !store.contains(id))
    #expect(throws: StoreError.objectMissing(id, .text)) { try store.content(of: id, .text) }
    writer = nil
    #expect(try !Store(at: work.storePath).contains(id))
    #expect(try work.list(work.storePath + "/tmp").isEmpty)
    #expect(try work.layout.packNames().isEmpty)
  }

  @Test("a probe answers from itself and from the store, and writes nothing")
  func probe() throws {
    let work = try Workspace()
    let store = try work.create()
    let (sample, _) = try store.publish("one")
    let probe = ObjectProbe(over: store)
    let fresh = try probe.add(.text, Array("fresh".utf8))
    #expect(try probe.add(.text, Array("text one".utf8)) == sample.text)
    #expect(try probe.content(of: fresh, .text) == Array("fresh".utf8))
    #expect(try probe.content(of: sample.text, .text) == Array("text one".utf8))
    #expect(try !store.contains(fresh))
  }

  @Test("a damaged object is named with its pack and never returned; others are")
  func damagedObject() throws {
    let work = try Workspace()
    let (sample, _) = try work.create().publish("one")
    let pack = try work.pack()
    let path = work.layout.pack(pack)
    let start = try work.frame(of: sample.text, in: pack)
    for offset in [start - 1, start, start + 8, start - PackFormat.blockHeadBytes] {
      try work.flip(path, at: offset)
      let store = try Store(at: work.storePath)
      let error = try #require(throws: StoreError.self) {
        try store.content(of: sample.text, .text)
      }
      #expect(error == .objectDamaged(sample.text, .text, pack: path), "byte \(offset)")
      #expect(error.place == path)
      #expect(try store.receipt(sample.receipt.id) == sample.receipt, "byte \(offset)")
      #expect(try store.version("coffee@1").receipt == sample.receipt.id)
      try work.flip(path, at: offset)
    }
    #expect(try Store(at: work.storePath).content(of: sample.text, .text) == Array("text one".utf8))
  }

  /// Writes a pack beside the store, as another process would.
  private func addPack(_ content: [[UInt8]], to layout: StoreLayout) throws -> String {
    let writer = try PackWriter(in: layout)
    for content in content { try writer.add(.text, ObjectID(of: .text, content), content) }
    return try writer.publish().name
  }

  @Test("a whole copy in another pack is found, whichever copy is damaged", arguments: [0, 1])
  func secondCopy(damaged: Int) throws {
    let work = try Workspace()
    _ = try work.create()
    let text = Array("held twice".utf8)
    let id = ObjectID(of: .text, text)
    let packs = [
      try addPack([text], to: work.layout), try addPack([text, [1]], to: work.layout),
    ]
    let frame = try work.frame(of: id, in: packs[damaged])
    try work.flip(work.layout.pack(packs[damaged]), at: frame + 3)
    #expect(try Store(at: work.storePath).content(of: id, .text) == text)
    try work.remove(work.layout.pack(packs[1 - damaged]))
    #expect(throws: StoreError.self) { try Store(at: work.storePath).content(of: id, .text) }
  }

  @Test("an object the index does not know is found by looking at every pack")
  func miss() throws {
    let work = try Workspace()
    let store = try work.create()
    let (sample, _) = try store.publish("one")
    let pack = try work.pack()
    try store.withIndex { lineage throws(LineageError) in
      try lineage.update { try $0.removePack(pack) }
    }
    #expect(try !store.contains(sample.text))
    #expect(try store.content(of: sample.text, .text) == Array("text one".utf8))
    let other = try addPack([[7]], to: work.layout)
    #expect(other != pack)
    #expect(try store.content(of: ObjectID(of: .text, [7]), .text) == [7])
    let nowhere = ObjectID(of: .text, "nowhere".utf8)
    #expect(throws: StoreError.objectMissing(nowhere, .text)) {
      try store.content(of: nowhere, .text)
    }
  }

  @Test("a pack that cannot be opened does not stand in the way of others")
  func unreadablePack() throws {
    let work = try Workspace()
    let store = try work.create()
    let (sample, _) = try store.publish("one")
    let rubbish = String(repeating: "0", count: 64)
    try Files.makeFolder(work.layout.packs + "/00")
    try work.write(work.layout.pack(rubbish), [1, 2, 3])
    let again = try Store(at: work.storePath)
    #expect(try again.content(of: sample.text, .text) == Array("text one".utf8))
    #expect(try again.versions(of: "coffee").count == 1)
    let nowhere = ObjectID(of: .text, "nowhere".utf8)
    #expect(throws: StoreError.self) { try again.content(of: nowhere, .text) }
  }

  private func answers(_ store: Store, _ samples: [Sample]) throws -> [String] {
    var out: [String] = []
    for dataset in try store.datasets() {
      out += try store.versions(of: dataset).map { "\($0)" }
    }
    for sample in samples {
      out += try store.events(about: sample.receipt.id).map { "\($0)" }
      out += try store.versions(withReceipt: sample.receipt.id).map(\.name)
      out += try store.versions(usingText: sample.text).map(\.name)
      out.append("\(try store.contains(sample.text))")
    }
    return out
  }

  @Test("the index made anew, lost or damaged gives the same answers")
  func reindex() throws {
    let work = try Workspace()
    let store = try work.create()
    var samples: [Sample] = []
    for words in ["one", "two", "one"] { samples.append(try store.publish(words).sample) }
    samples.append(try store.publish("three", as: "tea").sample)
    try store.append(.attestation, about: samples[0].receipt.id, ["n": 1], seconds: 5)
    try store.append(.repetition, about: samples[1].receipt.id, ["n": 2], seconds: 6)
    let before = try answers(store, samples)
    #expect(before.count > 12)
    try store.reindex()
    #expect(try answers(store, samples) == before)
    for name in try work.list(work.storePath) where name.hasPrefix("lineage.sqlite") {
      try work.remove("\(work.storePath)/\(name)")
    }
    #expect(try answers(Store(at: work.storePath), samples) == before)
    for name in try work.list(work.storePath) where name.hasPrefix("lineage.sqlite") {
      try work.write("\(work.storePath)/\(name)", Array("rubbish".utf8))
    }
    #expect(try answers(Store(at: work.storePath), samples) == before)
    try work.remove(work.layout.index)
  }

  @Test("where several threads find the index damaged, it is made anew once, and all are answered")
  func damagedForMany() throws {
    let work = try Workspace()
    var ids: [ObjectID] = []
    do {
      let store = try work.create()
      for number in 0..<20 { ids.append(try store.publish("words \(number)").sample.text) }
    }
    let index = "\(work.storePath)/lineage.sqlite"
    let whole = try work.read(index)
    for page in stride(from: 0, to: whole.count, by: 4096) {
      var bytes = whole
      for place in page..<min(page + 16, bytes.count) { bytes[place] ^= 0x94 }
      for name in try work.list(work.storePath) where name.hasPrefix("lineage.sqlite-") {
        try work.remove("\(work.storePath)/\(name)")
      }
      try work.write(index, bytes)
      let store = try Store(at: work.storePath)
      let found = try Parallel.map(ids + ids, width: 8, atOnce: 1) { id throws(StoreError) in
        try store.contains(id)
      }
      #expect(found.allSatisfy { $0 }, "page \(page / 4096)")
    }
  }

  @Test("an open store sees what another one publishes once it catches up")
  func catchUp() throws {
    let work = try Workspace()
    let first = try work.create()
    let second = try Store(at: work.storePath)
    try first.publish("one")
    try second.catchUp()
    #expect(try second.version("coffee@head").number == 1)
    let result = try second.publish("one").result
    guard case .alreadyHead = result else { return #expect(Bool(false), "published twice") }
  }
}
