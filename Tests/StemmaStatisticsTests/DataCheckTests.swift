import StemmaRecord
import Testing

@testable import StemmaStatistics

@Suite("What datasets are checked for")
struct DataCheckTests {
  // MARK: Clean rows

  private static let nouns = [
    "kettle", "barrel", "hinge", "lantern", "ladder", "compass", "anvil", "bellows", "pulley",
    "sieve",
    "trowel", "chisel", "mallet", "spindle", "funnel", "gauge", "valve", "bracket", "rivet",
    "gasket",
  ]
  private static let verbs = [
    "cleans", "carries", "measures", "cools", "lifts", "mends", "stores", "weighs", "turns",
    "seals",
  ]
  private static let places = [
    "in the harbour", "on the farm", "under the bridge", "at the mill", "by the quay",
    "near the kiln",
    "behind the forge",
  ]

  /// Two texts that no other number's are near.
  private static func pair(_ number: Int) -> (question: String, answer: String) {
    let noun = nouns[number % 20]
    let verb = verbs[number / 20 % 10]
    let place = places[number % 7]
    let other = nouns[(number * 7 + 3) % 20]
    let question =
      number % 9 == 0
      ? "What happens when the \(noun) \(verb) nothing \(place), case \(number)?"
      : "Which worker \(verb) the \(noun) \(place) before visit \(number)?"
    let openings = ["The", "Every", "Some", "Only that", "Usually one", "A second", "No other"]
    let answer =
      "\(openings[number % 7]) \(other) keeper \(number) \(verb) it \(place), since \(noun) number "
      + "\(number * 31) belongs to shift \(number % 13) of that week."
    return (question, answer)
  }

  private static let speakers = [
    "It", "This", "Another", "Whoever", "Nobody", "Somebody", "Anybody",
  ]
  private static let count = 200

  private static let pairs = (0..<count).map { number -> JSONObject in
    let pair = pair(number)
    return [
      "id": .integer(number), "question": .string(pair.question), "answer": .string(pair.answer),
    ]
  }

  private static let chats = (0..<count).map { number -> JSONObject in
    let (first, second) = (pair(number), pair(number + 400))
    return [
      "messages": .array([
        turn("system", "You know the harbour."), turn("user", first.question),
        turn("assistant", first.answer), turn("user", second.question),
        turn("assistant", second.answer),
      ])
    ]
  }

  private static let labelled = (0..<count).map { number -> JSONObject in
    let pair = pair(number)
    return [
      "text": .string(pair.question), "label": .string(["praise", "blame", "neither"][number % 3]),
    ]
  }

  private static let preferences = (0..<count).map { number -> JSONObject in
    let pair = pair(number)
    return [
      "prompt": .string(pair.question), "chosen": .string(pair.answer),
      "rejected": .string(
        "\(speakers[number % 7]) in room \(number) never told anyone \(places[number % 7])."),
    ]
  }

  private static func turn(_ role: String, _ content: String) -> JSONValue {
    ["content": .string(content), "role": .string(role)]
  }

  // MARK: Checking

  private static func verdicts(
    _ rows: [JSONObject], heldOut: [JSONObject] = [], broken: [String] = [],
    schema: JSONSchema? = nil,
    prompts: [String] = [], limits: [CheckLine: Int] = [:], documented: Bool? = true
  ) -> [CheckVerdict] {
    var check = DataCheck()
    let runs = PromptRuns(prompts)
    let side: Side? = heldOut.isEmpty ? nil : .train
    for (number, row) in rows.enumerated() {
      check.add(
        CheckReading(
          row, at: CheckPlace("rows:\(number + 1)"), side: side, schema: schema, prompts: runs))
    }
    for reason in broken { check.add(CheckReading(broken: reason, at: CheckPlace("broken"))) }
    for (number, row) in heldOut.enumerated() {
      check.add(CheckReading(row, at: CheckPlace("held:\(number + 1)"), side: .validation))
    }
    return check.verdicts(limits: limits, documented: documented)
  }

