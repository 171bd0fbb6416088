import StemmaRecord
import Testing

@testable import StemmaStatistics

@Suite("Statistics of a mix")
struct MixSummaryTests {
  private func records(_ tones: [String], _ kind: String? = nil) -> [Record] {
    tones.enumerated().map { number, tone in
      var mix = ["tone": tone]
      mix["kind"] = kind
      return Record(
        id: RecordID("r\(number)"), row: ["answer": .string("What is said, by \(number).")],
        origin: Origin(
          input: "a.md", headingPath: [], section: "s", strategy: "x", slot: number,
          mix: Expansion(mix)))
    }
  }

  @Test("each axis is a category by its name, whatever the shards")
  func axes() throws {
    let all = records(["formal", "casual", "formal"], "a")
    let summary = VersionSummary.of(all)
    let tone = try #require(summary.categories["mix.tone"])
    #expect(tone.counts.map(\.value) == ["casual", "formal"] && tone["formal"] == 2)
    #expect(summary.categories["mix.kind"]?["a"] == 3)
    var parts = VersionSketch()
    for record in all.reversed() {
      var one = VersionSketch()
      one.add(record)
      parts.merge(one)
    }
    #expect(parts.summary(Counts()) == summary)
    #expect(VersionSummary(json: summary.json) == summary)
  }

  @Test("two versions are compared by it, and one alone has it to itself")
  func compared() throws {
    let left = VersionSummary.of(records([String](repeating: "formal", count: 200)))
    let right = VersionSummary.of(
      records((0..<200).map { $0 % 2 == 0 ? "formal" : "casual" }))
    let statistic = try #require(SummaryComparison(left, right).statistic("mix.tone"))
    #expect(statistic.word == .large)
  }

  @Test("where nothing is mixed there is none")
  func none() {
    var maker = Maker(3)
    let names = VersionSummary.of(maker.records(20)).categories.names
    #expect(!names.contains { $0.hasPrefix("mix.") })
  }
}
