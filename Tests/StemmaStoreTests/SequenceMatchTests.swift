import StemmaRecord
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaStore

/// Objects in memory with what stands for sequences' entries; counts the leaves that are read.
private final class Source: ObjectSource {
  let sink = MemorySink()
  private let kept = Mutex<[ObjectID: EntryDigests]>([:])
  private let leavesRead = Mutex(0)

  var leaves: Int { leavesRead.withLock { $0 } }

  func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8] {
    if kind == .leaf { leavesRead.withLock { $0 += 1 } }
    return try sink.content(of: id, kind)
  }

  func digests(of sequence: ObjectID) -> EntryDigests? { kept.withLock { $0[sequence] } }

  func keep(_ digests: EntryDigests, of sequence: ObjectID) {
    kept.withLock { $0[sequence] = digests }
  }
}

@Suite("what two sequences have not in common")
struct SequenceMatchTests {
  private struct Entry: Equatable {
    let key: String
    var content: String
  }

  private static func made(_ count: Int, _ dice: inout Dice) -> [Entry] {
    (0..<count).map { number in
      let origin = number.isMultiple(of: 3) ? #""origin":{"input":"a.md"},"# : ""
      let content = #"{\#(origin)"row":{"n":\#(number)}}"#
      return Entry(key: "k\(number)é\"\(dice.next())", content: content)
    }
  }

