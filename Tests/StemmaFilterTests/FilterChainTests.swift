import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("Filters in a row")
struct FilterChainTests {
  @Test("filters speak in order, and the first drop is the last word")
  func order() throws {
    var both = try chain(["schema", "length", "duplicates"])
    #expect(
      both.judge(candidate("a", "What is a stemma?", "A family tree.")).map(\.filter)
        == ["schema", "length", "duplicates"])
    let verdicts = both.judge(candidate("b", "Why?", "Because it is."))
    #expect(verdicts.map(\.filter) == ["schema", "length"])
    #expect(verdicts.map(\.isKept) == [true, false])
    #expect(verdicts.last?.reason == "question-too-short")
  }

  @Test("what is examined beforehand is judged as it would be in its turn", arguments: 1...4)
  func examined(seed: UInt64) throws {
    var straight = try chain(["schema", "length", "duplicates"])
    var early = straight
    let candidates = mixedCandidates(seed: seed, count: 300)
    let findings = candidates.map { candidate in
      early.examine(candidate, row: CanonicalJSON.bytes(.object(candidate.row)))
    }
    for (candidate, findings) in zip(candidates, findings) {
      let verdicts = straight.run(candidate)
      let choice = early.choose(among: [candidate], [findings])
      #expect(choice.verdicts == [verdicts], "seed \(seed)")
      #expect((choice.chosen == 0) == verdicts.allSatisfy(\.isKept), "seed \(seed)")
    }
  }

  @Test("without filters there are no verdicts")
  func none() throws {
    var empty = try chain([])
    #expect(empty.judge(candidate("a", "", "")).isEmpty)
  }

  @Test("what a filter judged but nobody accepted stands in nobody's way")
  func onlyAccepted() throws {
    var filters = try chain(["duplicates"])
    let one = candidate("a", "What is a stemma?", "A family tree of manuscripts.")
    #expect(filters.reason(one) == nil)
    #expect(filters.reason(one) == nil)
    filters.accept(one)
    #expect(filters.reason(one) == "exact")
  }

  @Test("unknown filters and parameters are refused by name")
  func unknown() {
    #expect(throws: FilterError.unknownFilter("lenght")) { try chain(["lenght"]) }
    #expect(throws: FilterError.unknownParameter(filter: "length", parameter: "maximum")) {
      try chain("length", ["maximum": .integer(1)])
    }
    #expect(throws: FilterError.badParameter(filter: "length", parameter: "answer_min")) {
      try chain("length", ["answer_min": .integer(9), "answer_max": .integer(8)])
    }
  }

  @Test("errors say which values there are")
  func nextSteps() {
    #expect(
      FilterError.unknownFilter("x").nextStep
        == "Name one of schema, length, duplicates, quality, judge, sway, regex, pii, "
        + "language, contamination.")
    let error = FilterError.badParameter(filter: "duplicates", parameter: "threshold")
    #expect(error.nextStep == "It takes threshold (0.5…1).")
    #expect(error.place == "filters.duplicates.threshold")
  }
}
