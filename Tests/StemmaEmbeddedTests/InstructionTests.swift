import StemmaRecord
import StemmaText
import Testing

@testable import StemmaEmbedded

@Suite("The embedded teacher on seeds")
struct InstructionTests {
  static let seeds = [
    ("Restart the router and wait for the light.", "Pull the plug, count to ten, and push it in."),
    ("What is the capital of France?", "Paris"),
    (
      "write a haiku about rain",
      "Rain on the tin roof.\nThe cat looks up from its sleep.\nThen rain."
    ),
    (
      "Why is the sky blue?",
      "Air scatters short waves more than long ones. Blue is short. Dr. X said so."
    ),
    ("Reverse {in} text { x } {on}.", "Use `s[::-1]`; e.g. \"ab\" gives \"ba\"."),
    ("Übersetze «guten Tag».", "«Good day»!"),
    ("x", "y"),
  ].map { Seed(input: "s.json", name: "n", instruction: $0.0, response: $0.1, place: 1) }

  static let strategies = ["free", "adapt", "deepen", "review", "reframe"]

  private func prompt(
    _ seed: Seed, _ strategy: String, slots: Range<Int>, temperature: String? = "0.7",
    topP: String? = nil, sampleSeed: UInt64 = 1, attempt: Int = 0, candidate: Int = 0,
    maxTokens: Int? = nil, domain: String? = nil, constraints: [String] = [],
    mix: Expansion = .none
  ) -> Prompt {
    Prompt(
      key: PromptKey(
        item: ItemKey(["seed": .string(seed.instruction), "strategy": .string(strategy)]),
        slots: slots, candidate: candidate, attempt: attempt),
      messages: [],
      sampling: Sampling(
        seed: sampleSeed, temperature: temperature.flatMap { Millionths($0) },
        topP: topP.flatMap { Millionths($0) }, maxTokens: maxTokens),
      schema: nil,
      context: PromptContext(
        task: "instruction", subject: .seed(seed), strategy: strategy, domain: domain,
        constraints: constraints, mix: mix))
  }

