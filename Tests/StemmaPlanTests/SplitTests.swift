import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaExperiment

@Suite("splits")
struct SplitTests {
  private static func split(_ validation: Int, test: Int = 0) -> Split {
    Split(
      validation: validation > 0 ? Millionths(count: validation) : nil,
      test: test > 0 ? Millionths(count: test) : nil)
  }

  private static func record(
    _ input: String, _ headings: [String], _ section: String = "0123456789abcdef", slot: Int = 0,
    strategy: String = "extraction"
  ) -> Record {
    let origin = Origin(
      input: input, headingPath: headings, section: section, strategy: strategy, slot: slot)
    return Record(
      id: RecordID("\(input) \(headings) \(section) \(slot)"), row: ["answer": "Yes."],
      origin: origin)
  }

  @Test("a group is input and heading path, whatever section, strategy, slot and row")
  func headingGroups() {
    for number in 0..<200 {
      let headings = ["A", "Part \(number)"]
      let split = Self.split(300_000, test: 300_000)
      let sides = (0..<8).map { slot in
        split.side(
          of: Self.record(
            "a.md", headings, "000000000000000\(slot)", slot: slot,
            strategy: slot.isMultiple(of: 2) ? "extraction" : "expansion"), seed: 7)
      }
      #expect(Set(sides).count == 1)
    }
  }

  @Test("groups of other inputs, headings, sections without headings, seeds and ids are others")
  func otherGroups() {
    let origin = { (place: Origin.Place) in
      Record(
        id: RecordID("r"), row: [:],
        origin: Origin(input: "a.md", place: place, strategy: "s", slot: 0))
    }
    let records = [
      Self.record("a.md", ["A"]), Self.record("b.md", ["A"]), Self.record("a.md", ["A", "B"]),
      Self.record("a.md", []), Self.record("a.md", [], "fedcba9876543210"),
      origin(.seed("A")), origin(.seed("B")),
      Record(id: RecordID("one"), row: [:], origin: nil),
      Record(id: RecordID("two"), row: [:], origin: nil),
    ]
    #expect(Set(records.map(Split.group(of:))).count == records.count)
    let again = Record(id: RecordID("one"), row: ["answer": "No."], origin: nil)
    #expect(Split.group(of: again) == Split.group(of: records[7]))
  }

  @Test("a larger share takes groups from training alone", arguments: [0, 7, 42] as [UInt64])
  func nested(seed: UInt64) {
    let records = (0..<2000).map { Self.record("a.md", ["Part \($0)"]) }
    let shares = [10_000, 100_000, 100_001, 250_000, 500_000]
    for (less, more) in zip(shares, shares.dropFirst()) {
      for record in records {
        let before = Self.split(less, test: 200_000).side(of: record, seed: seed)
        let after = Self.split(more, test: 200_000).side(of: record, seed: seed)
        #expect(before == after || (before, after) == (.train, .validation))
        let tested = Self.split(100_000, test: less).side(of: record, seed: seed)
        let testedMore = Self.split(100_000, test: more).side(of: record, seed: seed)
        #expect(tested == testedMore || (tested, testedMore) == (.train, .test))
      }
    }
  }

  @Test(
    "sides come in their shares, within five standard deviations",
    arguments: [(1, 100_000, 50_000), (2, 10_000, 0), (3, 500_000, 400_000), (4, 0, 900_000)])
  func shares(seed: UInt64, validation: Int, test: Int) {
    let groups = 20_000
    let split = Self.split(validation, test: test)
    var counts: [Side: Int] = [:]
    for number in 0..<groups {
      counts[split.side(of: Self.record("a.md", ["Part \(number)"]), seed: seed), default: 0] += 1
    }
    let wanted: [(Side, Int)] = [
      (.validation, validation), (.test, test), (.train, 1_000_000 - validation - test),
    ]
    for (side, share) in wanted {
      let p = Double(share) / 1_000_000
      let deviation = (Double(groups) * p * (1 - p)).squareRoot()
      let distance = abs(Double(counts[side] ?? 0) - Double(groups) * p)
      #expect(distance <= 5 * deviation, "\(side): \(counts[side] ?? 0)")
    }
    #expect(counts[Side.none] == nil)
  }

  @Test("another seed draws other sides, the same one the same: these")
  func known() {
    let split = Self.split(300_000, test: 200_000)
    let records = (0..<24).map { Self.record("a.md", ["Part \($0)"]) }
    func drawn(_ seed: UInt64) -> String {
      records.map { String(split.side(of: $0, seed: seed).rawValue.prefix(2)) }.joined(
        separator: " ")
    }
    #expect(drawn(7) != drawn(8))
    // Known answers: who changes them changes every split, and raises `Split.revision`.
    #expect(Split.revision == 1)
    #expect(drawn(7) == "tr va tr va va va va va tr te tr te tr tr tr va tr tr te tr tr va va va")
  }
}
