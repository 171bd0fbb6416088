import StemmaEmbedded
import StemmaRecord
import StemmaText
import Testing

@Suite("Conversations and texts of kinds by rule")
struct ConversationTests {
  private func ask(
    _ task: String, _ text: String, fields: JSONObject = ["topic": "t"], input: String = "a.md",
    slots: Range<Int>, turns: ClosedRange<Int> = 1...3, persona: String? = nil, seed: UInt64,
    attempt: Int = 0
  ) async throws -> JSONValue {
    let section = Section(
      input: input, headingPath: ["The Heading"], text: text, occurrence: 0, line: 1
    ).briefed(Brief(name: "b", description: "d", fields: fields), share: 1)
    let answer = try await EmbeddedTeacher().answer(
      Prompt(
        key: PromptKey(item: Passages.item(text, task), slots: slots, attempt: attempt),
        messages: [], sampling: Sampling(seed: seed, temperature: Millionths(count: 800_000)),
        schema: nil,
        context: PromptContext(
          task: task, subject: .section(section), strategy: "section", domain: nil,
          constraints: [],
          assignment: Assignment(
            persona: persona, systemPrompt: nil, domain: nil, turns: turns, mostTurns: 3))))
    return try JSONReader.read(Array(answer.text.utf8))
  }

  private func conversation(
    _ text: String, slot: Int, turns: ClosedRange<Int> = 1...3, persona: String? = nil,
    seed: UInt64, attempt: Int = 0
  ) async throws -> [Message]? {
    let all = try await ask(
      "chat", text, slots: slot..<slot + 1, turns: turns, persona: persona, seed: seed,
      attempt: attempt)["conversations"]?.array
    return try Message.turns(#require(all).first?["messages"])
  }

  private func texts(
    _ type: String, _ text: String, input: String = "a.md", slots: Range<Int> = 0..<4, seed: UInt64
  ) async throws -> [String] {
    try await ask(
      "text", text, fields: ["document_type": .string(type), "topic": "t"], input: input,
      slots: slots, seed: seed)["texts"]?.array?.compactMap { $0["text"]?.string } ?? []
  }

  @Test("turns are in order, as many as there may be, and no question comes twice in a chapter")
  func order() async throws {
    var lengths: [Int: Int] = [:]
    for text in Passages.all {
      for seed in 0..<10 as Range<UInt64> {
        var questions: [String] = []
        var isOver = false
        for slot in 0..<12 {
          guard let turns = try await conversation(text, slot: slot, seed: seed) else {
            isOver = true
            continue
          }
          // What later slots have is what is left.
          #expect(!isOver)
          #expect(TurnOrder.problem(of: turns) == nil)
          lengths[turns.count / 2, default: 0] += 1
          questions += turns.filter { $0.role == "user" }.map(\.content)
          let answers = turns.filter { $0.role == "assistant" }.map(\.content)
          for (place, answer) in answers.enumerated() {
            #expect(!answers[..<place].contains { $0.contains(answer) || answer.contains($0) })
          }
        }
        #expect(Set(questions).count == questions.count)
      }
    }
    #expect(lengths.keys.sorted() == [1, 2, 3] && lengths[3, default: 0] > 40)
  }

  @Test("there are as many questions as were drawn, or fewer down to the least, else none")
  func least() async throws {
    for seed in 0..<10 as Range<UInt64> {
      for wanted in 1...3 {
        let turns = try await conversation(
          Passages.bees, slot: 0, turns: wanted...wanted, seed: seed)
        #expect(turns?.count == 2 * wanted)
      }
      let short = "A hive is a colony of bees that live and work together."
      #expect(try await conversation(short, slot: 0, turns: 2...3, seed: seed) == nil)
      #expect(try await conversation(short, slot: 0, turns: 1...3, seed: seed)?.count == 2)
      #expect(try await conversation(short, slot: 1, turns: 1...3, seed: seed) == nil)
    }
  }

  @Test("who can introduce themselves do so once, and another attempt is worded otherwise")
  func persona() async throws {
    for (persona, opening) in [
      ("a beginner", "I am a beginner. "), ("Ann", ""), ("an expert.", ""),
      ("the cook", "I am the cook. "),
    ] {
      let plain = try #require(try await conversation(Passages.bees, slot: 0, seed: 4))
      let told = try #require(
        try await conversation(Passages.bees, slot: 0, persona: persona, seed: 4))
      #expect(told.first?.content == opening + (plain.first?.content ?? ""))
      #expect(told.dropFirst() == plain.dropFirst())
    }
    for seed in 0..<10 as Range<UInt64> {
      let first = try await conversation(Passages.bees, slot: 0, seed: seed)
      if let again = try await conversation(Passages.bees, slot: 0, seed: seed, attempt: 1) {
        #expect(again != first && again.count == first?.count)
      }
    }
  }

  @Test("a kind's name decides the form, and every sentence is the passage's")
  func forms() async throws {
    var counts: [String: Int] = [:]
    for passage in Passages.all {
      let whole = Passage(passage)
      let sentences = Set(whole.sentences.map { whole.text($0.bytes) })
      for seed in 0..<10 as Range<UInt64> {
        for type in ["FAQ", "checklist", "An overview", "letter", "proverb"] {
          let all = try await texts(type, passage, seed: seed)
          #expect(Set(all).count == all.count)
          counts[type, default: 0] += all.count
          for text in all {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            var own: [String]
            switch type {
            case "FAQ":
              #expect([5, 8].contains(lines.count))
              #expect(lines.filter { !$0.isEmpty }.count == lines.count { $0.hasPrefix("Q: ") } * 2)
              continue
            case "checklist":
              #expect((3...6).contains(lines.count) && lines.allSatisfy { $0.hasPrefix("- ") })
              own = lines.map { String($0.dropFirst(2)) }
            case "An overview":
              #expect(lines.count == 5 && lines[0] == "The Heading")
              own = [String(lines[2]), String(lines[4])]
            case "letter":
              #expect(lines.first == "Dear reader," && lines.last == "Yours sincerely")
              own = [String(lines[2])]
            default:
              #expect(lines.count == 1)
              own = [text]
            }
            own = own.flatMap { part in
              let read = Passage(part)
              return read.sentences.map { read.text($0.bytes) }
            }
            #expect(own.allSatisfy(sentences.contains), "\(type): \(text)")
          }
        }
      }
    }
    for (type, count) in counts { #expect(count > 10, "\(type)") }
  }

  @Test("a topic's name alone gives nothing, and later slots are those of all slots")
  func none() async throws {
    #expect(try await texts("list", Passages.bees, input: Outline.input, seed: 1).isEmpty)
    for type in ["FAQ", "list", "note"] {
      let all = try await texts(type, Passages.bees, slots: 0..<4, seed: 3)
      let later = try await texts(type, Passages.bees, slots: 1..<4, seed: 3)
      #expect(type == "FAQ" ? later.count <= all.count : later.count == all.count - 1)
    }
  }
}