  @Test("a document may be summed up more than once; the same summary twice is a fault")
  func summaries() throws {
    let document = (0..<60).map { "Sentence \($0) says what worker \($0 * 7) does." }
      .joined(separator: " ")
    func row(_ number: Int, _ summary: Int) -> JSONObject {
      [
        "document": .string("\(document) Chapter \(number)."),
        "summary": .string(Self.pair(summary).answer),
      ]
    }
    let rows = (0..<40).map { row($0 / 2, $0) }
    let clean = Self.verdicts(rows)
    for line in [CheckLine.questions, .nearDuplicates, .exactDuplicates] {
      #expect(clean.first { $0.line == line }?.faults == 0, "\(line)")
    }
    let repeated = Self.verdicts(rows + [row(30, 3)])
    #expect(repeated.first { $0.line == .nearDuplicates }?.faults == 1)
    let same = Self.verdicts(rows + [row(1, 3)])
    #expect(same.first { $0.line == .exactDuplicates }?.faults == 1)
  }

  private static func failed(_ verdicts: [CheckVerdict]) -> Set<CheckLine> {
    Set(verdicts.filter { $0.word == .fail }.map(\.line))
  }

  @Test(
    "a clean set has no fault", arguments: ["pairs", "chats", "labelled", "preferences", "sides"])
  func clean(kind: String) {
    let verdicts =
      switch kind {
      case "chats": Self.verdicts(Self.chats)
      case "labelled": Self.verdicts(Self.labelled)
      case "preferences": Self.verdicts(Self.preferences)
      case "sides":
        Self.verdicts(Array(Self.pairs.prefix(150)), heldOut: Array(Self.pairs.dropFirst(150)))
      default: Self.verdicts(Self.pairs)
      }
    for verdict in verdicts where verdict.faults > 0 { Issue.record("\(verdict)") }
    #expect(Self.failed(verdicts).isEmpty)
    #expect(verdicts.filter { $0.word == .pass }.count >= 9)
  }

  // MARK: Planted faults

  /// A fault, where it is planted, and the line that must find it.
  struct Plant: Sendable, CustomTestStringConvertible {
    let name: String
    let line: CheckLine
    let rows: [JSONObject]
    var heldOut: [JSONObject] = []
    var broken: [String] = []
    var prompts: [String] = []
    var schema: JSONValue?
    var documented = true

    var testDescription: String { name }
  }

  /// Rows of which some have one field otherwise.
  private static func edited(
    _ rows: [JSONObject], every step: Int = 20, _ field: String, _ value: (String) -> JSONValue?
  ) -> [JSONObject] {
    rows.enumerated().map { number, row in
      guard number % step == 0 else { return row }
      var row = row
      row[field] = value(row[field]?.string ?? "")
      return row
    }
  }

  private static func answers(
    _ name: String, _ line: CheckLine, every step: Int = 20, _ change: (String) -> String
  ) -> Plant {
    Plant(
      name: name, line: line, rows: edited(pairs, every: step, "answer") { .string(change($0)) })
  }

  private static func chat(
    _ name: String, _ line: CheckLine, _ change: ([JSONValue]) -> [JSONValue]
  ) -> Plant {
    Plant(
      name: name, line: line,
      rows: chats.enumerated().map { number, row in
        guard number % 20 == 0, let turns = row["messages"]?.array else { return row }
        return ["messages": .array(change(turns))]
      })
  }