  /// The same entries but for one in thirty, which is changed, removed, moved or preceded by a new one.
  private static func edited(_ entries: [Entry], _ dice: inout Dice) -> [Entry] {
    var edited: [Entry] = []
    var moved: [Entry] = []
    for entry in entries {
      switch Int.random(in: 0..<120, using: &dice) {
      case 0: edited.append(Entry(key: entry.key, content: #"{"row":{"new":\#(dice.next())}}"#))
      case 1: break
      case 2: moved.append(entry)
      case 3: edited += [Entry(key: "new\(dice.next())", content: #"{"row":{}}"#), entry]
      default: edited.append(entry)
      }
    }
    for entry in moved {
      edited.insert(entry, at: Int.random(in: 0...edited.count, using: &dice))
    }
    return edited
  }

  private static func write(
    _ entries: [Entry], to source: Source, isDigested: Bool, cut: SequenceCut = .standard,
    key: Range<UInt8> = 0..<16
  ) throws -> SequenceReader {
    let writer = SequenceWriter(into: source.sink, cut: cut)
    var digests = EntryDigests(by: try #require(SipHash(key: key)))
    for entry in entries {
      try writer.append(entry.key, Array(entry.content.utf8))
      digests.append(
        SequenceEntry(key: entry.key, content: Array(entry.content.utf8)[...]))
    }
    let root = try writer.finish()
    if isDigested { source.keep(digests, of: root) }
    return try SequenceReader(root, from: source)
  }

  /// What a difference says, by keys.
  private struct Told: Equatable {
    var same = 0
    var changed: [String] = []
    var gone: [String] = []
    var fresh: [String] = []
    var withOrigin: Set<String> = []

    init() {}

    init(_ difference: SequenceDifference, _ before: SequenceReader, _ after: SequenceReader) throws
    {
      func entry(
        _ reader: SequenceReader, _ leaves: [ObjectID], _ place: SequenceDifference.Place
      ) throws -> SequenceEntry {
        try reader.entries(of: leaves[Int(place.leaf)])[Int(place.entry)]
      }
      same = difference.same
      for pair in difference.changed {
        let old = try entry(before, difference.before, pair.before)
        let new = try entry(after, difference.after, pair.after)
        #expect(old.key == new.key && old.content != new.content)
        changed.append(new.key)
      }
      for single in difference.gone {
        gone.append(try entry(before, difference.before, single.place).key)
        if single.hasOrigin, let key = gone.last { withOrigin.insert(key) }
      }
      for single in difference.fresh {
        fresh.append(try entry(after, difference.after, single.place).key)
        if single.hasOrigin, let key = fresh.last { withOrigin.insert(key) }
      }
    }
  }

  /// The same, found by looking each entry up.
  private static func expected(_ before: [Entry], _ after: [Entry]) -> Told {
    let old = Dictionary(uniqueKeysWithValues: before.map { ($0.key, $0.content) })
    let new = Set(after.map(\.key))
    var told = Told()
    for entry in after {
      guard let content = old[entry.key] else {
        told.fresh.append(entry.key)
        continue
      }
      if content == entry.content { told.same += 1 } else { told.changed.append(entry.key) }
    }
    told.gone = before.map(\.key).filter { !new.contains($0) }
    told.withOrigin = Set(
      (before.filter { !new.contains($0.key) } + after.filter { old[$0.key] == nil })
        .filter { $0.content.hasPrefix(#"{"origin""#) }.map(\.key))
    return told
  }

  @Test(
    "is the same by their bytes, by what stands for them, and by looking each entry up",
    arguments: [0, 1, 7, 300, 3000], [1, 2, 3] as [UInt64])
  func same(count: Int, seed: UInt64) throws {
    var dice = Dice(seed)
    let old = Self.made(count, &dice)
    let new = Self.edited(old, &dice)
    let expected = Self.expected(old, new)
    for (isDigested, width) in [(false, 1), (true, 1), (false, 4), (true, 4)] {
      let source = Source()
      let before = try Self.write(old, to: source, isDigested: isDigested)
      let after = try Self.write(new, to: source, isDigested: isDigested)
      let difference = try before.difference(to: after, width: width)
      // Nothing was unpacked but what says where leaves are.
      if isDigested { #expect(source.leaves == 0) }
      #expect(try Told(difference, before, after) == expected)
    }
  }

  @Test("is found where all leaves differ, as those of other cut parameters do")
  func otherCut() throws {
    var dice = Dice(5)
    let old = Self.made(900, &dice)
    let new = Self.edited(old, &dice)
    for isDigested in [false, true] {
      let source = Source()
      let before = try Self.write(old, to: source, isDigested: isDigested)
      let after = try Self.write(
        new, to: source, isDigested: isDigested, cut: SequenceCut(leaf: 7, node: 64))
      let difference = try before.difference(to: after, width: 2)
      #expect(try Told(difference, before, after) == Self.expected(old, new))
    }
  }

  @Test("is read where what stands for two contents is the same by chance")
  func chance() throws {
    var dice = Dice(9)
    let old = Self.made(200, &dice)
    var new = old
    new[50].content = #"{"row":{"other":1}}"#
    let source = Source()
    let before = try Self.write(old, to: source, isDigested: true)
    let after = try Self.write(new, to: source, isDigested: false)
    source.keep(try #require(before.digests), of: after.id)
    let difference = try before.difference(to: after, width: 1)
    #expect(try Told(difference, before, after) == Self.expected(old, new))
    #expect(difference.changed.count == 1)
  }

  @Test("is read only where what stands for the contents does not tell them apart")
  func someByChance() throws {
    var dice = Dice(10)
    let old = Self.made(3000, &dice)
    var (new, told) = (old, old)
    for place in stride(from: 30, to: 3000, by: 75) {
      new[place].content = #"{"row":{"other":\#(place)}}"#
      if place != 705 && place != 2205 { told[place].content = new[place].content }
    }
    let (source, other) = (Source(), Source())
    let before = try Self.write(old, to: source, isDigested: true)
    let after = try Self.write(new, to: source, isDigested: false)
    source.keep(
      try #require(try Self.write(told, to: other, isDigested: true).digests), of: after.id)
    let difference = try before.difference(to: after, width: 2)
    #expect(source.leaves == 4, "two leaves of each version")
    #expect(try Told(difference, before, after) == Self.expected(old, new))
    #expect(difference.changed.count == 40)
  }

  @Test("is read where what stands for the entries is of another number of them")
  func otherCount() throws {
    var dice = Dice(11)
    let old = Self.made(300, &dice)
    let new = Self.edited(old, &dice)
    let source = Source()
    let before = try Self.write(old, to: source, isDigested: true)
    let after = try Self.write(new, to: source, isDigested: false)
    var digests = try #require(before.digests)
    digests.append(digests)
    source.keep(digests, of: after.id)
    let difference = try before.difference(to: after, width: 1)
    #expect(source.leaves > 0)
    #expect(try Told(difference, before, after) == Self.expected(old, new))
  }

  @Test("is read where what stands for the entries was made under two keys")
  func otherKey() throws {
    var dice = Dice(12)
    let old = Self.made(300, &dice)
    let new = Self.edited(old, &dice)
    let source = Source()
    let before = try Self.write(old, to: source, isDigested: true)
    let after = try Self.write(new, to: source, isDigested: true, key: 1..<17)
    let difference = try before.difference(to: after, width: 1)
    #expect(source.leaves > 0)
    #expect(try Told(difference, before, after) == Self.expected(old, new))
  }

  @Test("few leaves are read rather than what stands for all entries")
  func few() throws {
    var dice = Dice(13)
    let old = Self.made(4000, &dice)
    var new = old
    new[2000].content = #"{"row":{"other":1}}"#
    let source = Source()
    let before = try Self.write(old, to: source, isDigested: true)
    let after = try Self.write(new, to: source, isDigested: true)
    let difference = try before.difference(to: after, width: 1)
    #expect(source.leaves == 2)
    #expect(try Told(difference, before, after) == Self.expected(old, new))
  }
}
