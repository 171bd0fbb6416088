import StemmaEmbedded
import StemmaRecord
import StemmaText
import Testing

@Suite("Texts of classes by rule")
struct ClassTextTests {
  private func texts(
    _ text: String, input: String = "a.md", words: [String] = [], seed: UInt64 = 1,
    slots: Range<Int> = 0..<10, attempt: Int = 0
  ) async throws -> [String] {
    let section = Section(
      input: input, headingPath: [], text: text, occurrence: 0, line: 1
    ).briefed(Brief(name: "bees", description: "Life in a hive.", words: words), share: 1)
    let answer = try await EmbeddedTeacher().answer(
      Prompt(
        key: PromptKey(item: Passages.item(text, "write"), slots: slots, attempt: attempt),
        messages: [],
        sampling: Sampling(seed: seed, temperature: Millionths(count: 900_000)), schema: nil,
        context: PromptContext(
          task: "classification", section: section, strategy: "write", domain: nil, constraints: [])
      ))
    return try JSONReader.read(Array(answer.text.utf8))["texts"]?.array?
      .compactMap { $0["text"]?.string } ?? []
  }

  @Test("texts are runs of the passage's sentences, and no sentence is in two of them")
  func runs() async throws {
    var count = 0
    for text in Passages.all {
      let passage = Passage(text)
      let whole = passage.text(0..<passage.bytes.count)
      for seed in 0..<20 as Range<UInt64> {
        let all = try await texts(text, seed: seed)
        #expect(all.allSatisfy(whole.contains))
        let said = all.flatMap { part in
          let own = Passage(part)
          return own.sentences.map { own.text($0.bytes) }
        }
        #expect(Set(said).count == said.count)
        if all.count > 2 {
          #expect(try await texts(text, seed: seed, slots: 1..<3) == Array(all[1..<3]))
        }
        count += all.count
      }
    }
    #expect(count > 200)
  }

  @Test("where words decided, each text begins with one of them; a description alone gives none")
  func words() async throws {
    for seed in 0..<20 as Range<UInt64> {
      let all = try await texts(Passages.bees, words: ["honey", "nectar"], seed: seed)
      #expect(!all.isEmpty)
      for text in all {
        let own = Passage(text)
        let first = own.text(own.sentences[0].bytes).lowercased()
        #expect(first.contains("honey") || first.contains("nectar"), "\(first)")
      }
    }
    #expect(try await texts(Passages.bees, input: Brief.input).isEmpty)
    #expect(try await texts(Passages.bees, attempt: 1).isEmpty)
  }
}
