import StemmaLineage
import StemmaRecord
import StemmaTesting
import Testing

@Suite("damage")
struct DamageTests {
  /// A closed index of a small world, and its right answers before and after one more version.
  private struct Specimen {
    let world = World.sample(versionsEach: 8, objectsEach: 60)
    let bytes: [UInt8]
    let right: Answers
    let later: Answers

    init() throws {
      let work = try Workspace()
      var lineage = try Lineage(path: work.index)
      try lineage.update(world.write)
      right = try Answers(of: lineage, about: world)
      try lineage.close()
      bytes = try work.read(work.index)
      lineage = try Lineage(path: work.index)
      try lineage.update(Specimen.grow)
      later = try Answers(of: lineage, about: world)
    }

    static func grow(_ writer: LineageWriter) throws {
      _ = try writer.state()
      try writer.addPack("zz", objects: (0..<50).map { World.id("later \($0)") })
      for number in 9...20 {
        try writer.addVersion(
          VersionRow(
            dataset: "faq", number: number, commit: World.commit("later"),
            receipt: World.id("receipt faq 1"), plan: World.id("plan 0"), records: 1, seconds: 5))
      }
      try writer.setRef("refs/heads/faq", to: World.commit("later"))
      try writer.removeVersions(of: "recipes")
      try writer.addEvent(
        EventRow(commit: "e", kind: "applied", subject: nil, seconds: 9, body: Array("{}".utf8)))
    }
  }

  private static let specimen = Result { try Specimen() }

  /// Opens an index with one byte changed, asks it everything, lets it grow and asks again.
  ///
  /// - Returns: whether the damage was noticed.
  private func probe(_ place: Int, _ mask: UInt8, in work: Workspace) throws -> Bool {
    let specimen = try Self.specimen.get()
    var bytes = specimen.bytes
    bytes[place] ^= mask
    try Lineage.discard(path: work.index)
    try work.write(work.index, bytes)
    do {
      let lineage = try Lineage(path: work.index)
      let answers = try Answers(of: lineage, about: specimen.world)
      #expect(answers.wrong(against: specimen.right) == [], "byte \(place) ^ \(mask)")
      let packs = Set(specimen.world.packs.map(\.name))
      #expect(packs.isSuperset(of: answers.places.values), "byte \(place) ^ \(mask)")
      let told = try lineage.integrity()
      #expect(!answers.isDamaged || !told.isEmpty, "byte \(place) ^ \(mask)")
      try lineage.update(Specimen.grow)
      let later = try Answers(of: lineage, about: specimen.world)
      #expect(later.wrong(against: specimen.later) == [], "byte \(place) ^ \(mask), later")
      return answers.isDamaged || later.isDamaged || !told.isEmpty
    } catch LineageError.damaged {
      return true
    }
  }

  @Test("no flipped byte of the header, of a page's head or of a row changes an answer silently")
  func flippedStructure() throws {
    let work = try Workspace()
    let bytes = try Self.specimen.get().bytes
    var dice = Dice(11)
    var noticed = 0
    var places = Array(0..<100)
    for page in stride(from: 0, to: bytes.count, by: 4_096) {
      places += (0..<12).map { page + $0 + (page == 0 ? 100 : 0) }
    }
    for place in places {
      if try probe(place, UInt8.random(in: 1...255, using: &dice), in: work) { noticed += 1 }
    }
    #expect(noticed > places.count / 4)
  }

  @Test("no flipped byte that holds something changes an answer silently", arguments: 0..<3)
  func flippedContent(seed: Int) throws {
    let work = try Workspace()
    let bytes = try Self.specimen.get().bytes
    var dice = Dice(UInt64(seed))
    let held = bytes.indices.filter { bytes[$0] != 0 }
    var noticed = 0
    for _ in 0..<100 {
      let place = held.randomElement(using: &dice) ?? 0
      if try probe(place, 1 << UInt8.random(in: 0...7, using: &dice), in: work) { noticed += 1 }
    }
    #expect(noticed > 30)
  }

  @Test(
    "a removal that a damaged key would mislead is refused",
    arguments: [(13_475, 64), (15_662, 128)])
  func misledRemoval(place: Int, mask: Int) throws {
    // Places in inner pages where searches once passed rows by, and the totals fitted again.
    #expect(try probe(place, UInt8(mask), in: Workspace()))
  }

  @Test("a file cut off anywhere is damaged or answers rightly")
  func truncated() throws {
    let specimen = try Self.specimen.get()
    let work = try Workspace()
    // SQLite takes a file of one byte for an empty one.
    for length in stride(from: 2, to: specimen.bytes.count, by: 1_337) {
      try Lineage.discard(path: work.index)
      try work.write(work.index, Array(specimen.bytes.prefix(length)))
      do {
        let answers = try Answers(of: Lineage(path: work.index), about: specimen.world)
        #expect(answers.wrong(against: specimen.right) == [], "\(length) bytes")
      } catch LineageError.damaged {}
    }
  }

  @Test("a copy of file and log, cut off or flipped, answers as some commit did, or is damaged")
  func crashed() throws {
    let work = try Workspace()
    let world = World.sample(versionsEach: 4, objectsEach: 20)
    let lineage = try Lineage(path: work.index)
    var commits = [try Answers(of: lineage, about: world)]
    let steps: [(LineageWriter) throws -> Void] = [
      { writer in for pack in world.packs { try writer.addPack(pack.name, objects: pack.objects) }
      },
      { writer in for version in world.versions { try writer.addVersion(version) } },
      { writer in for event in world.events { try writer.addEvent(event) } },
      { writer in try writer.addInputs(world.inputs) },
      { writer in try writer.removeVersions(of: "faq") },
    ]
    for step in steps {
      try lineage.update(step)
      commits.append(try Answers(of: lineage, about: world))
    }
    let main = try work.read(work.index)
    let log = try work.read(work.index + "-wal")
    #expect(log.count > 40_000)
    var dice = Dice(3)
    var variants = [log]
    variants += stride(from: 0, to: log.count, by: 2_999).map { Array(log.prefix($0)) }
    variants += (0..<60).map { _ in
      var copy = log
      copy[Int.random(in: 0..<log.count, using: &dice)] ^= 0x10
      return copy
    }
    let copy = work.path("copy.sqlite")
    for (number, variant) in variants.enumerated() {
      try Lineage.discard(path: copy)
      try work.write(copy, main)
      try work.write(copy + "-wal", variant)
      do {
        let answers = try Answers(of: Lineage(path: copy), about: world)
        let fitting = commits.filter { answers.wrong(against: $0).isEmpty }
        #expect(!fitting.isEmpty, "variant \(number)")
        if number == 0 { #expect(answers == commits.last) }
      } catch LineageError.damaged {
        #expect(number != 0)
      }
    }
  }
}
