import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("what is written over several packs")
struct StoreWriterTests {
  private static let records = 4000

  private static func write(
    to store: Store, objectLimit: Int
  ) throws -> (writer: StoreWriter, sample: Sample) {
    let writer = try StoreWriter(to: store, objectLimit: objectLimit)
    // More objects than the index lists for a pack.
    for number in 0...Indexing.listedLimit { _ = try writer.add(.prompt, Array("\(number)".utf8)) }
    return (writer, try Sample("many", records: records, into: writer))
  }

  @Test("it is what one pack would hold, whatever a pack may have", arguments: [40, 1500, 5000])
  func severalPacks(limit: Int) throws {
    let work = try Workspace()
    let (writer, sample) = try Self.write(to: try work.create(), objectLimit: limit)
    #expect(try work.layout.packNames().isEmpty, "nothing is to be seen before the end")
    try writer.finish()
    let probe = MemorySink()
    #expect(try Sample("many", records: Self.records, into: probe).receipt.id == sample.receipt.id)

    let store = try Store(at: work.storePath)
    let packs = try work.layout.packNames()
    let counts = try packs.map { try PackReader($0, in: work.layout).count() }
    // The last one may have fewer; what is being gathered for a block is more than the limit.
    #expect(counts.filter { $0 < limit }.count <= 1 && packs.count > 1)
    #expect(counts.allSatisfy { $0 <= limit + PackFormat.blockCountLimit })
    let reader = try SequenceReader(sample.receipt.roots.records, from: store)
    var read = 0
    try reader.forEach { place, entry in
      read += entry.json()?["row"]?["question"]?.string == "many \(place)?" ? 1 : 0
      return true
    }
    #expect(read == Self.records)
    #expect(try store.verify().damages.isEmpty)
    #expect(try work.unnamedPacks().isEmpty)
  }

  private static func batch(_ contents: ArraySlice<[UInt8]>) -> LeafBatch {
    let bytes = ByteBuffer(capacity: 0)
    let ends = contents.map { content in
      bytes.append(content)
      return bytes.count
    }
    return LeafBatch(beginning: [], bytes: bytes, ends: ends, counts: ends.map { _ in 1 })
  }

