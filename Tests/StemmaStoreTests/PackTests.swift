import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("packs")
struct PackTests {
  private typealias Object = (kind: ObjectKind, id: ObjectID, content: [UInt8])

  private func objects(_ count: Int, seed: UInt64, bytes: Int = 60) -> [Object] {
    var dice = Dice(seed)
    return (0..<count).map { number in
      var content = Array(#"{"question":"What is the number of this one, and how is it kept?"#.utf8)
      for _ in 0..<bytes { content.append(UInt8.random(in: 0x61...0x7A, using: &dice)) }
      content += Array("\(number)".utf8)
      let kind: ObjectKind = number.isMultiple(of: 3) ? .prompt : .leaf
      return (kind, ObjectID(of: kind, content), content)
    }
  }

  private func pack(_ objects: [Object], in layout: StoreLayout) throws -> String {
    let writer = try PackWriter(in: layout)
    for (kind, id, content) in objects { try writer.add(kind, id, content) }
    let ended = try writer.end()
    #expect(try layout.packNames().isEmpty, "nothing is to be seen yet")
    try ended.publish()
    // The index lists the objects of small packs only.
    let listed = objects.count <= Indexing.listedLimit ? objects.map(\.id.prefix).sorted() : []
    #expect(ended.listed == listed)
    return ended.name
  }

  private func dictionaryBytes(_ file: [UInt8]) -> Int {
    Int(PackFormat.number32(file, at: 12))
  }

  @Test("objects come back, with a dictionary and without", arguments: [1, 5, 600, 5000])
  func roundTrip(count: Int) throws {
    let work = try Workspace()
    try work.layout.create()
    let objects = objects(count, seed: 1, bytes: 500)
    let name = try pack(objects, in: work.layout)
    let file = try work.read(work.layout.pack(name))
    // What 600 have in common is less than a dictionary takes.
    #expect((dictionaryBytes(file) > 0) == (count >= 5000))
    var digest = FileDigest()
    file.withUnsafeBytes { digest.update($0) }
    #expect(digest.finish() == name)
    #expect(try work.list(work.layout.temporary).isEmpty)
    let reader = try PackReader(name, in: work.layout)
    #expect(try reader.count() == count)
    #expect(try reader.prefixes() == objects.map(\.id.prefix).sorted())
    for (kind, id, content) in objects { #expect(try reader.content(of: id, kind) == content) }
    #expect(try reader.content(of: ObjectID(of: .text, "else".utf8), .text) == nil)
  }

  @Test("empty and incompressible objects come back")
  func extremes() throws {
    let work = try Workspace()
    try work.layout.create()
    var dice = Dice(2)
    let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
    let objects: [Object] = [[], noise, [UInt8](repeating: 7, count: 3 << 20)].map {
      (.bytes, ObjectID(of: .bytes, $0), $0)
    }
    let reader = try PackReader(try pack(objects, in: work.layout), in: work.layout)
    for (kind, id, content) in objects { #expect(try reader.content(of: id, kind) == content) }
  }

  @Test("the same objects make the same pack, byte by byte")
  func deterministic() throws {
    let names = try (0..<2).map { _ in
      let work = try Workspace()
      try work.layout.create()
      let name = try pack(objects(5000, seed: 3, bytes: 500), in: work.layout)
      #expect(dictionaryBytes(try work.read(work.layout.pack(name))) > 0)
      return name
    }
    #expect(names[0] == names[1])
  }

  @Test("a pack whose trailer is lost is read object by object", arguments: [40, 700, 5000])
  func lostTrailer(count: Int) throws {
    let work = try Workspace()
    try work.layout.create()
    let objects = objects(count, seed: 4, bytes: 500)
    let name = try pack(objects, in: work.layout)
    let file = try work.read(work.layout.pack(name))
    let trailer = count * PackFormat.trailerRowBytes + PackFormat.footBytes
    for lost in [1, PackFormat.footBytes, trailer, trailer - 17] {
      try work.write(work.layout.pack(name), Array(file.dropLast(lost)))
      let reader = try PackReader(name, in: work.layout)
      #expect(try reader.count() == count, "\(lost) bytes lost")
      for (kind, id, content) in objects { #expect(try reader.content(of: id, kind) == content) }
    }
  }

  @Test("of a pack that is cut off in the middle the objects before the cut are read")
  func cutOff() throws {
    let work = try Workspace()
    try work.layout.create()
    // Each large enough for a block of its own.
    let objects = objects(40, seed: 5, bytes: PackFormat.blockBytes)
    let name = try pack(objects, in: work.layout)
    let file = try work.read(work.layout.pack(name))
    let whole = try PackReader(name, in: work.layout)
    let middle = try #require(try whole.place(of: objects[20].id.prefix)).block
    try work.write(work.layout.pack(name), Array(file.prefix(middle + 10)))
    let reader = try PackReader(name, in: work.layout)
    for (kind, id, content) in objects.prefix(20) {
      #expect(try reader.content(of: id, kind) == content)
    }
    for (kind, id, _) in objects.dropFirst(20) { #expect(try reader.content(of: id, kind) == nil) }
  }

  @Test("one flipped bit anywhere: an object comes back whole or is named damaged, never wrong")
  func flippedBits() throws {
    let work = try Workspace()
    try work.layout.create()
    let objects = objects(6, seed: 6).map { object -> Object in
      (.text, ObjectID(of: .text, object.content), object.content)
    }
    let name = try pack(objects, in: work.layout)
    let path = work.layout.pack(name)
    let file = try work.read(path)
    var dice = Dice(7)
    var damaged = 0
    for offset in file.indices {
      var bytes = file
      bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      try work.write(path, bytes)
      let reader = try PackReader(name, in: work.layout)
      var lost = 0
      for (kind, id, content) in objects {
        do throws(StoreError) {
          #expect(try reader.content(of: id, kind) == content, "seed 7, byte \(offset)")
        } catch {
          #expect(error == .objectDamaged(id, kind, pack: path), "seed 7, byte \(offset)")
          lost += 1
        }
      }
      // Texts stand alone: one bit is one object's at most; trailer and head are no object's.
      #expect(lost <= 1, "seed 7, byte \(offset)")
      damaged += lost
    }
    #expect(damaged > file.count / 2)
  }

  @Test("a damaged dictionary gives no wrong object")
  func damagedDictionary() throws {
    let work = try Workspace()
    try work.layout.create()
    let objects = objects(5000, seed: 8, bytes: 500)
    let name = try pack(objects, in: work.layout)
    let path = work.layout.pack(name)
    let file = try work.read(path)
    let length = dictionaryBytes(file)
    try #require(length > 100)
    var dice = Dice(9)
    var damaged = 0
    for round in 0..<20 {
      var bytes = file
      let offset = 12 + Int.random(in: 0..<(round < 10 ? 40 : length), using: &dice)
      bytes[offset] ^= 0x20
      try work.write(path, bytes)
      let reader = try PackReader(name, in: work.layout)
      for (kind, id, content) in objects.prefix(60) {
        do throws(StoreError) {
          #expect(try reader.content(of: id, kind) == content, "seed 9, byte \(offset)")
        } catch {
          damaged += 1
          #expect(error.code == "store.object-damaged", "seed 9, byte \(offset)")
        }
      }
    }
    #expect(damaged > 0)
  }

  @Test("a file too short to be a pack is refused by name")
  func tooShort() throws {
    let work = try Workspace()
    try work.layout.create()
    let name = try pack(objects(2, seed: 1), in: work.layout)
    try work.write(work.layout.pack(name), Array("stemmapk".utf8))
    #expect(throws: StoreError.packDamaged(work.layout.pack(name), what: "it is too short")) {
      try PackReader(name, in: work.layout)
    }
  }

  @Test("an object asked for as another kind is not returned")
  func kinds() throws {
    let work = try Workspace()
    try work.layout.create()
    let objects = objects(2, seed: 1)
    let reader = try PackReader(try pack(objects, in: work.layout), in: work.layout)
    let id = objects[1].id
    #expect(throws: StoreError.self) { try reader.content(of: id, .text) }
    let twin = ObjectID(of: .text, objects[1].content)
    #expect(try reader.content(of: twin, .text) == nil)
  }

  @Test("a writer that does not finish leaves nothing behind")
  func unfinished() throws {
    let work = try Workspace()
    try work.layout.create()
    var writer: PackWriter? = try PackWriter(in: work.layout)
    let object = objects(1, seed: 1)[0]
    try writer?.add(object.kind, object.id, object.content)
    #expect(try work.list(work.layout.temporary).count == 1)
    writer = nil
    #expect(try work.list(work.layout.temporary).isEmpty)
    #expect(try work.layout.packNames().isEmpty)
  }
}
