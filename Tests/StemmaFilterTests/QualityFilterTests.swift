import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("The quality filter")
struct QualityFilterTests {
  private func chain(
    minimum: Int = 450_000, constraints: [String] = [], before: [String] = []
  ) throws -> FilterChain {
    let quality = FilterChoice(
      name: "quality", parameters: ["minimum": .decimal(Millionths(count: minimum))])
    return try FilterChain(
      before.map { FilterChoice(name: $0, parameters: [:]) } + [quality], schema: questionSchema,
      constraints: constraints)
  }

  private func words(_ range: Range<Int>) -> String {
    range.map { "w\($0)" }.joined(separator: " ")
  }

  private func score(
    _ candidates: [Candidate], of place: Int = 0, _ chain: FilterChain
  ) -> Int? {
    var chain = chain
    return chain.judge(candidates[place], among: candidates).last?.score
  }

  @Test(
    "a lone valid row like no other is perfect; what its schema refuses scores by diversity alone")
  func alone() throws {
    let chain = try chain()
    #expect(score([candidate("a", "What is it?", "A thing.")], chain) == 1_000_000)
    let bad = [candidate("a", ["question": "What is it?"])]
    #expect(score(bad, chain) == 25 * 1_000_000 / 65)
    #expect(score([candidate("a", "What is it?", " ")], chain) == 25 * 1_000_000 / 65)
  }

  @Test("agreement is the mean share of common words with the slot's other candidates")
  func agreement() throws {
    let chain = try chain()
    let slot = [
      candidate("a", "Q", words(0..<9)), candidate("a", "Q", words(0..<9)),
      candidate("a", "Q", words(9..<18)),
    ]
    // With the second all ten words, with the third one of nineteen.
    let consistency = (1_000_000 + 1_000_000 / 19) / 2
    #expect(score(slot, chain) == (40 * 1_000_000 + 35 * consistency + 25 * 1_000_000) / 100)
    #expect(score(slot, of: 2, chain) == (65 * 1_000_000 + 35 * (1_000_000 / 19)) / 100)
  }

  @Test("a repeat of what was accepted is not diverse, and is named")
  func diversity() throws {
    var chain = try chain(minimum: 700_000)
    let first = candidate("a", "What of it?", words(0..<40))
    let kept = chain.run(first)
    #expect(kept.allSatisfy { $0.isKept })
    let verdict = chain.run(candidate("b", "What of it?", words(0..<40))).last
    #expect(verdict?.score == 40 * 1_000_000 / 65)
    #expect(verdict?.reason == "too-low" && verdict?.other == RecordID("a"))
    let other = chain.run(candidate("c", "Another?", words(50..<90)))
    #expect(other.allSatisfy { $0.isKept })
  }

  @Test("each constraint that a machine can check has its share of validity")
  func constraints() throws {
    let chain = try chain(constraints: [
      "Use at most 3 words.", "Mention \"tide\".", "Be kind.",
    ])
    #expect(score([candidate("a", "Q", "the tide turns")], chain) == 1_000_000)
    let one = (40 * (2 * 1_000_000 / 3) + 25 * 1_000_000) / 65
    #expect(score([candidate("a", "Q", "the sea turns")], chain) == one)
    let none = (40 * (1_000_000 / 3) + 25 * 1_000_000) / 65
    #expect(score([candidate("a", "Q", "the sea turns back again")], chain) == none)
  }

  @Test("the gate rejects: a valid row that agrees with none and repeats another one")
  func gate() throws {
    var chain = try chain()
    _ = chain.run(candidate("a", "Q", words(0..<60)))
    let slot = [
      candidate("b", "Q", words(0..<60)), candidate("b", "R", words(100..<160)),
      candidate("b", "S", words(200..<260)),
    ]
    let verdict = chain.judge(slot[0], among: slot).last
    #expect(verdict?.reason == "too-low" && verdict?.score ?? 0 < 450_000)
    #expect(chain.judge(slot[1], among: slot).last?.isKept == true)
  }

  @Test("of several candidates the best one fills the slot, of equals the first")
  func best() throws {
    var chain = try chain(minimum: 0)
    let slot = [
      candidate("a", "Q", words(50..<60)), candidate("a", "Q", words(0..<10)),
      candidate("a", "Q", words(0..<9)),
    ]
    let choice = chain.choose(among: slot)
    #expect(choice.chosen == 2)
    #expect(choice.verdicts.map(\.count) == [1, 1, 1])
    let equals = [slot[0], slot[0], slot[0]]
    #expect(chain.choose(among: equals).chosen == 0)
  }

  @Test("a better candidate that another filter drops does not fill the slot")
  func dropped() throws {
    var chain = try chain(minimum: 0, before: ["schema"])
    let slot = [
      candidate("a", ["question": "Q", "answer": 1]), candidate("a", "Q", words(0..<9)),
    ]
    let choice = chain.choose(among: slot)
    #expect(choice.chosen == 1)
    #expect(choice.verdicts[0].last?.reason == "wrong-type" && choice.verdicts[0].count == 1)
  }

  @Test("without a filter that ranks, the first that is kept is chosen, and the rest not judged")
  func unranked() throws {
    var chain = try StemmaFilterTests.chain(["schema"])
    let slot = [
      candidate("a", ["question": "Q"]), candidate("a", "Q", "A"), candidate("a", "Q", "B"),
    ]
    let choice = chain.choose(among: slot)
    #expect(choice.chosen == 1 && choice.verdicts.map(\.count) == [1, 1, 0])
    #expect(chain.choose(among: []).chosen == nil)
  }
}
