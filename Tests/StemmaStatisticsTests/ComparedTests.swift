import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStatistics

@Suite("Compared summaries")
struct ComparedTests {
  private func compare(_ before: [Record], _ after: [Record]) -> SummaryComparison {
    SummaryComparison(.of(before), .of(after))
  }

  @Test(
    "between two halves of one dataset no effect reaches small",
    arguments: [1, 2, 3, 4, 5] as [UInt64])
  func halves(seed: UInt64) {
    var maker = Maker(seed)
    let records = maker.records(1000)
    let comparison = compare(Array(records[..<500]), Array(records[500...]))
    for statistic in comparison.statistics {
      #expect(
        statistic.word == .same || statistic.word == nil,
        "seed \(seed): \(statistic.name) \(String(describing: statistic.effect))")
    }
    #expect(comparison.statistic("length.answer.words")?.test?.corrected ?? 0 > 0.01)
  }

  @Test("longer texts are found, and how much longer")
  func longer() throws {
    var maker = Maker(11)
    let before = maker.records(500)
    maker.leastWords += 8
    let comparison = compare(before, maker.records(500))
    let words = try #require(comparison.statistic("length.answer.words"))
    #expect(words.word == .large)
    #expect(abs(words.difference - 8) < 1.5)
    #expect(words.test?.corrected ?? 1 < 1e-6)
    #expect(words.cohensD ?? 0 > 1)
    #expect(comparison.statistic("length.question.words")?.word == .same)
    #expect(comparison.statistic("label")?.word == .same)
  }

  /// Records of which each label stands at four.
  private func labelled(_ letter: String) -> [Record] {
    (0..<200).map { number in
      Record(
        id: RecordID("\(letter)\(number)"),
        row: ["label": .string("\(letter)\(number / 4)"), "mtld": "own"], origin: nil)
    }
  }

  @Test("labels of which each is rare are found where all are others")
  func rareLabels() throws {
    let label = try #require(compare(labelled("a"), labelled("b")).statistic("label"))
    #expect(label.word == .large)
    #expect(compare(labelled("a"), labelled("a")).statistic("label")?.word == .same)
  }

  @Test("records without words are no duplicates of each other")
  func wordless() {
    let records = (0..<50).map {
      Record(id: RecordID("\($0)"), row: ["n": .integer($0), "mark": "…"], origin: nil)
    }
    #expect(compare(records, records).statistic("exact_duplicates") == nil)
    #expect(compare(records, records).statistic("value.n")?.word == .same)
  }

  @Test("a field that is called as a statistic is told from it")
  func ownNames() throws {
    let names = compare(labelled("a"), labelled("b")).statistics.map(\.name)
    #expect(names.contains("row.mtld"))
    #expect(Set(names).count == names.count)
  }

  @Test("labels that are shared out otherwise are found")
  func labels() throws {
    var maker = Maker(12)
    let before = maker.records(800)
    maker.labelShare = 75
    let label = try #require(compare(before, maker.records(800)).statistic("label"))
    #expect(label.word == .small)
    #expect(try #require(label.jensenShannon) > 0.1)
    #expect(label.parts.map(\.value) == ["no", "yes"])
    maker.labelShare = 97
    let more = try #require(compare(before, maker.records(800)).statistic("label"))
    #expect(try #require(more.word) >= .moderate)
  }

  @Test("planted duplicates are counted exactly, and those that are nearly alike")
  func duplicates() throws {
    var maker = Maker(13)
    maker.leastWords = 60
    let before = maker.records(400)
    let copies = before.prefix(20).enumerated().map { place, record in
      Record(id: RecordID("copy\(place)"), row: record.row, origin: nil)
    }
    let near = before.dropFirst(100).prefix(20).enumerated().map { place, record in
      var row = record.row
      row["answer"] = .string((row["answer"]?.string ?? "") + " indeed")
      return Record(id: RecordID("near\(place)"), row: row, origin: nil)
    }
    let comparison = compare(before, Array(before.dropLast(40)) + copies + near)
    let exact = try #require(comparison.statistic("exact_duplicates"))
    #expect((exact.before, exact.after) == (0, 0.05))
    #expect(exact.word == .small)
    let alike = try #require(comparison.statistic("near_duplicates"))
    // Twenty pairs that are equal, and twenty that share all but a run of three words.
    #expect(abs(alike.after - 0.2) <= 0.005)
    #expect(alike.word == .moderate || alike.word == .large)
  }

  @Test("texts that all say the same are less varied")
  func collapse() throws {
    var maker = Maker(14)
    let before = maker.records(400)
    let stock = (0..<5).map { _ in maker.sentence(12) }
    let after = before.enumerated().map { place, record in
      var row = record.row
      row["answer"] = .string("\(stock[place % 5]) \(row["answer"]?.string ?? "")")
      return Record(id: record.id, row: row, origin: nil)
    }
    let comparison = compare(before, after)
    for name in ["distinct_3", "distinct_4", "compression_ratio", "openings.answer"] {
      #expect(try #require(comparison.statistic(name)?.word) > .same, "\(name)")
    }
    #expect(comparison.statistic("self_similarity")?.difference ?? 0 > 0.03)
  }

  @Test("variety is compared on as many records of each, whatever the versions' sizes")
  func sizes() throws {
    var maker = Maker(15)
    let records = maker.records(1400)
    let comparison = compare(Array(records[..<1100]), Array(records[1100...]))
    let distinct = try #require(comparison.statistic("distinct_2"))
    #expect(distinct.sampled == 256)
    // Of all records the smaller version has the greater share.
    #expect(distinct.difference > 0.1)
    #expect(distinct.word == .same)
  }

  @Test("more tests want more of each")
  func holm() {
    var statistics = [0.01, 0.04, 0.03, 0.005].enumerated().map { place, probability in
      var statistic = Statistic("s\(place)", .distribution, 0, 0)
      statistic.test = Statistic.Test(
        name: "chi_squared", statistic: 1, probability: probability, corrected: 1)
      return statistic
    }
    Statistic.correct(&statistics)
    #expect(statistics.map { $0.test?.corrected } == [0.03, 0.06, 0.06, 0.02])
  }
}
