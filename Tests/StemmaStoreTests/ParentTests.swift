import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("versions as parents")
struct ParentTests {
  /// `base@1`, `tea@1` made from it, `coffee@1` made from both.
  private struct Scene {
    let work: Workspace
    let store: Store
    let base: Sample
    let tea: Sample
    let coffee: Sample

    init() throws {
      work = try Workspace()
      store = try work.create()
      base = try store.publish("base", as: "base").sample
      let first = Receipt.Parent(dataset: "base", receipt: base.receipt.id)
      tea = try store.publish("tea", as: "tea", parents: [first]).sample
      let second = Receipt.Parent(dataset: "tea", receipt: tea.receipt.id)
      coffee = try store.publish("coffee", as: "coffee", parents: [second, first]).sample
    }
  }

  @Test("what was made from a receipt is found, before and after the index is made anew")
  func children() throws {
    let scene = try Scene()
    for _ in 0..<2 {
      let store = scene.store
      #expect(
        try store.versions(madeFrom: scene.base.receipt.id).map(\.name) == ["coffee@1", "tea@1"])
      #expect(try store.versions(madeFrom: scene.tea.receipt.id).map(\.name) == ["coffee@1"])
      #expect(try store.versions(madeFrom: scene.coffee.receipt.id).isEmpty)
      try store.reindex()
    }
  }

  @Test("a receipt reaches all that its parents are made of, each object's receipt once")
  func reachable() throws {
    let scene = try Scene()
    var receipts: [ObjectID] = []
    var texts: Set<ObjectID> = []
    scene.store.visitObjects(of: scene.coffee.receipt.id) { id, kind in
      if kind == .receipt { receipts.append(id) }
      if kind == .text { texts.insert(id) }
    }
    let samples = [scene.base, scene.tea, scene.coffee]
    #expect(receipts.count == 3)
    #expect(Set(receipts) == Set(samples.map(\.receipt.id)))
    #expect(texts == Set(samples.map(\.text)))
  }

  @Test("a lost parent is missed by every version made from it, however far")
  func lostParent() throws {
    let scene = try Scene()
    let names = try scene.work.layout.packNames()
    let pack = try #require(
      try names.first {
        try PackReader($0, in: scene.work.layout).place(of: scene.base.text.prefix) != nil
      })
    try scene.work.remove(scene.work.layout.pack(pack))
    let report = try Store(at: scene.work.storePath).verify()
    let damage = try #require(
      report.damages.first { $0.object == scene.base.receipt.id.description })
    #expect(damage.versions == ["base@1", "coffee@1", "tea@1"])
  }

  @Test("a review reaches its decisions")
  func decisions() throws {
    let work = try Workspace()
    let store = try work.create()
    let writer = try StoreWriter(to: store)
    let base = try Sample("base", into: writer)
    let sequence = SequenceWriter(into: writer)
    for number in 0..<100 { try sequence.append("record \(number)", Array("{}".utf8)) }
    let decisions = try sequence.finish()
    let plan: JSONValue = [
      "review": [
        "base": .string(base.receipt.id.description),
        "decisions": .string(decisions.description),
      ], "task": "qa",
    ]
    let receipt = Receipt(
      plan: try writer.add(.plan, CanonicalJSON.bytes(plan)), inputs: base.receipt.inputs,
      parents: [Receipt.Parent(dataset: "base", receipt: base.receipt.id)], revisions: [:],
      roots: base.receipt.roots, counts: base.receipt.counts, grade: .given)
    _ = try writer.add(.receipt, receipt.bytes)
    try writer.finish()
    var visited: Set<ObjectID> = []
    store.visitObjects(of: receipt.id) { id, _ in visited.insert(id) }
    let leaves = try SequenceReader(decisions, from: store).leaves().map(\.id)
    #expect(leaves.count > 1 && visited.isSuperset(of: leaves + [decisions, base.receipt.id]))
  }
}