  static let plants: [Plant] = [
    Plant(
      name: "a line that is no JSON", line: .json, rows: pairs, broken: ["the text ends too early"]),
    Plant(
      name: "a field is missing", line: .schema,
      rows: edited(pairs, every: 100, "answer") { _ in nil }),
    Plant(
      name: "a field is misspelt", line: .schema,
      rows: pairs.dropLast() + [["id": 9, "question": "Who goes there at nine?", "anwser": "One."]]),
    Plant(
      name: "a number for a text", line: .schema,
      rows: edited(pairs, every: 100, "answer") { _ in 7 }),
    Plant(
      name: "a row that is not as a schema has it", line: .schema, rows: pairs,
      schema: ["properties": ["answer": ["maxLength": 40, "type": "string"]]]),
    answers("a character that could not be decoded", .encoding) { $0 + " \u{FFFD}." },
    answers("a text decoded as Latin-1", .encoding) { $0.replacing("it", with: "cafÃ©") },
    answers("a control character", .encoding) { "\u{7}" + $0 },
    Plant(name: "a row twice", line: .exactDuplicates, rows: pairs + [pairs[3]]),
    Plant(
      name: "a row twice, under another id", line: .exactDuplicates,
      rows: pairs + edited([pairs[3]], every: 1, "id") { _ in 999 }),
    Plant(
      name: "a row of which a mark differs", line: .nearDuplicates,
      rows: pairs + edited([pairs[3]], every: 1, "answer") { .string($0.replacing(",", with: ";")) }
    ),
    Plant(
      name: "a long row of which a word differs", line: .nearDuplicates,
      rows: pairs
        + ["north", "south"].map { word in
          [
            "id": .string(word), "question": .string("Where to, \(word)?"),
            "answer": .string((0..<60).map { "w\($0)" }.joined(separator: " ") + "."),
          ]
        }),
    Plant(
      name: "a question asked again", line: .questions,
      rows: pairs
        + edited([pairs[3]], every: 1, "answer") { _ in
          "Nobody at all can tell that for certain today."
        }),
    Plant(
      name: "a chosen answer to the same prompt", line: .questions,
      rows: preferences
        + edited([preferences[3]], every: 1, "chosen") { _ in "Nobody at all can tell that today." }
    ),
    chat("conversations without the system prompt of the others", .systemPrompts) {
      Array($0.dropFirst())
    },
    chat("an empty system prompt", .systemPrompts) { [turn("system", " ")] + $0.dropFirst() },
    Plant(
      name: "a system prompt for each", line: .systemPrompts,
      rows: chats.enumerated().map { number, row in
        let turns = row["messages"]?.array ?? []
        return [
          "messages": .array([turn("system", "You are number \(number).")] + turns.dropFirst())
        ]
      }),
    chat("the assistant first", .turns) { [$0[0]] + $0.dropFirst(2) },
    chat("no answer at the end", .turns) { $0.dropLast() },
    chat("two of the user's turns in a row", .turns) { [$0[0], $0[1], $0[1], $0[2]] },
    chat("a role that is none", .turns) { [$0[0], turn("usr", "Hello there?")] + $0.dropFirst(2) },
    chat("the system speaks later", .turns) { $0.dropFirst() + [$0[0]] + $0.suffix(2) },
    chat("a turn without content", .turns) { $0.dropLast() + [["role": "assistant"]] },
    chat("an empty turn", .turns) { $0.dropLast() + [turn("assistant", "\n")] },
    Plant(
      name: "a question without a word", line: .queries,
      rows: edited(pairs, "question") { _ in "???" }),
    Plant(
      name: "a question in capitals", line: .queries,
      rows: edited(pairs, "question") { .string($0.uppercased()) }),
    answers("an empty answer", .emptyAnswers) { _ in "" },
    answers("white space for an answer", .emptyAnswers) { _ in " \n\t" },
    answers("N/A for an answer", .emptyAnswers) { _ in "N/A" },
    answers("TODO for an answer", .emptyAnswers) { _ in "[TODO]" },
    Plant(
      name: "an empty label", line: .emptyAnswers, rows: edited(labelled, "label") { _ in "" }),
    answers("an answer cut off after a word", .truncatedAnswers) {
      $0 + " After that the keeper of the"
    },
    answers("an answer that ends with a comma", .truncatedAnswers) { $0.replacing(".", with: ",") },
    answers("an answer that ends with points", .truncatedAnswers) { $0 + ".." },
    answers("a fence that is not closed", .truncatedAnswers) { $0 + "\n```sh\nls" },
    Plant(
      name: "an answer that is its question", line: .echoes,
      rows: pairs.enumerated().map { number, row in
        var row = row
        if number % 20 == 0 { row["answer"] = row["question"] }
        return row
      }),
    answers("a model that speaks of itself", .boilerplate) {
      "As an AI language model, I say: " + $0
    },
    answers("a model that is sorry", .boilerplate) { _ in
      "I'm sorry, but I cannot assist with that."
    },
    answers("a model that is eager", .boilerplate) { $0 + " I hope this helps!" },
    answers("answers that begin alike", .openings, every: 2) { "In short, one " + $0 },
    answers("a chat's template in an answer", .leakedPrompt) { $0 + "<|im_end|>" },
    answers("instruction marks in an answer", .leakedPrompt) { "[INST] " + $0 },
    answers("a heading of a prompt in an answer", .leakedPrompt) { "### Response: " + $0 },
    answers("talk of the passage", .leakedPrompt) { "According to the passage, " + $0 },
    Plant(
      name: "a placeholder that was not filled", line: .leakedPrompt,
      rows: edited(pairs, "question") { .string($0 + " about {topic}") }),
    Plant(
      name: "words of the template", line: .leakedPrompt,
      rows: edited(pairs, "answer") {
        .string($0 + " Every question must make sense to a reader who sees nothing.")
      }, prompts: ["Domain: {domain}. Every question must make sense to a reader who sees nothing."]
    ),
    answers("answers far too long", .lengthOutliers, every: 20) { text in
      (0..<40).map { "\(text) \($0)" }.joined(separator: " ") + "."
    },
    answers("answers far too short", .lengthOutliers, every: 20) { _ in "Yes." },
    Plant(
      name: "a label that is rare", line: .balance,
      rows: labelled.enumerated().map { number, row in
        var row = row
        row["label"] = .string(number % 50 == 0 ? "blame" : "praise")
        return row
      }),
    Plant(
      name: "a category beside the rows that is rare", line: .balance,
      rows: pairs.enumerated().map { number, row in
        var row = row
        row["metadata"] = ["topic": .string(number == 7 ? "ropes" : ["oars", "sails"][number % 2])]
        return row
      }),
    Plant(
      name: "no edge cases", line: .edgeCases,
      rows: (0..<count).map { number in
        let pair = pair(number)
        return [
          "question": .string("Which worker \(number) keeps the \(nouns[number % 20])?"),
          "answer": .string(pair.answer),
        ]
      }),
    Plant(
      name: "a held-out row that is a training one", line: .splitLeakage, rows: pairs,
      heldOut: [
        ["id": "h", "question": pairs[5]["question"] ?? "", "answer": pairs[5]["answer"] ?? ""]
      ]),
    Plant(
      name: "a held-out row near a training one", line: .splitLeakage, rows: pairs,
      heldOut: edited([pairs[5]], every: 1, "answer") { .string($0.replacing(".", with: "!")) }),
    Plant(name: "no statistics beside the rows", line: .statistics, rows: pairs, documented: false),
  ]

