import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("verification")
struct VerificationTests {
  /// A store of two versions, in two packs.
  private struct Scene {
    let work: Workspace
    let first: Sample
    let second: Sample
    /// By sample.
    let packs: [String]

    init() throws {
      work = try Workspace()
      let store = try work.create()
      first = try store.publish("one").sample
      let firstPack = try work.pack()
      second = try store.publish("two").sample
      let names = try work.layout.packNames()
      packs = [firstPack, try #require(names.first { $0 != firstPack })]
    }

    func file(_ pack: Int) -> String { "packs/\(packs[pack].prefix(2))/\(packs[pack]).pack" }

    func report() throws -> VerificationReport { try Store(at: work.storePath).verify() }
  }

  @Test("a sound store has no damages, and all of it was looked at")
  func sound() throws {
    let scene = try Scene()
    var told: [Int] = []
    let report = try Store(at: scene.work.storePath).verify { done, total in
      #expect(total == 2)
      told.append(done)
    }
    #expect(report.damages.isEmpty)
    #expect(report.packs == 2 && report.versions == 2)
    #expect(report.objects > 20)
    #expect(told == [1, 2])
  }

  @Test("a damaged object is named with its file and the versions that need it")
  func damagedObjects() throws {
    let scene = try Scene()
    let store = try Store(at: scene.work.storePath)
    let leaf = try store.firstLeaf(of: scene.first.receipt)
    for id in [
      scene.first.text, scene.first.prompt, leaf, scene.first.receipt.id,
      scene.first.receipt.roots.traces,
    ] {
      let path = scene.work.layout.pack(scene.packs[0])
      let offset = try scene.work.frame(of: id, in: scene.packs[0]) + 8
      try scene.work.flip(path, at: offset)
      let damages = try scene.report().damages
      let damage = try #require(damages.first { $0.object == id.description }, "\(id)")
      #expect(damage.file == scene.file(0))
      #expect(damage.versions == ["coffee@1"])
      // Leaves share a block, as prompts do; every other object stands alone.
      let isShared = id == leaf || id == scene.first.prompt
      #expect(isShared || damages.count == 1, "\(id)")
      #expect(damages.allSatisfy { $0.file == scene.file(0) && $0.versions == ["coffee@1"] })
      try scene.work.flip(path, at: offset)
    }
    #expect(try scene.report().damages.isEmpty)
  }

  @Test("an object both versions share names both")
  func sharedObject() throws {
    let scene = try Scene()
    #expect(scene.first.template == scene.second.template)
    let path = scene.work.layout.pack(scene.packs[0])
    try scene.work.flip(
      path, at: try scene.work.frame(of: scene.first.template, in: scene.packs[0]))
    let damages = try scene.report().damages
    #expect(damages.map(\.versions) == [["coffee@1", "coffee@2"]])
  }

  @Test("damage that is no object's is named, and says that every object is whole")
  func damagedTrailer() throws {
    let scene = try Scene()
    let path = scene.work.layout.pack(scene.packs[1])
    let size = try scene.work.read(path).count
    for offset in [0, 9, size - 1, size - 20, size - PackFormat.footBytes - 10] {
      try scene.work.flip(path, at: offset)
      let damages = try scene.report().damages
      #expect(damages.count == 1, "byte \(offset)")
      #expect(damages.first?.file == scene.file(1), "byte \(offset)")
      #expect(damages.first?.object == nil && damages.first?.versions == [], "byte \(offset)")
      #expect(damages.first?.what.contains("whole") == true, "byte \(offset)")
      try scene.work.flip(path, at: offset)
    }
  }

  @Test("a lost pack: every object it held is named, with the versions")
  func lostPack() throws {
    let scene = try Scene()
    try scene.work.remove(scene.work.layout.pack(scene.packs[1]))
    let report = try scene.report()
    #expect(report.packs == 1)
    #expect(report.damages.allSatisfy { $0.versions == ["coffee@2"] && $0.file == "packs" })
    let named = Set(report.damages.compactMap(\.object))
    #expect(named.contains(scene.second.receipt.id.description))
    #expect(!named.contains(scene.first.text.description))
  }

  @Test("a pack that cannot be read at all is named, and so is what it held")
  func stump() throws {
    let scene = try Scene()
    try scene.work.write(scene.work.layout.pack(scene.packs[1]), [1, 2, 3])
    let damages = try scene.report().damages
    #expect(damages.contains { $0.file == scene.file(1) && $0.object == nil })
    #expect(
      damages.contains {
        $0.object == scene.second.receipt.id.description && $0.versions == ["coffee@2"]
      })
  }

  @Test("a damaged copy of an object that lies whole elsewhere is named, and harms no version")
  func secondCopy() throws {
    let scene = try Scene()
    let writer = try PackWriter(in: scene.work.layout)
    let text = Array("text one".utf8)
    try writer.add(.text, scene.first.text, text)
    let name = try writer.publish().name
    let frame = try scene.work.frame(of: scene.first.text, in: name)
    try scene.work.flip(scene.work.layout.pack(name), at: frame + 2)
    let damages = try scene.report().damages
    #expect(damages.map(\.object) == [scene.first.text.description])
    #expect(damages.map(\.versions) == [[]])
  }

  @Test("a damaged branch is named, and the others answer")
  func damagedBranch() throws {
    let scene = try Scene()
    try Store(at: scene.work.storePath).publish("three", as: "tea")
    let ref = scene.work.layout.history + "/refs/heads/coffee"
    try scene.work.write(ref, Array("rubbish\n".utf8))
    let store = try Store(at: scene.work.storePath)
    #expect(try store.verify().damages.contains { $0.file == "history.git/refs/heads/coffee" })
    #expect(throws: StoreError.self) { try store.versions(of: "coffee") }
    #expect(throws: StoreError.self) { try store.publish("four") }
    #expect(try store.versions(of: "tea").count == 1)
  }

  @Test("a damaged commit is named with its versions")
  func damagedCommit() throws {
    let scene = try Scene()
    let commit = try Store(at: scene.work.storePath).version("coffee@1").commit
    let file = "objects/\(commit.prefix(2))/\(commit.dropFirst(2))"
    try scene.work.flip("\(scene.work.layout.history)/\(file)", at: 12)
    let damages = try Store(at: scene.work.storePath).verify().damages
    let damage = try #require(damages.first { $0.object == commit })
    #expect(damage.file == "history.git/\(file)")
    #expect(!damage.versions.isEmpty)
  }
}
