import StemmaEmbedded
import StemmaRecord
import Testing

@Suite("Parts of records by rule")
struct PreferenceTests {
  private func answer(
    _ text: String, task: String, role: Role, rows: [JSONObject] = [], slots: Range<Int> = 0..<4,
    strategy: String = "extraction", seed: UInt64 = 1
  ) async throws -> JSONValue {
    let prompt = Prompt(
      key: PromptKey(item: Passages.item(text, strategy), slots: slots), messages: [],
      sampling: Sampling(seed: seed, temperature: Millionths("0"), topP: Millionths("1")),
      schema: nil,
      context: PromptContext(
        task: task,
        subject: .section(
          Section(input: "a.md", headingPath: [], text: text, occurrence: 0, line: 1)),
        strategy: strategy, domain: nil, constraints: [], rows: rows, role: role))
    return try JSONReader.read(Array(try await EmbeddedTeacher().answer(prompt).text.utf8))
  }

  private func preferences(
    _ text: String, strategy: String = "extraction", seed: UInt64 = 1
  ) async throws -> [JSONValue] {
    try await answer(
      text, task: "preference", role: .teacher, slots: 0..<6, strategy: strategy, seed: seed)[
        "preferences"]?.array ?? []
  }

  @Test(
    "a chosen answer is the passage's to the prompt; the rejected one is worse in a way it tells")
  func honest() async throws {
    var flaws: [String: Int] = [:]
    for text in Passages.all {
      let known = Passages.pairs(text) + Passages.pairs(text, .expansion)
      var rows: [JSONValue] = []
      for strategy in ["extraction", "expansion"] {
        rows += try await preferences(text, strategy: strategy)
      }
      for row in rows {
        let prompt = try #require(row["prompt"]?.string)
        let (chosen, rejected) = (row["chosen"]?.string ?? "", row["rejected"]?.string ?? "")
        #expect(known.contains { $0.question == prompt && $0.answer == chosen })
        #expect(chosen != rejected && !rejected.isEmpty)
        let flaw = try #require(row["flaw"]?.string)
        flaws[flaw, default: 0] += 1
        switch flaw {
        case "incomplete":
          // The good answer's beginning.
          #expect(rejected.utf8.count < chosen.utf8.count)
          #expect(chosen.hasPrefix(rejected.dropLast()))
          // Nothing is lacking but where it was asked for.
          let isOpen = [
            "What should you know about", "What is worth knowing about", "How would you describe",
            "How would you explain",
          ].contains { prompt.hasPrefix($0) }
          let wantsReason = prompt.hasPrefix("Why ") || prompt.hasPrefix("What is the reason ")
          #expect(isOpen || wantsReason && !rejected.contains("because"), "\(prompt)")
        default:
          #expect(flaw == "beside")
          // What the passage answers to something else.
          #expect(known.contains { $0.answer == rejected && $0.question != prompt })
          let sentences = rejected.split(separator: ". ").map { $0.split(separator: ".")[0] }
          #expect(!sentences.contains { chosen.contains($0) }, "\(chosen) / \(rejected)")
        }
      }
    }
    #expect(flaws["incomplete", default: 0] > 2 && flaws["beside", default: 0] > 2, "\(flaws)")
  }

  @Test("the same prompt gives the same rows; another seed draws other flaws")
  func pure() async throws {
    let first = try await preferences(Passages.library)
    #expect(try await preferences(Passages.library) == first && first.count > 3)
    var drawn: Set<[JSONValue]> = []
    for seed in 1...6 as ClosedRange<UInt64> {
      drawn.insert(try await preferences(Passages.library, seed: seed))
    }
    #expect(drawn.count > 1)
  }

  @Test("part by part, it gives the questions of whole rows, and their answers by number")
  func parts() async throws {
    let asked = try await answer(Passages.bees, task: "qa", role: .question)["questions"]?.array
    let whole = try await answer(Passages.bees, task: "qa", role: .teacher)["pairs"]?.array ?? []
    #expect(asked?.compactMap { $0["question"] } == whole.compactMap { $0["question"] })
    let rows: [JSONObject] =
      [["question": "What is the price of gold in Peru?"]]
      + whole.map { ["question": $0["question"] ?? .null] }
    let told =
      try await answer(Passages.bees, task: "qa", role: .answer, rows: rows)["answers"]?
      .array ?? []
    // To what the passage does not speak of it says nothing.
    #expect(told.map { $0["id"] } == (2...(whole.count + 1)).map { .integer($0) })
    #expect(told.allSatisfy { $0["answer"]?.string?.isEmpty == false })
  }

