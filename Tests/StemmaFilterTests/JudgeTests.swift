import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("the judge's two halves")
struct JudgeTests {
  private static func rating(_ id: Int, _ points: [Int]) -> JSONValue {
    [
      "id": .integer(id), "accuracy": .integer(points[0]), "relevance": .integer(points[1]),
      "clarity": .integer(points[2]), "usefulness": .integer(points[3]),
    ]
  }

  private static func text(_ ratings: [JSONValue]) -> String {
    CanonicalJSON.text(["ratings": .array(ratings)])
  }

  private func totals(_ answer: String, _ count: Int) -> [Int?] {
    JudgeRating.ratings(in: answer, count: count).map { $0?.total }
  }

  @Test("ratings are found by id, in any order and among other words")
  func reading() {
    let whole = Self.text([Self.rating(2, [3, 2, 2, 3]), Self.rating(1, [1, 0, 2, 1])])
    #expect(totals(whole, 2) == [4, 10])
    #expect(totals("<think>[first]</think>```json\n\(whole)\n```", 2) == [4, 10])
    let list = CanonicalJSON.text(.array([Self.rating(1, [0, 0, 0, 0])]))
    #expect(totals(list, 1) == [0])
    #expect(totals(CanonicalJSON.text(Self.rating(1, [1, 1, 1, 1])), 1) == [4])
  }

  @Test("what is passed over, rated twice or out of range is not rated; the others are")
  func garbled() {
    #expect(totals(Self.text([Self.rating(3, [3, 2, 2, 3])]), 3) == [nil, nil, 10])
    let twice = Self.text([
      Self.rating(1, [3, 2, 2, 3]), Self.rating(1, [3, 2, 2, 2]), Self.rating(2, [1, 1, 1, 1]),
    ])
    #expect(totals(twice, 2) == [nil, 4])
    #expect(totals(Self.text([Self.rating(1, [4, 0, 0, 0])]), 1) == [nil])
    #expect(totals(Self.text([Self.rating(1, [-1, 0, 0, 0])]), 1) == [nil])
    #expect(totals(Self.text([["id": 1, "accuracy": 3]]), 1) == [nil])
    #expect(
      totals(Self.text([Self.rating(0, [1, 1, 1, 1]), Self.rating(9, [1, 1, 1, 1])]), 1) == [nil])
    for text in ["", "I like them all.", "{", "{\"ratings\":[{\"id\":1", "[[[[[[[[[[[["] {
      #expect(totals(text, 2) == [nil, nil], "\(text)")
    }
  }

  @Test("an answer about one row is what a rating says of itself")
  func alone() throws {
    let rating = try #require(JudgeRating(json: Self.rating(7, [2, 1, 0, 3])))
    #expect(JudgeRating.ratings(in: rating.alone, count: 1) == [rating])
  }

  @Test("from the threshold on a row is kept; without a rating it is dropped as failed")
  func verdicts() throws {
    let row: JSONObject = ["question": "What?", "answer": "That."]
    let candidate = Candidate(id: RecordID("a"), row: row, origin: nil)
    for threshold in 1...10 {
      let choice = FilterChoice(name: "judge", parameters: ["threshold": .integer(threshold)])
      for total in 0...10 {
        var chain = try FilterChain([choice], schema: ["type": "object"])
        var findings = chain.examine(candidate, row: CanonicalJSON.bytes(.object(row)))
        #expect(findings.wanted == .judge)
        let points = [
          min(total, 3), min(max(total - 3, 0), 2), min(max(total - 5, 0), 2), max(total - 7, 0),
        ]
        let rating = try #require(JudgeRating(json: Self.rating(1, points)))
        chain.heed([rating.alone], about: candidate, &findings)
        #expect(findings.wanted == nil)
        let said = chain.choose(among: [candidate], [findings])
        #expect((said.chosen == 0) == (total >= threshold))
        #expect(said.verdicts[0].last?.score == total * 100_000)
        #expect(said.verdicts[0].last?.reason == (total >= threshold ? nil : "too-low"))
      }
      var chain = try FilterChain([choice], schema: ["type": "object"])
      #expect(chain.judge(candidate).last?.reason == "failed")
    }
  }

  @Test("what another filter has dropped by itself is not asked about")
  func order() throws {
    let row: JSONObject = ["question": "What?", "answer": "x"]
    let chain = try FilterChain(
      [
        FilterChoice(name: "length", parameters: ["answer_min": .integer(40)]),
        FilterChoice(name: "judge", parameters: [:]),
      ], schema: ["type": "object"])
    let candidate = Candidate(id: RecordID("a"), row: row, origin: nil)
    #expect(chain.examine(candidate, row: CanonicalJSON.bytes(.object(row))).wanted == nil)
  }
}