  @Test("of a mix it heeds the response's form and length, and nothing else")
  func mix() async throws {
    func responses(_ mix: [String: String]) async throws -> [String] {
      var all: [String] = []
      for seed in Self.seeds.prefix(4) {
        for strategy in Self.strategies.dropFirst() {
          all += try await rows(prompt(seed, strategy, slots: 0..<6, mix: Expansion(mix)))
            .map { try texts($0).response }
        }
      }
      return all
    }
    func lines(_ text: String, _ mark: String) -> Int {
      text.split(separator: "\n").count { $0.hasPrefix(mark) }
    }
    let plain = try await responses([:])
    #expect(plain.contains { lines($0, "- ") > 1 } && plain.contains { lines($0, "- ") == 0 })
    #expect(try await responses(["format": "bullets"]).allSatisfy { lines($0, "- ") > 0 })
    #expect(try await responses(["format": "numbered"]).allSatisfy { lines($0, "1. ") == 1 })
    #expect(
      try await responses(["format": "prose"]).allSatisfy {
        lines($0, "- ") == 0 && lines($0, "1. ") == 0
      })
    func words(_ texts: [String]) -> Int {
      texts.reduce(0) { $0 + $1.split(separator: " ").count }
    }
    let short = try await responses(["length": "short"])
    let long = try await responses(["length": "long"])
    #expect(words(short) < words(plain) && words(plain) < words(long))
    #expect(short.allSatisfy { Constraint("At most 40 words.")?.holds(of: $0) == true })
    #expect(try await responses(["tone": "formal", "length": "medium"]) == plain)
  }

  private func rows(_ prompt: Prompt) async throws -> [JSONObject] {
    let answer = try await EmbeddedTeacher().answer(prompt)
    #expect(answer.finishReason == .stop)
    let value = try JSONReader.read(answer.text.utf8)
    // What it writes piece by piece is canonical.
    #expect(CanonicalJSON.text(value) == answer.text)
    return try #require(value["examples"]?.array).compactMap(\.object)
  }

  private func texts(_ row: JSONObject) throws -> (instruction: String, response: String) {
    (
      try #require(row["instruction"]?.string), try #require(row["response"]?.string)
    )
  }

  @Test("it is a function of the prompt, and slots asked together are those asked alone")
  func deterministic() async throws {
    for seed in Self.seeds {
      for strategy in Self.strategies {
        let together = try await rows(prompt(seed, strategy, slots: 3..<9))
        #expect(together.count == 6)
        var alone: [JSONObject] = []
        for slot in 3..<9 {
          alone += try await rows(prompt(seed, strategy, slots: slot..<slot + 1))
        }
        #expect(together == alone)
      }
    }
  }

  @Test("seed and response are in every record, and texts are clean", arguments: seeds)
  func whole(seed: Seed) async throws {
    for strategy in Self.strategies {
      for row in try await rows(
        prompt(seed, strategy, slots: 0..<60, temperature: "2", domain: "home-office"))
      {
        let (instruction, response) = try texts(row)
        let read = InstructionSeed(seed)
        #expect(instruction.contains(read.instruction), "\(instruction)")
        #expect(
          read.parts.allSatisfy { response.contains($0) } || response.contains(read.response))
        #expect(instruction.contains("home office"), "\(instruction)")
        for text in [instruction, response] {
          #expect(!text.contains("  ") && !text.contains("..") && !text.contains(" ."), "\(text)")
          #expect(!text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.hasSuffix("\n"))
          let braces = seed.instruction.contains("{") ? seed.instruction : ""
          #expect(!text.contains("{in}") || text.contains(braces))
        }
      }
    }
  }

  @Test(
    "no two slots have the same text, at any temperature",
    arguments: [("0", "1"), ("0.1", "1"), ("0.7", "0.3"), ("2", "1")])
  func distinct(temperature: String, topP: String) async throws {
    let seed = Self.seeds[3]
    for strategy in ["adapt", "deepen", "review", "reframe", "free"] {
      let found = try await rows(
        prompt(seed, strategy, slots: 0..<400, temperature: temperature, topP: topP))
      #expect(Set(found).count == 400, "\(strategy)")
    }
  }

  @Test("a hundred thousand records of five seeds are hardly ever near duplicates")
  func capacity() async throws {
    var near = NearDuplicates(threshold: Millionths(count: 900_000))
    var repeats = 0
    // Every fiftieth slot of those that a hundred thousand would take.
    for seed in Self.seeds.prefix(5) {
      for strategy in ["adapt", "deepen", "review", "reframe"] {
        for first in stride(from: 0, to: 5_000, by: 500) {
          for row in try await rows(prompt(seed, strategy, slots: first..<first + 10)) {
            let (instruction, response) = try texts(row)
            let sketch = CompactSketch(MinHash(of: instruction + "\n" + response))
            if near.nearest(to: sketch) != nil { repeats += 1 }
            near.insert(sketch)
          }
        }
      }
    }
    #expect(near.count == 2_000)
    #expect(repeats < 10, "\(repeats) of 2,000")
  }

  @Test("at temperature 0 the manifest's seed has no say; else seed, attempt and candidate have")
  func sampling() async throws {
    let seed = Self.seeds[0]
    let cold = try await rows(prompt(seed, "adapt", slots: 0..<5, temperature: "0"))
    #expect(
      try await rows(prompt(seed, "adapt", slots: 0..<5, temperature: "0", sampleSeed: 9)) == cold)
    let warm = try await rows(prompt(seed, "adapt", slots: 0..<20))
    for other in [
      prompt(seed, "adapt", slots: 0..<20, sampleSeed: 9),
      prompt(seed, "adapt", slots: 0..<20, attempt: 1),
      prompt(seed, "adapt", slots: 0..<20, candidate: 1),
      prompt(seed, "adapt", slots: 0..<20, temperature: "1.9"),
    ] {
      #expect(try await rows(other) != warm)
    }
  }

  @Test("with the strategy free, all four variations come up when it is warm, and one when cold")
  func free() async throws {
    let seed = Self.seeds[3]
    func reviews(_ temperature: String, _ topP: String) async throws -> Int {
      try await rows(prompt(seed, "free", slots: 0..<200, temperature: temperature, topP: topP))
        .count { $0["instruction"]?.string?.contains("The task was:") == true }
    }
    #expect(try await reviews("0", "1") == 0)
    #expect((10..<80).contains(try await reviews("1", "1")))
    #expect(try await reviews("1", "0.3") == 0)
  }

  @Test("candidates for a slot are about the same, in other words")
  func candidates() async throws {
    for slot in 0..<20 {
      let one = prompt(Self.seeds[3], "adapt", slots: slot..<slot + 1, temperature: "1.5")
      let two = prompt(
        Self.seeds[3], "adapt", slots: slot..<slot + 1, temperature: "1.5", candidate: 1)
      let first = try texts(try #require(try await rows(one).first))
      let second = try texts(try #require(try await rows(two).first))
      let likeness = Shingles(of: NormalForm(first.response)).jaccard(
        with: Shingles(of: NormalForm(second.response)))
      #expect(likeness > 150_000, "\(first.response)\n\(second.response)")
    }
  }

  @Test(
    "constraints that can be checked are kept, where the seed allows it",
    arguments: [
      "Use at most 40 words.", "Write at least 60 words.", "At most 3 sentences.",
      "Mention \"warranty\".", "Answer with bullet points.", "No lists.", "Avoid \"answer\".",
      "The instruction has at most 30 words.",
    ])
  func constraints(sentence: String) async throws {
    let constraint = try #require(Constraint(sentence))
    for strategy in ["adapt", "deepen", "reframe"] {
      for row in try await rows(
        prompt(
          Self.seeds[0], strategy, slots: 0..<60, temperature: "2", constraints: [sentence]))
      {
        let (instruction, response) = try texts(row)
        #expect(
          constraint.holds(of: constraint.isAboutInstruction ? instruction : response),
          "\(instruction)\n\(response)")
      }
    }
  }

  @Test("constraints for a teacher alone are stated in the instruction")
  func stated() async throws {
    let found = try await rows(
      prompt(
        Self.seeds[0], "deepen", slots: 0..<20,
        constraints: ["Use American English", "At most 90 words."]))
    for row in found {
      let instruction = try texts(row).instruction
      #expect(instruction.contains("Use American English."))
      #expect(!instruction.contains("90"))
    }
  }

  @Test("an answer of too many tokens is cut off, and says so")
  func tokens() async throws {
    for limit in [1, 7, 40] {
      let answer = try await EmbeddedTeacher().answer(
        prompt(Self.seeds[5], "adapt", slots: 0..<1, maxTokens: limit))
      #expect(answer.finishReason == .length)
      #expect((limit * 4 - 3...limit * 4).contains(answer.text.utf8.count))
    }
    let whole = try await EmbeddedTeacher().answer(
      prompt(Self.seeds[5], "adapt", slots: 0..<1, maxTokens: 1_000))
    #expect(whole.finishReason == .stop)
  }

  @Test("a seed is read into sentences, demands and terms")
  func reading() {
    let router = InstructionSeed(Self.seeds[0])
    #expect(router.parts == ["Pull the plug.", "Count to ten.", "Push it in."])
    #expect(InstructionSeed(Self.seeds[1]).parts == ["Paris."])
    #expect(InstructionSeed(Self.seeds[2]).isBlock)
    #expect(InstructionSeed(Self.seeds[2]).instruction == "Write a haiku about rain.")
    #expect(
      InstructionSeed(Self.seeds[3]).parts == [
        "Air scatters short waves more than long ones.", "Blue is short.", "Dr. X said so.",
      ])
    #expect(InstructionSeed(Self.seeds[4]).parts.count == 1)
    #expect(router.terms.contains("router"))
  }

  @Test("when all contents of an item are used up, nothing more comes")
  func exhausted() async throws {
    let scenes = InstructionScenes.of(.adapt).count
    let count = InstructionContent.count(scenes: scenes)
    #expect(count > 50_000)
    let last = try await rows(prompt(Self.seeds[0], "adapt", slots: count - 2..<count + 3))
    #expect(last.count == 2)
  }

  @Test("every number is a content of its own, and neighbours differ in everything")
  func contents() {
    var seen: Set<[Int]> = []
    for number in stride(from: 0, to: InstructionContent.count(scenes: 12), by: 7) {
      let content = InstructionContent(number: number, scenes: 12)
      let form = InstructionForm.allCases.firstIndex(of: content.form) ?? -1
      seen.insert([content.scene, form] + content.remarks.prefix(2))
      #expect(Set(content.remarks).count == content.remarks.count)
    }
    #expect(seen.count == (InstructionContent.count(scenes: 12) + 6) / 7)
    let first = InstructionContent(number: 100, scenes: 12)
    let second = InstructionContent(number: 101, scenes: 12)
    #expect(
      first.scene != second.scene && first.form != second.form
        && first.remarks[0] != second.remarks[0] && first.remarks[1] != second.remarks[1])
  }
}