  @Test("a question in other words gets the answer that has most of them")
  func reworded() async throws {
    let told = try await answer(
      Passages.bees, task: "qa", role: .answer,
      rows: [["question": "Bees visit flowers: for what reason?"]])
    #expect(told["answers"]?.array?.first?["answer"]?.string?.contains("nectar") == true)
  }

  @Test("a prompt is made harder by a demand that its answer meets, and is answered as before")
  func harder() async throws {
    var openings: [String: Int] = [:]
    for text in Passages.all {
      let pairs = Passages.pairs(text)
      let rows = pairs.map { pair -> JSONObject in ["prompt": .string(pair.question)] }
      func parts(_ role: Role, _ rows: [JSONObject]) async throws -> [JSONValue] {
        let told = try await answer(
          text, task: "preference", role: role, rows: rows, slots: 0..<max(1, rows.count))
        return told[role == .evolve ? "prompts" : "answers"]?.array ?? []
      }
      let harder = try await parts(.evolve, rows)
      #expect(try await parts(.evolve, rows) == harder)
      let before = try await parts(.chosen, rows)
      let after = try await parts(.chosen, harder.map { ["prompt": $0["prompt"] ?? .null] })
      #expect(after.count == harder.count)
      for (place, part) in harder.enumerated() {
        let number = try #require(part["id"]?.integer)
        let (question, prompt) = (
          pairs[number - 1].question, try #require(part["prompt"]?.string)
        )
        #expect(prompt.hasPrefix("\(question) ") && prompt != question)
        let demand = prompt.dropFirst(question.count + 1)
        let reply = try #require(after[place]["chosen"]?.string)
        #expect(reply == before.first { $0["id"] == part["id"] }?["chosen"]?.string)
        let words = demand.split(separator: " ")
        openings[String(words[0]), default: 0] += 1
        switch words[0] {
        case "Use":
          let most = try #require(Int(words[3]))
          #expect(reply.split(whereSeparator: \.isWhitespace).count <= most && most % 5 == 0)
        case "Answer": #expect(try #require(Int(words[4])) > 1)
        case "Mention":
          let word = words[1].filter { $0 != "\"" }
          #expect(reply.lowercased().contains(word) && !question.lowercased().contains(word))
        default: #expect(demand == "Give the reason as well." && reply.contains(" because "))
        }
      }
    }
    #expect(openings["Use", default: 0] > 2 && openings["Mention", default: 0] > 2, "\(openings)")
    #expect(openings["Answer", default: 0] > 0, "\(openings)")
  }

  @Test("a demand that no answer here meets is part of the question")
  func strange() async throws {
    let rows: [JSONObject] = [
      ["prompt": "Bees visit flowers: for what reason? Use at most 1 words."],
      ["prompt": "What is the price of gold in Peru? Use at most 10 words."],
    ]
    let told = try await answer(
      Passages.bees, task: "preference", role: .chosen, rows: rows, slots: 0..<2)
    #expect(told["answers"]?.array?.map { $0["id"] } == [1])
    let none = try await answer(
      Passages.bees, task: "preference", role: .evolve, rows: [rows[1]], slots: 0..<1)
    #expect(none == ["prompts": []])
  }

  @Test("chosen and rejected of the same prompt are those of a whole row")
  func roles() async throws {
    let whole = try await preferences(Passages.library)
    let rows = whole.map { row -> JSONObject in ["prompt": row["prompt"] ?? .null] }
    for (role, name) in [(Role.chosen, "chosen"), (.rejected, "rejected")] {
      let told = try await answer(
        Passages.library, task: "preference", role: role, rows: rows, slots: 0..<rows.count)
      let parts = told["answers"]?.array ?? []
      #expect(parts.count == rows.count && parts.allSatisfy { $0[name]?.string != nil })
      if role == .chosen { #expect(parts.map { $0[name] } == whole.map { $0[name] }) }
      #expect(parts.allSatisfy { ($0["flaw"] != nil) == (role == .rejected) })
    }
  }
}
