import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("sequences")
struct SequenceTests {
  private typealias Entry = (key: String, content: [UInt8])

  private func entries(_ count: Int, seed: UInt64) -> [Entry] {
    var dice = Dice(seed)
    return (0..<count).map { _ in
      let key = String(dice.next(), radix: 16)
      return (key, Array(#"{"row":"\#(dice.next())"}"#.utf8))
    }
  }

  @discardableResult
  private func write(
    _ entries: [Entry], to sink: MemorySink, cut: SequenceCut = .standard
  ) throws -> SequenceReader {
    let writer = SequenceWriter(into: sink, cut: cut)
    for (key, content) in entries { try writer.append(key, content) }
    return try SequenceReader(try writer.finish(), from: sink)
  }

  private func root(_ entries: [Entry], cut: SequenceCut = .standard) throws -> ObjectID {
    let writer = SequenceWriter(into: MemorySink(), cut: cut)
    for (key, content) in entries { try writer.append(key, content) }
    return try writer.finish()
  }

  /// The keys of each leaf.
  private func leafKeys(_ reader: SequenceReader) throws -> [[String]] {
    try reader.leaves().map { try reader.entries(of: $0.id).map(\.key) }
  }

  @Test("from any place on entries are those of the whole", arguments: [0, 1, 9, 500])
  func places(count: Int) throws {
    let entries = entries(count, seed: 3)
    let reader = try write(entries, to: MemorySink())
    for place in 0..<count where place.isMultiple(of: 37) || place > count - 3 {
      var seen: [String] = []
      try reader.forEach(from: place) { at, entry in
        #expect(at == place + seen.count)
        seen.append(entry.key)
        return seen.count < 40
      }
      #expect(seen == entries[place..<min(count, place + 40)].map(\.key))
      #expect(try reader.entry(at: place)?.key == entries[place].key)
    }
    #expect(try reader.entry(at: count) == nil)
  }

  @Test("entries come back in order, of any number", arguments: [0, 1, 2, 3, 9, 64, 500, 3000])
  func roundTrip(count: Int) throws {
    for seed in 1...(count > 500 ? 2 : 8) as ClosedRange<UInt64> {
      let entries = entries(count, seed: seed)
      let reader = try write(entries, to: MemorySink())
      #expect(reader.count == count, "seed \(seed)")
      var read: [Entry] = []
      try reader.forEach { place, entry in
        #expect(place == read.count)
        read.append((entry.key, Array(entry.content)))
        return true
      }
      #expect(read.map(\.key) == entries.map(\.key), "seed \(seed)")
      #expect(read.map(\.content) == entries.map(\.content), "seed \(seed)")
      #expect(try reader.leaves().reduce(0) { $0 + $1.count } == count, "seed \(seed)")
    }
  }

  @Test("keys with quotes, line feeds and other alphabets come back")
  func oddKeys() throws {
    let keys = [
      "", "\"", "\\", "a\nb", "é", "e\u{301}", "\u{1F600}", "\u{0}", "\",1]", "[\"a\",1]",
    ]
    let reader = try write(keys.map { ($0, Array(#"["x\ny"]"#.utf8)) }, to: MemorySink())
    var read: [[UInt8]] = []
    try reader.forEach { _, entry in
      read.append(Array(entry.key.utf8))
      #expect(entry.json() == ["x\ny"])
      return true
    }
    #expect(read == keys.map { Array($0.utf8) })
  }

  @Test("the root depends on the entries alone, and on each of them")
  func roots() throws {
    let some = entries(400, seed: 1)
    let root = try root(some)
    #expect(try self.root(some) == root)
    for place in [0, 199, 399] {
      var changed = some
      changed[place].content = Array(#"{"row":"else"}"#.utf8)
      #expect(try self.root(changed) != root)
      changed = some
      changed.remove(at: place)
      #expect(try self.root(changed) != root)
    }
    var swapped = some
    swapped.swapAt(10, 11)
    #expect(try self.root(swapped) != root)
    #expect(try self.root(some, cut: SequenceCut(leaf: 63, node: 4096)) != root)
  }

  @Test("the root of three entries never changes: a golden value")
  func golden() throws {
    let entries: [Entry] = ["a", "b", "c"].map { ($0, Array("{}".utf8)) }
    #expect(
      try root(entries).description
        == "sha256:7a43b97850578e0546262c22e66ef0690a76505a44a69b1d8b91361471a67f32")
  }

  @Test("a changed content moves no boundary and changes one leaf", arguments: 1...5)
  func changedContent(seed: Int) throws {
    let entries = entries(1000, seed: UInt64(seed))
    let sink = MemorySink()
    let before = try write(entries, to: sink)
    var dice = Dice(UInt64(seed))
    for _ in 0..<5 {
      var changed = entries
      let place = Int.random(in: 0..<1000, using: &dice)
      changed[place].content = Array(#"{"row":"another text, and a longer one"}"#.utf8)
      let after = try write(changed, to: sink)
      #expect(try leafKeys(after) == leafKeys(before), "seed \(seed), place \(place)")
      let shared = Set(try before.leaves()).intersection(try after.leaves())
      #expect(try shared.count == before.leaves().count - 1, "seed \(seed), place \(place)")
    }
  }

  @Test("other contents under the same keys are cut in the same places", arguments: 1...5)
  func otherContents(seed: Int) throws {
    let entries = entries(2000, seed: UInt64(seed))
    var dice = Dice(UInt64(seed))
    let others = entries.map { key, _ in
      (key: key, content: [UInt8](repeating: 0x31, count: Int.random(in: 1...90, using: &dice)))
    }
    let before = try leafKeys(try write(entries, to: MemorySink()))
    #expect(try leafKeys(try write(others, to: MemorySink())) == before, "seed \(seed)")
  }

  @Test("an inserted or removed entry changes few leaves")
  func insertion() throws {
    let entries = entries(2000, seed: 3)
    let sink = MemorySink()
    let before = Set(try write(entries, to: sink).leaves())
    var dice = Dice(4)
    var fresh: [Int] = []
    for round in 0..<30 {
      var changed = entries
      let place = Int.random(in: 0..<2000, using: &dice)
      if round.isMultiple(of: 2) {
        changed.insert(("new \(round)", Array("{}".utf8)), at: place)
      } else {
        changed.remove(at: place)
      }
      fresh.append(try write(changed, to: sink).leaves().count { !before.contains($0) })
    }
    fresh.sort()
    #expect(fresh.reduce(0, +) <= 30 * 4, "seed 4: \(fresh)")
    #expect(fresh[15] <= 3, "seed 4: \(fresh)")
    #expect(fresh[29] <= 20, "seed 4: \(fresh)")
  }

  @Test("leaves hold about six entries, nodes about eighty children, and trees grow deep")
  func sizes() throws {
    let entries = entries(30_000, seed: 5)
    let sink = MemorySink()
    let reader = try write(entries, to: sink)
    let leaves = try reader.leaves()
    #expect((5.8...6.5).contains(30_000 / Double(leaves.count)))
    #expect((leaves.map(\.count).max() ?? 0) <= 24)
    var kinds: [ObjectKind: Int] = [:]
    var objects: Set<ObjectID> = []
    try reader.visitObjects { id, kind throws(StoreError) in
      kinds[kind, default: 0] += 1
      objects.insert(id)
    }
    #expect(kinds[.sequence] == 1 && kinds[.leaf] == leaves.count)
    // A second level of nodes stands above the first.
    let nodes = try #require(kinds[.node])
    #expect((40...90).contains(nodes - 1))
    #expect(objects == Set(sink.objects.keys))
  }

  @Test("entries are found by key")
  func lookup() throws {
    let entries = entries(300, seed: 6)
    let reader = try write(entries, to: MemorySink())
    for entry in entries {
      #expect(try reader.entry(entry.key).map { Array($0.content) } == entry.content)
    }
    #expect(try reader.entry("nowhere") == nil)
    #expect(try write([], to: MemorySink()).entry("nowhere") == nil)
  }

  @Test("canonically equivalent keys are two keys")
  func equivalentKeys() throws {
    let reader = try write(
      [("e\u{301}", Array("1".utf8)), ("\u{E9}", Array("2".utf8))], to: MemorySink())
    #expect(try reader.entry("\u{E9}")?.json() == 2)
    #expect(try reader.entry("e\u{301}")?.json() == 1)
  }

  @Test("reading stops when told to")
  func stops() throws {
    let reader = try write(entries(100, seed: 7), to: MemorySink())
    var seen = 0
    try reader.forEach { place, _ in
      seen += 1
      return place < 4
    }
    #expect(seen == 5)
  }

  @Test("other cut parameters are kept in the root and cut otherwise", arguments: [1, 4, 1000])
  func parameters(leaf: UInt64) throws {
    let entries = entries(500, seed: 8)
    let cut = SequenceCut(leaf: leaf, node: 16)
    let reader = try write(entries, to: MemorySink(), cut: cut)
    #expect(reader.cut == cut)
    #expect(try leafKeys(reader).flatMap { $0 } == entries.map(\.key))
    if leaf == 1 { #expect(try reader.leaves().count == 500) }
  }

  @Test(
    "a whole object that is no sequence's root is refused",
    arguments: [
      #"{}"#, #"{"count":0,"depth":0,"leaf":0,"node":4096}"#,
      #"{"count":0,"depth":33,"leaf":64,"node":4096}"#,
      #"{"count":-1,"depth":0,"leaf":64,"node":4096}"#,
      #"{"count":3,"depth":0,"leaf":64,"node":4096}"#,
      #"{"count":3,"depth":0,"leaf":64,"node":4096,"tree":"sha256:12"}"#,
    ])
  func malformedRoot(text: String) throws {
    let sink = MemorySink()
    let id = try sink.add(.sequence, Array(text.utf8))
    #expect(throws: StoreError.objectMalformed(id, .sequence)) {
      try SequenceReader(id, from: sink)
    }
  }

  @Test(
    "a whole object that is no leaf is refused",
    arguments: ["[]\n", "x\n", "[\"a\"]\n", "[\"a\" 1]\n", "[\"a,1]\n", "[1,2]\n", "[\"\\x\",1]\n"])
  func malformedLeaf(text: String) throws {
    let sink = MemorySink()
    let reader = try write([("a", Array("1".utf8))], to: sink)
    let id = try sink.add(.leaf, Array(text.utf8))
    #expect(throws: StoreError.objectMalformed(id, .leaf)) { try reader.entries(of: id) }
  }
}
