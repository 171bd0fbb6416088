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
    // Nodes wait until there are enough of them, and come behind what has made a pack full.
    #expect(counts.filter { $0 < limit }.count <= 1 && packs.count > 1)
    let reader = try SequenceReader(sample.receipt.roots.records, from: store)
    var read = 0
    try reader.forEach { place, entry in
      read += entry.json()?["row"]?["question"]?.string == "many \(place)?" ? 1 : 0
      return true
    }
    #expect(read == Self.records)
    #expect(try store.verify().damages.isEmpty)
    #expect(try work.list(work.layout.temporary).filter { $0.hasSuffix(".pack") }.isEmpty)
  }

  private static func batch(_ contents: ArraySlice<[UInt8]>) -> LeafBatch {
    let bytes = ByteBuffer(capacity: 0)
    let ends = contents.map { content in
      bytes.append(content)
      return bytes.count
    }
    return LeafBatch(beginning: [], bytes: bytes, ends: ends, counts: ends.map { _ in 1 })
  }

  @Test("leaves sealed by the first pack's dictionary are read from the others")
  func sealedLeaves() throws {
    let work = try Workspace()
    let store = try work.create()
    let writer = try StoreWriter(to: store, objectLimit: 150)
    var dice = Dice(8)
    let contents = (0..<1000).map { number in
      let noise = (0..<24).map { _ in String(dice.next(), radix: 36) }.joined(separator: " ")
      return Array(#"["k\#(number)",{"row":{"question":"How is \#(noise) cleaned?"}}]\#n"#.utf8)
    }
    let sealer = try writer.sealer(learningFrom: Self.batch(contents[...]))
    var children: [SequenceChild] = []
    for start in stride(from: 0, to: contents.count, by: 100) {
      let sealed = try sealer.seal(Self.batch(contents[start..<start + 100]), isThorough: false)
      children += sealed.children
      try writer.append(sealed)
    }
    try writer.finish()
    let packs = try work.layout.packNames()
    let dictionaries = try packs.map { name in
      let file = try work.read(work.layout.pack(name))
      return file[PackFormat.headBytes...].prefix(Int(PackFormat.number32(file, at: 12)))
    }
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
    #expect(try work.list(work.layout.temporary).filter { $0.hasSuffix(".pack") }.count > 3)
    withExtendedLifetime(left) {}
    left = nil
    #expect(try work.list(work.layout.temporary).filter { $0.hasSuffix(".pack") }.isEmpty)
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
    #expect(throws: StoreError.objectMissing(missing, .leaf)) {
      try store.contents(of: leaves.prefix(3) + [missing], .leaf)
    }
    let damaged = leaves[1]
    let names = try work.layout.packNames()
    let pack = try #require(
      try names.first { try PackReader($0, in: work.layout).place(of: damaged.prefix) != nil })
    try work.flip(work.layout.pack(pack), at: try work.frame(of: damaged, in: pack) + 6)
    let error = try #require(throws: StoreError.self) {
      try Store(at: work.storePath).contents(of: Array(leaves.prefix(3)), .leaf)
    }
    #expect(error.place?.hasSuffix("\(pack).pack") == true)
  }
}
