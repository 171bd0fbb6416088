import StemmaRecord
import StemmaStatistics
import StemmaTesting
import Testing

@Suite("What is expected of statistics")
struct ExpectationCheckTests {
  private func states(
    _ texts: [String], before: VersionSummary?, after: VersionSummary
  ) -> [String] {
    ExpectationCheck.all(texts.compactMap { Expectation($0) }, before: before, after: after)
      .map { "\($0.state.rawValue)" }
  }

  @Test("is held against the later version, and against how it differs from the earlier one")
  func states() throws {
    var maker = Maker(21)
    let before = VersionSummary.of(maker.records(200))
    maker.labelShare = 95
    let after = VersionSummary.of(maker.records(300))
    let texts = [
      "records == 300", "records < 300", "js(label) < 0.1", "effect(label) > 0.3",
      "difference(records) == 100", "near_duplicates <= 0", "effect(length.answer.words) < 0.3",
    ]
    #expect(
      states(texts, before: before, after: after) == [
        "met", "failed", "failed", "met", "met", "met", "met",
      ])
  }

  @Test("without an earlier version, only what compares stays unchecked; what is not there fails")
  func lacking() throws {
    var maker = Maker(22)
    let only = VersionSummary.of(maker.records(30))
    let texts = ["records >= 30", "js(label) < 0.1", "lable < 3", "js(records) < 1"]
    #expect(
      states(texts, before: nil, after: only) == ["met", "unchecked", "unmeasured", "unchecked"])
    #expect(
      states(texts, before: only, after: only) == ["met", "met", "unmeasured", "unmeasured"])
    let checks = ExpectationCheck.all(
      texts.compactMap { Expectation($0) }, before: nil, after: only)
    #expect(checks.map(\.isFailed) == [false, false, true, false])
  }
}
