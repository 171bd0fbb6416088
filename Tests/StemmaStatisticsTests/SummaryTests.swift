import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStatistics

@Suite("A version's summary")
struct SummaryTests {
  private func record(_ id: String, _ row: JSONObject, _ strategy: String? = nil) -> Record {
    Record(
      id: RecordID(id), row: row,
      origin: strategy.map {
        Origin(
          input: "a.md", headingPath: ["One"], section: "0123456789abcdef", strategy: $0, slot: 0)
      })
  }

  @Test("fields whose names only look alike are measured each for itself")
  func canonicalEquivalence() throws {
    let summary = VersionSummary.of([
      record("a", ["caf\u{E9}": "two words", "cafe\u{301}": "these are more words"]),
      record("b", ["caf\u{E9}": "two words", "cafe\u{301}": "these are more words"]),
    ])
    let words = ["caf\u{E9}", "cafe\u{301}"].map {
      summary.distributions["length.\($0).words"]?.total
    }
    #expect(words == [4, 8])
    #expect(summary.openings.count == 2)
    #expect(try #require(VersionSummary(json: summary.json)) == summary)
    let names = SummaryComparison(summary, summary).statistics.map(\.name)
    #expect(names.count { $0.hasPrefix("length.") } == 4)
  }

  @Test("counts what can be counted by hand")
  func counts() throws {
    var sketch = VersionSketch()
    sketch.add(
      record("a", ["text": "The cat sat. The cat sat.", "label": "x", "n": 2], "extraction"))
    sketch.add(record("b", ["text": "the Cat, sat - the cat sat", "label": "x"], "extraction"))
    sketch.add(record("c", ["text": "A dog ran off at once", "label": "y", "n": 3], "expansion"))
    sketch.add(
      record(
        "d", ["turns": [["role": "user", "content": "a b"], ["role": "bot", "content": "c d"]]]))
    sketch.add(trace: ["verdicts": [["filter": "length", "score": 5]], "teacher": "one"])
    sketch.add(rejected: ["verdicts": [["filter": "length", "reason": "too-short"]]])
    var counts = Counts()
    counts.add(.kept)
    counts.sides = ["train": 3, "validation": 1]
    let summary = sketch.summary(counts)

    #expect(summary.records == 4)
    let words = try #require(summary.distributions["length.text.words"])
    #expect((words.count, words.total, words.least, words.most) == (3, 18, 6, 6))
    let characters = try #require(summary.distributions["length.text.characters"])
    #expect((characters.least, characters.most) == (21, 26))
    #expect(summary.distributions["length.label.words"] == nil)
    #expect(summary.distributions["value.n"]?.total == 5_000_000)
    #expect(summary.distributions["items.turns"]?.most == 2)
    #expect(summary.distributions["score.length"]?.total == 5)
    func category(_ name: String) -> [String: Int]? {
      summary.categories[name].map { category in
        Dictionary(category.counts.map { ($0.value, $0.count) }) { first, _ in first }
      }
    }
    #expect(category("label") == nil, "two kinds of three are no category")
    #expect(category("strategy") == ["expansion": 1, "extraction": 2])
    #expect(category("source") == ["a.md": 3])
    #expect(category("teacher") == ["one": 1])
    #expect(category("verdict.length") == ["keep": 1, "too-short": 1])
    #expect(category("outcome") == ["kept": 1])
    #expect(category("side") == ["train": 3, "validation": 1])
    // a, b and c have 6 words each, d has 2 and 2.
    #expect(summary.runs == [22, 17, 12, 9])
    #expect(summary.distinct[0] == 12)
    // In a and b the fourth word begins what came before, but no run of four is whole yet.
    #expect(summary.repeatedRuns == 0)
    #expect(summary.duplicates == (4, 1, 2))
    let openings = try #require(summary.openings["text"])
    #expect(openings.texts == 3)
    #expect(openings.counts.counts.map(\.value) == ["the cat sat"])
  }

  @Test("a run of words that comes again in its record is repetition")
  func repetition() {
    let summary = VersionSummary.of([
      record("a", ["text": "one two three four five one two three four"]),
      record("b", ["text": "one two three four"]),
    ])
    #expect(summary.runs[3] == 7)
    #expect(summary.repeatedRuns == 1)
    #expect(summary.distinct[3] == 5)
  }

  @Test("an empty version has a summary")
  func empty() {
    let summary = VersionSummary.of([])
    #expect(summary.records == 0)
    #expect(VersionSummary(json: summary.json) == summary)
    let comparison = SummaryComparison(summary, summary)
    #expect(comparison.statistics.allSatisfy { $0.word == .same })
  }

  @Test("a histogram's sums are exact, and no bucket errs by more than its width")
  func histogram() throws {
    var dice = Dice(3)
    var histogram = Histogram()
    var numbers: [Int] = []
    for _ in 0..<2000 {
      let number = Int.random(in: -1000...1_000_000, using: &dice)
      numbers.append(number)
      histogram.add(number)
      let middle = Histogram.middle(of: Histogram.bucket(of: number))
      #expect(abs(middle - Double(number)) <= Double(number.magnitude) / 60)
    }
    let mean = Double(numbers.reduce(0, +)) / 2000
    let variance = numbers.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 2000
    #expect(abs(histogram.mean - mean) < 1e-6)
    #expect(abs(histogram.variance / variance - 1) < 1e-9)
    #expect(Histogram(json: histogram.json) == histogram)
  }

  @Test("buckets follow one another without a gap")
  func buckets() {
    var last = Histogram.bucket(of: -5000)
    for number in -4999...5000 {
      let bucket = Histogram.bucket(of: number)
      #expect(bucket == last || bucket == last + 1, "\(number)")
      last = bucket
    }
  }

  @Test(
    "different hashes are counted within three standard errors",
    arguments: [
      1, 10, 100, 5_000, 100_000,
    ])
  func distinct(count: Int) {
    var registers = [UInt8](repeating: 0, count: HyperLogLog.registerCount)
    var dice = Dice(UInt64(count))
    registers.withUnsafeMutableBufferPointer { registers in
      guard let base = registers.baseAddress else { return }
      for _ in 0..<count {
        let hash = dice.next()
        HyperLogLog.add(hash, to: base)
        HyperLogLog.add(hash, to: base)
      }
    }
    let estimate = HyperLogLog.estimate(registers[...])
    #expect(abs(Double(estimate) / Double(count) - 1) < 3 * 0.0082)
  }
}
