import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStatistics

@Suite("What is said of what cannot be compared")
struct LeftOutTests {
  private func records(_ count: Int, _ row: (Int) -> JSONObject) -> VersionSummary {
    .of((0..<count).map { Record(id: RecordID("r\($0)"), row: row($0), origin: nil) })
  }

  @Test("statistics that only one version has are named, with their values")
  func lone() {
    let before = records(40) { ["a": "two words", "label": .string("l\($0 % 2)")] }
    let after = records(40) { ["b": "two words", "label": .string("l\($0)")] }
    let lone = SummaryComparison(before, after).lone
    let names = lone.map { "\($0.side.rawValue) \($0.name) \($0.value)" }
    #expect(names.contains("before length.a.words 2.0"))
    #expect(names.contains("after length.b.words 2.0"))
    // Too many values to be a category in the later one.
    #expect(names.contains("before label 2.0"))
    #expect(Set(lone.map(\.name)).isDisjoint(with: ["records", "words"]))
    #expect(SummaryComparison(before, before).lone.isEmpty)
  }

  @Test(
    "large numbers are measured; those beyond 2^33, and names beyond 256, are said to be left out")
  func limits() throws {
    let large = records(10) { ["n": .integer((1 << 32) + $0), "t": .integer(1 << 33)] }
    #expect(large.leftOut == ["value.t": .tooLarge])
    #expect(large.distributions["value.n"]?.mean == Double(1 << 32) * 1e6 + 4.5e6)
    let wide = records(300) { ["f\($0)": .integer($0)] }
    #expect(wide.leftOut == ["numbers": .tooMany])
    let read = try JSONReader.read(CanonicalJSON.bytes(wide.json))
    #expect(VersionSummary(json: read)?.leftOut == wide.leftOut)
    #expect(records(256) { ["f\($0)": .integer($0)] }.leftOut.isEmpty)
  }

  @Test("a histogram of the greatest numbers neither overflows nor loses its mean")
  func greatest() {
    var histogram = Histogram()
    for _ in 0..<64 { histogram.add(1 << 53) }
    for _ in 0..<20 { histogram.merge(histogram) }
    #expect(histogram.mean == Double(1 << 53))
    #expect(histogram.variance >= 0)
  }

  @Test("a field that was the same everywhere and moves has a stability index, whichever way")
  func constant() throws {
    let index = { (value: Int) in
      let before = records(200) { _ in ["n": 50] }
      let after = records(200) { _ in ["n": .integer(value)] }
      return SummaryComparison(before, after).statistic("value.n")?.stabilityIndex
    }
    let (fallen, risen) = (try #require(index(20)), try #require(index(80)))
    #expect(fallen > 1)
    #expect(fallen == risen)
    #expect(index(50) == 0)
  }
}
