import StemmaRecord
import StemmaText
import Testing

@testable import StemmaFilter

@Suite("The filter duplicates")
struct DuplicatesFilterTests {
  private let words = (0..<60).map { "word\($0)" }
  private var long: String { words.joined(separator: " ") }

  private func accepting(_ kept: [Candidate], threshold: Int = 900_000) throws -> FilterChain {
    var filter = try chain("duplicates", ["threshold": .decimal(Millionths(count: threshold))])
    for candidate in kept { filter.accept(candidate) }
    return filter
  }

  @Test("the same row is dropped as exact, naming the first one kept")
  func exact() throws {
    let row = candidate("a", "What is it?", "A thing.").row
    var filter = try accepting([candidate("a", row), candidate("b", row)])
    #expect(
      filter.judge(candidate("c", row)) == [
        Verdict(filter: "duplicates", reason: "exact", score: 1_000_000, other: RecordID("a"))
      ])
  }

  @Test(
    "the same question in another dress is dropped, whatever the answer",
    arguments: [
      "What is a stemma?", "what  IS a stemma", "What — is a “Stemma”?!",
    ])
  func sameQuestion(question: String) throws {
    var filter = try accepting([candidate("a", "What is a stemma?", "A family tree.")])
    let verdict = try #require(filter.judge(candidate("b", question, "Something else.")).last)
    #expect(verdict.reason == "same-question")
    #expect(verdict.other == RecordID("a"))
    #expect(verdict.score == nil)
  }

  @Test("canonically equivalent questions are different ones")
  func canonicalEquivalence() throws {
    var filter = try accepting([candidate("a", "Where is the caf\u{E9}?", "There.")])
    #expect(filter.reason(candidate("b", "Where is the cafe\u{301}?", "Here.")) == nil)
  }

  @Test("questions without a word are not compared with each other")
  func wordless() throws {
    var filter = try accepting([candidate("a", "?", long)])
    #expect(filter.reason(candidate("b", "!", "Something else.")) == nil)
  }

  @Test("nearly the same texts are dropped with their similarity")
  func near() throws {
    var filter = try accepting([
      candidate("a", "What is said first?", "Entirely different words here."),
      candidate("b", "What is said of it?", long),
    ])
    let verdict = try #require(filter.judge(candidate("c", "What is said of this?", long)).last)
    #expect(verdict.reason == "near")
    #expect(verdict.other == RecordID("b"))
    #expect(try (900_000...999_999).contains(#require(verdict.score)))
  }

  @Test("the threshold decides how near is too near")
  func threshold() throws {
    let kept = candidate("a", "What is said of it?", long)
    let other = candidate(
      "b", "What is told of it?",
      words.enumerated().map { $0.offset % 14 == 7 ? "other" : $0.element }.joined(separator: " "))
    let exact = Shingles(of: NormalForm("\(long)\nWhat is said of it?"))
      .jaccard(
        with: Shingles(
          of: NormalForm(try #require(other.row["answer"]?.string) + "\nWhat is told of it?")))
    #expect((550_000...700_000).contains(exact))
    var wide = try accepting([kept], threshold: 500_000)
    #expect(wide.reason(other) == "near")
    var strict = try accepting([kept], threshold: 900_000)
    #expect(strict.reason(other) == nil)
    var onlyEqual = try accepting([kept], threshold: 1_000_000)
    #expect(onlyEqual.reason(other) == nil)
  }

  @Test("rows of other tasks are compared by all their texts")
  func otherTasks() throws {
    var filter = try accepting([candidate("a", ["text": .string(long), "tags": ["x", "y"]])])
    #expect(filter.reason(candidate("b", ["text": .string(long), "tags": ["x", "z"]])) == "near")
    #expect(filter.reason(candidate("c", ["text": "Something else", "tags": ["x"]])) == nil)
  }

  @Test(
    "the other record is named as it was, whatever its id looks like",
    arguments: [
      "00112233445566778899aabb", "ffffffffffffffffffffffff", "00112233445566778899AABB", "r1", "",
      "00112233445566778899aabbcc", "ein-Schl\u{FC}ssel-mit-24-Bytes",
    ])
  func ids(id: String) throws {
    var filter = try accepting([candidate("first", "What is first?", "Something else entirely.")])
    filter.accept(candidate(id, "What is it?", long))
    #expect(filter.judge(candidate("x", "What is it?", "No.")).last?.other == RecordID(id))
    #expect(filter.judge(candidate("y", "What is it?", long)).last?.other == RecordID(id))
  }

  @Test("among many records each is found again, exactly and by its question")
  func many() throws {
    var filter = try accepting([])
    let all = (0..<1_000).map { number in
      let words = (0..<12).map { "w\((number &* 7_919 &+ $0 &* 104_729) % 9_973)" }
      return candidate(
        "r\(number)", "What of number \(number)?", words.joined(separator: " "))
    }
    for candidate in all {
      #expect(filter.reason(candidate) == nil)
      filter.accept(candidate)
    }
    for original in all {
      let exact = filter.judge(candidate("x", original.row)).last
      #expect(exact?.reason == "exact" && exact?.other == original.id)
      let question = original.row["question"]?.string ?? ""
      let asked = filter.judge(candidate("x", question.uppercased(), "Another answer.")).last
      #expect(asked?.reason == "same-question" && asked?.other == original.id)
    }
  }

  @Test("accepting without judging, or after judging another, is the same")
  func acceptAlone() throws {
    let one = candidate("a", "What is said of it?", long)
    let two = candidate("a", "What is said of that?", "Short.")
    var straight = try accepting([one, two])
    var crossed = try accepting([])
    _ = crossed.judge(two)
    crossed.accept(one)
    _ = crossed.judge(one)
    crossed.accept(two)
    for probe in [one, two, candidate("c", "What is said of this?", long)] {
      #expect(straight.judge(probe) == crossed.judge(probe))
    }
  }
}
