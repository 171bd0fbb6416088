import StemmaEmbedded
import StemmaRecord
import Testing

@Suite("Rows by rule")
struct RowTests {
  private func section(_ text: String) -> Section {
    Section(input: "a.md", headingPath: ["Bees"], text: text, occurrence: 0, line: 1)
  }

  private func row(_ columns: JSONObject, _ passage: String? = nil) -> SourceRow {
    SourceRow(
      input: "t.csv", name: "a", columns: columns, place: 2, section: passage.map(section))
  }

  /// The rows of the answer to a prompt about a row.
  private func answered(
    _ task: String, _ row: SourceRow, outputs: [String] = [], slots: Range<Int> = 0..<1,
    seed: UInt64 = 1
  ) async throws -> [JSONObject] {
    let prompt = Prompt(
      key: PromptKey(item: ItemKey(Subject.row(row).keyParts), slots: slots), messages: [],
      sampling: Sampling(seed: seed, temperature: Millionths(count: 700_000)), schema: nil,
      context: PromptContext(
        task: task, subject: .row(row), strategy: "any", domain: nil, constraints: [],
        outputs: outputs))
    let text = try await EmbeddedTeacher().answer(prompt).text
    let lists = try JSONReader.read(Array(text.utf8)).object?.members ?? []
    #expect(lists.count == 1)
    return lists.first?.value.array?.compactMap(\.object) ?? []
  }

  // MARK: qa_rating

  private static let why = "Why do bees visit flowers?"
  private static let because =
    "Bees visit flowers because nectar is their main source of energy."

  @Test("an answer that the row's passage bears out gets more than one that it does not")
  func accuracy() async throws {
    let good: JSONObject = ["answer": .string(Self.because), "question": .string(Self.why)]
    let wrong: JSONObject = [
      "answer": "Zebras admire turquoise submarines beneath distant mountains.",
      "question": .string(Self.why),
    ]
    let own = try await answered("qa_rating", row(good, Passages.bees))
    #expect(own.first?["accuracy"] == 3 && own.first?["usefulness"] == 2)
    let other = try await answered("qa_rating", row(wrong, Passages.bees))
    #expect(other.first?["accuracy"] == 0)
    var withColumn = good
    withColumn["context"] = .string(Passages.bees)
    #expect(try await answered("qa_rating", row(withColumn)).first?["accuracy"] == 3)
  }

  @Test("where there is no passage, nothing bears an answer out; the rest is rated all the same")
  func bare() async throws {
    let rated = try await answered(
      "qa_rating", row(["output": .string(Self.because), "prompt": .string(Self.why)]))
    #expect(rated.first?["accuracy"] == 0 && rated.first?["clarity"] == 2)
  }

  @Test("messages are rated, and rows without an answer or with two are not")
  func others() async throws {
    let chat: JSONObject = [
      "messages": [
        ["content": .string(Self.why), "role": "user"],
        ["content": .string(Self.because), "role": "assistant"],
      ]
    ]
    #expect(try await answered("qa_rating", row(chat, Passages.bees)).first?["accuracy"] == 3)
    let two: JSONObject = ["chosen": "A.", "prompt": "Q?", "rejected": "B."]
    for columns in [two, ["name": "A"], ["messages": [["role": "user"]]]] as [JSONObject] {
      #expect(try await answered("qa_rating", row(columns, Passages.bees)).isEmpty)
    }
    #expect(
      try await answered(
        "qa_rating", row(["answer": "A.", "question": "Q?"]), slots: 1..<2
      ).isEmpty)
  }

  // MARK: cot_enhancement

  @Test("the reasoning quotes where the answer stands, and says what of it is asked for")
  func grounded() async throws {
    let pair: JSONObject = ["answer": .string(Self.because), "question": .string(Self.why)]
    let found = try await answered("cot_enhancement", row(pair, Passages.bees))
    let text = try #require(found.first?["reasoning"]?.array?.first?.string)
    #expect(text.contains("“\(Self.because)”") && text.hasPrefix("The passage says: “"))
    #expect(text.hasSuffix("the sentence gives it after “because”."))
  }

  @Test("an answer of which a sentence stands nowhere is left out")
  func ungrounded() async throws {
    for answer in ["Because they like it.", "\(Self.because) They also sleep there."] {
      let pair: JSONObject = ["answer": .string(answer), "question": .string(Self.why)]
      #expect(try await answered("cot_enhancement", row(pair, Passages.bees)).isEmpty, "\(answer)")
    }
    let bare: JSONObject = ["answer": .string(Self.because), "question": .string(Self.why)]
    #expect(try await answered("cot_enhancement", row(bare)).isEmpty)
  }

  @Test("a conversation's answers may stand earlier in it; one that does not leaves the whole out")
  func conversation() async throws {
    func chat(_ last: String) -> JSONObject {
      [
        "messages": [
          ["content": .string("Read this.\n\n\(Passages.bees)"), "role": "system"],
          ["content": .string(Self.why), "role": "user"],
          ["content": .string(Self.because), "role": "assistant"],
          ["content": "What is a hive?", "role": "user"],
          ["content": .string(last), "role": "assistant"],
        ]
      ]
    }
    let whole = try await answered(
      "cot_enhancement",
      row(chat("A hive is a colony of bees that live and work together.")))
    let texts = whole.first?["reasoning"]?.array?.compactMap(\.string) ?? []
    #expect(texts.count == 2 && texts.allSatisfy { $0.hasPrefix("The conversation says: “") })
    #expect(try await answered("cot_enhancement", row(chat("A house."))).isEmpty)
  }

  // MARK: generic

  @Test("outputs are the text's own: sentences, what is asked of them, words that come most often")
  func outputs() async throws {
    let columns: JSONObject = ["text": .string(Passages.bees), "title": "Bees"]
    let made = try await answered(
      "generic", row(columns), outputs: ["summary", "question", "answer", "keywords"],
      slots: 0..<2)
    #expect(made.count == 2)
    let text = Passages.collapsed(Passages.bees)
    for row in made {
      let summary = try #require(row["summary"]?.string)
      #expect(
        text.contains(summary.prefix { $0 != "." }) && summary.utf8.count * 2 < text.utf8.count)
      #expect(text.contains(try #require(row["answer"]?.string)))
      #expect(row["question"]?.string?.hasSuffix("?") == true)
      let words = try #require(row["keywords"]?.string).split(separator: ", ")
      #expect(words.count == 5 && words.contains("bees") && words.contains("hive"))
    }
    #expect(made[0]["question"] != made[1]["question"])
  }

  @Test("a row of which an output cannot be made gives nothing, and an unknown output is refused")
  func impossible() async throws {
    #expect(try await answered("generic", row(["a": "Hm."]), outputs: ["question"]).isEmpty)
    #expect(try await answered("generic", row(["a": 5]), outputs: ["summary"]).isEmpty)
    await #expect(throws: EmbeddedTeacherError.self) {
      _ = try await answered("generic", row(["a": "Hm."]), outputs: ["haiku"])
    }
  }
}
