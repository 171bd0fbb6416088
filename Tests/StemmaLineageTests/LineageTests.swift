import StemmaLineage
import StemmaRecord
import StemmaTesting
import Testing

@Suite("the index")
struct LineageTests {
  @Test("what was written is answered, in order, in memory as in a file")
  func roundTrip() throws {
    let work = try Workspace()
    let world = World.sample()
    for lineage in [try Lineage(path: work.index), try Lineage.inMemory()] {
      try lineage.update(world.write)
      let state = try lineage.state()
      #expect(state.packs == Set(world.packs.map(\.name)))
      #expect(state.refs == world.refs)
      #expect(try lineage.datasets() == ["faq", "recipes", "zebra.b"])
      #expect(
        try lineage.versions(of: "recipes") == world.versions.filter { $0.dataset == "recipes" })
      #expect(try lineage.events() == world.events)
      let receipt = World.id("receipt faq 2")
      #expect(try lineage.versions(withReceipt: receipt).map(\.number) == [2, 7, 12])
      #expect(
        try lineage.events(about: receipt).map(\.body)
          == world.events.filter {
            $0.subject == receipt
          }.map(\.body))
      #expect(try lineage.inputs(of: receipt).map(\.name) == ["notes/b.md", "notes/ä.md"])
      #expect(
        try lineage.versions(usingText: World.id("text notes/b.md 3")).map(\.dataset)
          == ["faq", "faq", "recipes", "recipes", "zebra.b", "zebra.b"])
      #expect(try lineage.versions(usingInputNamed: "notes/b.md").count == 36)
      #expect(try lineage.versions(usingInputNamed: "notes/a\u{308}.md").isEmpty)
      #expect(
        try lineage.parents(of: receipt)
          == world.parents.filter { $0.receipt == receipt }.sorted { $0.place < $1.place })
      #expect(try lineage.versions(madeFrom: receipt).map(\.number) == [3, 4, 8, 9])
      #expect(try lineage.versions(madeFrom: World.id("none")).isEmpty)
      #expect(
        try lineage.adapters(of: receipt)
          == world.adapters.filter { $0.receipt == receipt }.sorted { $0.digest < $1.digest })
      let adapter = AdapterDigest(World.id("adapter 3"))
      #expect(
        try lineage.versions(answeredBy: adapter).map { "\($0.dataset)@\($0.number)" }.prefix(5)
          == ["faq@2", "faq@3", "faq@7", "faq@8", "faq@12"])
      #expect(try lineage.versions(answeredBy: AdapterDigest(World.id("none"))).isEmpty)
      #expect(try lineage.integrity() == [])
    }
  }

  @Test("an object in two packs is found in the first by name, and in the other without it")
  func objectInTwoPacks() throws {
    let lineage = try Lineage.inMemory()
    let (shared, own) = (World.id("shared"), World.id("own"))
    try lineage.update { writer in
      try writer.addPack("b", objects: [shared, own, own])
      try writer.addPack("a", objects: [shared])
    }
    #expect(try lineage.packs(of: shared).first == "a")
    #expect(try lineage.packs(of: own).first == "b")
    #expect(try lineage.packs(of: World.id("none")).first == nil)
    #expect(try lineage.objectCount() == 3)
    try lineage.update { writer in
      try writer.removePack("a")
      try writer.addPack("c", objects: [World.id("new")])
    }
    #expect(try lineage.packs(of: shared).first == "b")
    #expect(try lineage.packs(of: World.id("new")).first == "c")
    #expect(try lineage.integrity() == [])
  }

  @Test("an index made anew, in another order and in several updates, answers alike")
  func rebuilt() throws {
    let work = try Workspace()
    let world = World.sample()
    let first = try Lineage(path: work.index)
    try first.update(world.write)
    let right = try Answers(of: first, about: world)
    try first.close()
    try Lineage.discard(path: work.index)
    #expect(!work.exists(work.index))
    let second = try Lineage(path: work.index)
    #expect(try second.state().packs.isEmpty)
    for event in world.events { try second.update { try $0.addEvent(event) } }
    for pack in world.packs.reversed() {
      try second.update { try $0.addPack(pack.name, objects: pack.objects.reversed()) }
    }
    try second.update { try $0.removePack(world.packs[1].name) }
    try second.update { writer in
      try writer.addPack(world.packs[1].name, objects: world.packs[1].objects)
      try writer.addInputs(world.inputs.reversed())
      try writer.addParents(world.parents.reversed())
      try writer.addAdapters(world.adapters.reversed())
      for version in world.versions.reversed() { try writer.addVersion(version) }
      for (name, commit) in world.refs { try writer.setRef(name, to: commit) }
    }
    #expect(try Answers(of: second, about: world) == right)
    try second.update(world.write)
    #expect(try Answers(of: second, about: world) == right)
    try second.update { writer in
      try writer.removeAll()
      try world.write(writer)
    }
    #expect(try Answers(of: second, about: world) == right)
    #expect(try second.integrity() == [])
  }

  @Test("a closed index answers as before when opened again")
  func reopened() throws {
    let work = try Workspace()
    let world = World.sample()
    let first = try Lineage(path: work.index)
    try first.update(world.write)
    let right = try Answers(of: first, about: world)
    try first.close()
    #expect(throws: LineageError.closed) { try first.datasets() }
    let second = try Lineage(path: work.index)
    #expect(try Answers(of: second, about: world) == right)
    #expect(try second.integrity() == [])
  }

  @Test(
    "removing a dataset takes its inputs, parents and adapters along, but none that another dataset has"
  )
  func removedDataset() throws {
    let lineage = try Lineage.inMemory()
    func version(_ dataset: String, _ receipt: String) -> VersionRow {
      VersionRow(
        dataset: dataset, number: 1, commit: "c", receipt: World.id(receipt),
        plan: World.id("plan"), records: 1, seconds: 0)
    }
    try lineage.update { writer in
      for receipt in ["own", "shared", "unheld"] {
        let id = World.id(receipt)
        try writer.addInputs([InputRow(receipt: id, name: "n", bytes: id, text: id)])
        try writer.addParents([ParentRow(receipt: id, place: 0, dataset: "a", parent: id)])
        try writer.addAdapters([AdapterRow(receipt: id, digest: AdapterDigest(id))])
      }
      try writer.addVersion(version("a", "shared"))
      try writer.addVersion(
        VersionRow(
          dataset: "b", number: 2, commit: "d", receipt: World.id("shared"),
          plan: World.id("plan"), records: 1, seconds: 0))
      try writer.addVersion(version("b", "own"))
      try writer.setRef("refs/heads/b", to: "d")
    }
    try lineage.update { writer in
      try writer.removeVersions(of: "b")
      try writer.setRef("refs/heads/b", to: nil)
      try writer.setRef("refs/heads/none", to: nil)
    }
    #expect(try lineage.datasets() == ["a"])
    #expect(try lineage.state().refs.isEmpty)
    #expect(try lineage.inputs(of: World.id("own")).isEmpty)
    #expect(try lineage.inputs(of: World.id("shared")).count == 1)
    #expect(try lineage.inputs(of: World.id("unheld")).count == 1)
    #expect(try lineage.parents(of: World.id("own")).isEmpty)
    #expect(try lineage.parents(of: World.id("shared")).count == 1)
    #expect(try lineage.adapters(of: World.id("own")).isEmpty)
    #expect(try lineage.adapters(of: World.id("shared")).count == 1)
    try lineage.update { try $0.removeEvents() }
    #expect(try lineage.integrity() == [])
  }

  @Test("an update that throws leaves nothing behind, even where the body hid a writer's error")
  func abandoned() throws {
    struct Odd: Error {}
    let lineage = try Lineage.inMemory()
    let world = World.sample()
    #expect(throws: LineageError.abandoned("Odd")) {
      try lineage.update { writer in
        try world.write(writer)
        throw Odd()
      }
    }
    #expect(try lineage.datasets().isEmpty)
    #expect(try lineage.objectCount() == 0)
    #expect(try lineage.packs(of: world.packs[0].objects[0]).first == nil)
    #expect(try lineage.integrity() == [])
  }

  @Test("a name with a NUL, which SQLite would cut off, is refused")
  func nul() throws {
    let lineage = try Lineage.inMemory()
    #expect(throws: LineageError.abandoned("a name holds a NUL character")) {
      try lineage.update { writer in
        try? writer.setRef("refs/heads/a\0b", to: "1")
        try? writer.setRef("refs/heads/b", to: "1")
      }
    }
    #expect(try lineage.state().refs.isEmpty)
  }

  @Test("a version or ref said again with other words takes the old one's place")
  func replaced() throws {
    let lineage = try Lineage.inMemory()
    for records in [3, 4, 4] {
      try lineage.update { writer in
        try writer.setRef("refs/heads/a", to: "\(records)")
        try writer.addVersion(
          VersionRow(
            dataset: "a", number: 1, commit: "c", receipt: World.id("r"), plan: World.id("p"),
            records: records, seconds: 0))
      }
    }
    #expect(try lineage.versions(of: "a").map(\.records) == [4])
    #expect(try lineage.state().refs == ["refs/heads/a": "4"])
    #expect(try lineage.integrity() == [])
  }

  @Test("the writer tells what the index knows, its own changes included")
  func writerState() throws {
    let lineage = try Lineage.inMemory()
    try lineage.update { writer in
      #expect(try writer.state().refs.isEmpty)
      try writer.setRef("refs/heads/a", to: "1")
      try writer.addPack("p", objects: [World.id("x")])
      #expect(try writer.state().refs == ["refs/heads/a": "1"])
      #expect(try writer.state().packs == ["p"])
    }
  }
}