  @Test("there are at least thirty faults, and of every line but the teacher's at least one")
  func table() {
    #expect(Self.plants.count >= 30)
    #expect(Set(Self.plants.map(\.line)) == Set(CheckLine.allCases).subtracting([.accuracy]))
    #expect(Set(Self.plants.map(\.name)).count == Self.plants.count)
  }

  @Test("each planted fault is found, and shown where it is", arguments: plants)
  func planted(plant: Plant) throws {
    let schema = try plant.schema.map { try JSONSchema($0) }
    let verdicts = Self.verdicts(
      plant.rows, heldOut: plant.heldOut, broken: plant.broken, schema: schema,
      prompts: plant.prompts, documented: plant.documented)
    let verdict = try #require(verdicts.first { $0.line == plant.line })
    #expect(verdict.word == .fail && verdict.faults > 0)
    #expect(!verdict.examples.isEmpty && verdict.examples.count <= 5)
    // What depends on a fault may fail with it; a line of another kind may not.
    let related: [CheckLine: Set<CheckLine>] = [
      .exactDuplicates: [.questions], .nearDuplicates: [.questions],
      .emptyAnswers: [.lengthOutliers],
      .schema: [.questions], .splitLeakage: [.exactDuplicates, .nearDuplicates, .questions],
      .encoding: [.lengthOutliers], .echoes: [.nearDuplicates],
      .turns: [.systemPrompts, .emptyAnswers, .lengthOutliers, .nearDuplicates],
      .queries: [.questions, .lengthOutliers, .nearDuplicates],
      .boilerplate: [.lengthOutliers, .nearDuplicates],
      .lengthOutliers: [.nearDuplicates, .exactDuplicates], .systemPrompts: [.turns],
    ]
    let others = Self.failed(verdicts).subtracting([plant.line]).subtracting(
      related[plant.line] ?? [])
    #expect(others.isEmpty, "\(others)")
  }

  @Test("a fault within its limit passes, and one beyond it fails")
  func limits() throws {
    let rows = Self.pairs + [Self.pairs[3]]
    let wide = Self.verdicts(rows, limits: [.exactDuplicates: 10_000, .questions: 10_000])
    #expect(Self.failed(wide).isEmpty)
    let narrow = Self.verdicts(rows, limits: [.exactDuplicates: 4_000])
    #expect(Self.failed(narrow).contains(.exactDuplicates))
  }
}