  /// Leaves of which a third is the same in all, of some 340 bytes.
  private func noisyLeaves(_ count: Int) -> [[UInt8]] {
    var dice = Dice(8)
    return (0..<count).map { number in
      let noise = (0..<24).map { _ in String(dice.next(), radix: 36) }.joined(separator: " ")
      return Array(#"["k\#(number)",{"row":{"question":"How is \#(noise) cleaned?"}}]\#n"#.utf8)
    }
  }

  private func dictionary(of pack: String, in work: Workspace) throws -> ArraySlice<UInt8> {
    let file = try work.read(work.layout.pack(pack))
    return file[PackFormat.headBytes...].prefix(Int(PackFormat.number32(file, at: 12)))
  }

  @Test("where the store has almost all leaves already, a pack's dictionary is smaller")
  func fewNew() throws {
    let work = try Workspace()
    let store = try work.create()
    // Much noise, and a little that only a large dictionary has learnt: worth its size for many leaves.
    var dice = Dice(3)
    func word() -> String { String(dice.next(), radix: 36) }
    let common = (0..<1500).map { _ in word() + word() + word() }
    var contents = (0..<5000).map { number in
      let text = common[Int.random(in: 0..<common.count, using: &dice)]
      let noise = (0..<18).map { _ in word() }.joined(separator: " ")
      return Array(#"["k\#(number)",{"row":{"text":"\#(text) \#(noise)"}}]\#n"#.utf8)
    }
    var dictionaries: [Int] = []
    for new in [5000, 1] {
      let known = try Set(work.layout.packNames())
      let writer = try StoreWriter(to: store)
      let batch = Self.batch(contents[...])
      let sealed = try writer.sealer(learningFrom: batch, isAll: false)
        .seal(batch, isThorough: true)
      #expect(sealed.objects.count == new)
      try writer.append(sealed)
      try writer.finish()
      let made = try Set(work.layout.packNames()).subtracting(known)
      #expect(made.count == 1)
      dictionaries += try made.map { try dictionary(of: $0, in: work).count }
      contents[2000][10] ^= 1
    }
    #expect(dictionaries[1] < dictionaries[0])
    #expect(try store.verify().damages.isEmpty)
  }

  @Test("leaves sealed by the first pack's dictionary are read from the others")
  func sealedLeaves() throws {
    let work = try Workspace()
    let store = try work.create()
    let writer = try StoreWriter(to: store, objectLimit: 150)
    let contents = noisyLeaves(1000)
    let sealer = try writer.sealer(learningFrom: Self.batch(contents[...]), isAll: false)
    var children: [SequenceChild] = []
    for start in stride(from: 0, to: contents.count, by: 100) {
      let sealed = try sealer.seal(Self.batch(contents[start..<start + 100]), isThorough: false)
      children += sealed.children
      try writer.append(sealed)
    }
    try writer.finish()
    let packs = try work.layout.packNames()
    let dictionaries = try packs.map { try dictionary(of: $0, in: work) }
    #expect(packs.count > 3 && Set(dictionaries).count == 1 && !dictionaries[0].isEmpty)
    #expect(children.map(\.id) == contents.map { ObjectID(of: .leaf, $0) })
    let reopened = try Store(at: work.storePath)
    #expect(try reopened.contents(of: children.map(\.id), .leaf) == contents)
    #expect(try reopened.verify().damages.isEmpty)
  }

  @Test("a writer that does not finish leaves none of its packs")
  func unfinished() throws {
    let work = try Workspace()
    let store = try work.create()
    var left: StoreWriter? = try Self.write(to: store, objectLimit: 300).writer
    #expect(try work.unnamedPacks().count > 3)
    withExtendedLifetime(left) {}
    left = nil
    #expect(try work.unnamedPacks().isEmpty)
    #expect(try work.layout.packNames().isEmpty)
  }

  @Test("objects read together are those read one by one, from large packs and small")
  func together() throws {
    let work = try Workspace()
    let (writer, sample) = try Self.write(to: try work.create(), objectLimit: 4500)
    try writer.finish()
    let store = try Store(at: work.storePath)
    let sizes = try work.layout.packNames().map { try PackReader($0, in: work.layout).count() }
    let isLarge = Set(sizes.map { $0 > Indexing.listedLimit })
    #expect(isLarge == [true, false])
    let roots = [sample.receipt.roots.records, sample.receipt.roots.traces]
    var leaves = try roots.flatMap { try SequenceReader($0, from: store).leaves().map(\.id) }
    var dice = Dice(5)
    leaves.shuffle(using: &dice)
    for count in [0, 1, 2, 3, 50] {
      let some = Array(leaves.prefix(count))
      #expect(try store.contents(of: some, .leaf) == some.map { try store.content(of: $0, .leaf) })
    }

    let missing = ObjectID(of: .leaf, "nowhere".utf8)
    let nothing = ObjectID(of: .leaf, [UInt8]())
    for id in [missing, nothing] {
      #expect(throws: StoreError.objectMissing(id, .leaf)) {
        try store.contents(of: leaves.prefix(3) + [id], .leaf)
      }
    }
  }

  @Test("what does not have the id it lies under is not given out, alone or together")
  func otherContent() throws {
    let work = try Workspace()
    _ = try work.create()
    let contents = (0...Indexing.listedLimit).map { Array("leaf \($0)".utf8) }
    let ids = contents.map { ObjectID(of: .leaf, $0) }
    let writer = try PackWriter(in: work.layout)
    for (id, content) in zip(ids, contents) {
      try writer.add(.leaf, id, id == ids[1] ? Array("another".utf8) : content)
    }
    let name = try writer.publish().name
    let reader = try PackReader(name, in: work.layout)
    #expect(try reader.claimedContent(of: ids[1], .leaf) == Array("another".utf8))

    let some = Array(ids.prefix(3))
    let damage = StoreError.objectDamaged(ids[1], .leaf, pack: work.layout.pack(name))
    #expect(throws: damage) { try Store(at: work.storePath).contents(of: some, .leaf) }
    #expect(throws: damage) { try Store(at: work.storePath).content(of: ids[1], .leaf) }

    let whole = try PackWriter(in: work.layout)
    try whole.add(.leaf, ids[1], contents[1])
    _ = try whole.publish()
    let store = try Store(at: work.storePath)
    #expect(try store.contents(of: some, .leaf) == Array(contents.prefix(3)))
  }
}
