import StemmaEmbedded
import StemmaRecord
import StemmaText
import Testing

@Suite("Reasoning by rule")
struct ReasoningTests {
  private func examples(_ text: String, seed: UInt64) async throws -> [JSONValue] {
    let answer = try await EmbeddedTeacher().answer(
      Passages.prompt(
        "cot", text, seed: seed, temperature: 700_000, slots: 0..<8, strategy: "extraction"))
    return try JSONReader.read(Array(answer.text.utf8))["examples"]?.array ?? []
  }

  @Test("what is quoted is the passage's, and the answer is a part of what is quoted")
  func verbatim() async throws {
    var count = 0
    for text in Passages.all {
      let passage = Passage(text)
      let whole = passage.text(0..<passage.bytes.count)
      for seed in 0..<20 as Range<UInt64> {
        for row in try await examples(text, seed: seed) {
          let reasoning = try #require(row["reasoning"]?.string)
          let answer = try #require(row["answer"]?.string)
          let quotes = reasoning.split(separator: "“").dropFirst().map { $0.prefix { $0 != "”" } }
          let sentences = quotes.filter { $0.hasSuffix(".") }
          #expect(!sentences.isEmpty)
          for quote in sentences { #expect(whole.contains(quote), "\(quote)") }
          let said = sentences.joined(separator: " ").lowercased()
          let part = answer.dropLast().replacing("Because ", with: "").lowercased()
          #expect(said.contains(part), "\(answer) in \(said)")
          #expect(part.utf8.count < said.utf8.count)
          count += 1
        }
      }
    }
    #expect(count > 60)
  }

  @Test(
    "of a sentence the part is taken that is asked for",
    arguments: [
      (
        "Bees visit flowers because nectar is their main source of energy.",
        "Because nectar is their main source of energy."
      ),
      (
        "A gnomon is a rod that throws the shadow of a dial.",
        "A rod that throws the shadow of a dial."
      ),
      (
        "If the queen dies, the workers raise a new queen from a larva.",
        "The workers raise a new queen from a larva."
      ),
      ("A strong colony has three kinds of bees.", "Three kinds."),
    ])
  func parts(sentence: String, answer: String) async throws {
    var found: Set<String> = []
    for seed in 0..<12 as Range<UInt64> {
      for row in try await examples(sentence, seed: seed) {
        if let text = row["answer"]?.string { found.insert(text) }
      }
    }
    #expect(found.contains(answer), "\(found)")
  }
}
