import StemmaEmbedded
import StemmaRecord
import StemmaText
import Testing

@Suite("Summaries by rule")
struct SummaryTests {
  private func summaries(
    _ text: String, seed: UInt64, temperature: Int = 700_000, slots: Range<Int> = 0..<3,
    attempt: Int = 0,
    strategy: String = "section"
  ) async throws -> [String] {
    let answer = try await EmbeddedTeacher().answer(
      Passages.prompt(
        "summary", text, seed: seed, temperature: temperature, slots: slots, attempt: attempt,
        strategy: strategy))
    return try JSONReader.read(Array(answer.text.utf8))["summaries"]?.array?
      .compactMap { $0["summary"]?.string } ?? []
  }

  @Test("every sentence is the text's own, in the text's order, and none twice")
  func verbatim() async throws {
    var count = 0
    for text in Passages.all {
      let own = Passage(text)
      let sentences = own.sentences.map { own.text($0.bytes) }
      for seed in 0..<20 as Range<UInt64> {
        for strategy in ["section", "document"] {
          for summary in try await summaries(text, seed: seed, strategy: strategy) {
            let said = Passage(summary)
            let places = said.sentences.map { sentence in
              sentences.firstIndex(of: said.text(sentence.bytes))
            }
            let known = try places.map { try #require($0, "\(summary)") }
            #expect(known == Set(known).sorted())
            #expect(summary.utf8.count * 2 <= text.utf8.count + 2)
            count += 1
          }
        }
      }
    }
    #expect(count > 300)
  }

  @Test("slots and attempts never give the same summary twice", arguments: [0, 700_000, 2_000_000])
  func different(temperature: Int) async throws {
    let text = Passages.all.joined(separator: "\n\n")
    for seed in 0..<10 as Range<UInt64> {
      var seen: Set<String> = []
      let slots = try await summaries(text, seed: seed, temperature: temperature, slots: 0..<6)
      #expect(slots.count == 6)
      for summary in slots { #expect(seen.insert(summary).inserted) }
      for attempt in 1...2 {
        let again = try await summaries(
          text, seed: seed, temperature: temperature, slots: 0..<1, attempt: attempt)
        for summary in again { #expect(seen.insert(summary).inserted) }
      }
      // A slot has the same summary whoever is asked beside it.
      #expect(
        try await summaries(text, seed: seed, temperature: temperature, slots: 4..<6)
          == Array(slots[4...]))
    }
  }

  @Test("what leans on its neighbours, announces or points elsewhere stands in no summary")
  func free() async throws {
    let text = """
      A lathe is a machine that turns a piece of wood against a cutting tool. It was known in Egypt. There
      are three kinds of lathe. The latter is the cheapest. Large lathes therefore need a heavy bed.

      The present guide explains the care of a lathe. A dull tool tears the wood because the edge cannot
      cut the fibres. In such cases the tool must be ground. Turners sharpen the tool on a fine wheel
      before the last cut. The opposite is true of metal.
      """
    var seen: Set<String> = []
    for seed in 0..<60 as Range<UInt64> {
      for summary in try await summaries(text, seed: seed, temperature: 2_000_000) {
        let said = Passage(summary)
        for sentence in said.sentences { seen.insert(said.text(sentence.bytes)) }
      }
    }
    #expect(
      seen == [
        "A lathe is a machine that turns a piece of wood against a cutting tool.",
        "A dull tool tears the wood because the edge cannot cut the fibres.",
        "Turners sharpen the tool on a fine wheel before the last cut.",
      ])
  }
}
