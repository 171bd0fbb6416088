import StemmaRecord
import StemmaTesting
import StemmaText
import Testing

@testable import StemmaStatistics

@Suite("Shards of a summary")
struct ShardTests {
  private func summary(_ records: [Record], shards: Int, _ dice: inout Dice) -> [UInt8] {
    var sketches = [VersionSketch](repeating: VersionSketch(), count: shards)
    for record in records.shuffled(using: &dice) {
      sketches[Int.random(in: 0..<shards, using: &dice)].add(record)
    }
    // Merged two by two, in whatever order.
    while sketches.count > 1 {
      sketches.shuffle(using: &dice)
      let last = sketches.removeLast()
      sketches[0].merge(last)
    }
    return CanonicalJSON.bytes(sketches[0].summary(Counts()).json)
  }

  @Test(
    "1, 2, 7 and 64 shards merge to the same bytes in any order",
    arguments: [1, 2, 3] as [UInt64])
  func shards(seed: UInt64) {
    var maker = Maker(seed)
    var dice = Dice(seed &+ 100)
    var records = maker.records(300)
    records += records.prefix(20).enumerated().map { place, record in
      Record(id: RecordID("copy\(place)"), row: record.row, origin: nil)
    }
    let whole = CanonicalJSON.bytes(VersionSummary.of(records).json)
    for count in [1, 2, 7, 64] {
      #expect(summary(records, shards: count, &dice) == whole, "seed \(seed), \(count) shards")
    }
  }

  @Test("so do more records than the sample holds, fields than are kept, and values than count")
  func limits() {
    var dice = Dice(9)
    let records = (0..<2600).map { number -> Record in
      var row: JSONObject = [
        "text": .string("It is number \(number) of them."), "kind": .string("k\(number % 1500)"),
        "e": .string(number.isMultiple(of: 2) ? "\u{E9}" : "e\u{301}"),
      ]
      row["field\(number % 700)"] = .integer(number)
      return Record(id: RecordID("r\(number)"), row: row, origin: nil)
    }
    let whole = CanonicalJSON.bytes(VersionSummary.of(records).json)
    let summary = VersionSummary.of(records)
    // Equivalent texts stay apart, whichever came first.
    #expect(summary.categories["e"]?.counts.map(\.count) == [1300, 1300])
    #expect(summary.categories["kind"] == nil)
    #expect(summary.levels.last?.records == 1024)
    #expect(summary.distributions.names.filter { $0.hasPrefix("value.") }.count == 256)
    for count in [2, 7] { #expect(self.summary(records, shards: count, &dice) == whole) }
  }

  @Test("a summary read back is the same; of another revision it is none")
  func reading() throws {
    var maker = Maker(4)
    let summary = VersionSummary.of(maker.records(50))
    let read = try JSONReader.read(CanonicalJSON.bytes(summary.json))
    #expect(VersionSummary(json: read) == summary)
    var other = try #require(read.object)
    other["revision"] = .integer(VersionSummary.revision + 1)
    #expect(VersionSummary(json: .object(other)) == nil)
  }

  @Test("what texts hold decides which are looked at for duplicates, so that alike stay together")
  func halving() {
    var whole = DuplicateSketch(limit: 100)
    var shards = [DuplicateSketch](repeating: DuplicateSketch(limit: 100), count: 3)
    var maker = Maker(5)
    for number in 0..<900 {
      let words = HashedWords(of: [maker.sentence(12)])
      for _ in 0..<2 {
        whole.add(words)
        shards[number % 3].add(words)
      }
    }
    var merged = DuplicateSketch(limit: 100)
    for shard in shards.reversed() { merged.merge(shard) }
    #expect(merged.level == whole.level)
    #expect(whole.level >= 4)
    #expect(merged.counts == whole.counts)
    // Each stands twice, in the share that is looked at too.
    #expect(whole.counts.exact * 2 == whole.counts.records)
    #expect(whole.counts.near == whole.counts.records)
  }
}
