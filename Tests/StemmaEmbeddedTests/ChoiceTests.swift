import StemmaEmbedded
import StemmaRecord
import StemmaText
import Testing

@Suite("Choices by rule")
struct ChoiceTests {
  private static let lamps = """
    A paraffin lamp burns for 20 hours. An oil lamp burns for 12 hours on one filling. A candle of wax burns
    for 6 to 8 hours. The torch of a watchman lasts 3 hours. A storm lantern burns for at least 30 hours.
    The first gas works opened in 1812. The lamp of Argand was made in 1780. Street lamps came to the harbour
    in 1879. The last lamplighter retired in 1968.

    Lamp oil was pressed in Brittany. Wicks were woven in Antwerp. The finest glass was blown in Bohemia.
    Brass founders worked in Nuremberg.
    """

  private func questions(
    _ text: String, seed: UInt64, slots: Range<Int> = 0..<12, attempt: Int = 0
  ) async throws -> [JSONValue] {
    let answer = try await EmbeddedTeacher().answer(
      Passages.prompt(
        "mcq", text, seed: seed, temperature: 700_000, slots: slots, attempt: attempt,
        strategy: "document"))
    return try JSONReader.read(Array(answer.text.utf8))["questions"]?.array ?? []
  }

  @Test("the right answer completes the source; three others are the text's, and fit no worse")
  func honest() async throws {
    let own = Passage(Self.lamps)
    let sentences = own.sentences.map { own.text($0.bytes) }
    var asked: Set<String> = []
    for seed in 0..<20 as Range<UInt64> {
      let rows = try await questions(Self.lamps, seed: seed)
      #expect(rows.count >= 8)
      for row in rows {
        let (source, right) = (row["source"]?.string ?? "", row["correct_answer"]?.string ?? "")
        let question = try #require(row["question"]?.string)
        asked.insert(right)
        #expect(sentences.contains(source))
        #expect(question.contains("“\(source.replacing(right, with: "____", maxReplacements: 1))”"))
        let wrong = row["incorrect_answers"]?.array?.compactMap(\.string) ?? []
        #expect(Set(wrong + [right]).count == 4)
        for other in wrong {
          #expect(Self.lamps.contains(other) && !source.contains(other), "\(other) in \(source)")
          #expect(other.contains { $0.isNumber } == right.contains { $0.isNumber })
        }
      }
    }
    #expect(asked.isSuperset(of: ["20", "12", "6 to 8", "1968", "Brittany", "Nuremberg"]))
    // "at least 30" is true of more than one number.
    #expect(!asked.contains("30"))
  }

  @Test("years stand among years, and a number within the right one's range is no wrong answer")
  func kinds() async throws {
    let text = Self.lamps.replacing("lasts 3 hours", with: "lasts 7 hours")
    for seed in 0..<20 as Range<UInt64> {
      for row in try await questions(text, seed: seed) {
        let right = row["correct_answer"]?.string ?? ""
        let wrong = row["incorrect_answers"]?.array?.compactMap(\.string) ?? []
        let isYear = right.utf8.count == 4 && right.allSatisfy(\.isNumber)
        #expect(wrong.allSatisfy { ($0.utf8.count == 4 && $0.allSatisfy(\.isNumber)) == isYear })
        if right == "6 to 8" { #expect(!wrong.contains("7")) }
        if right == "7" { #expect(!wrong.contains("6 to 8")) }
      }
    }
  }

  @Test("a slot has the same question whoever is asked beside it; another attempt has none")
  func slots() async throws {
    for seed in 0..<10 as Range<UInt64> {
      let all = try await questions(Self.lamps, seed: seed)
      #expect(try await questions(Self.lamps, seed: seed, slots: 2..<5) == Array(all[2..<5]))
      #expect(try await questions(Self.lamps, seed: seed, attempt: 1).isEmpty)
    }
  }
}
