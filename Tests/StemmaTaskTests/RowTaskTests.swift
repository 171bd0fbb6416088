import StemmaRecord
import StemmaTask
import Testing

@Suite("tasks of rows")
struct RowTaskTests {
  private func subject(_ columns: JSONObject) -> Subject {
    .row(SourceRow(input: "t.csv", name: "a", columns: columns, place: 2))
  }

  /// The record's row of the first row in an answer, or why there is none.
  private func made(
    _ task: any TaskDefinition, _ answer: String, of columns: JSONObject
  ) throws -> JSONValue {
    guard case .rows(let rows) = task.read(answer), let first = rows.first else {
      return "unparsable"
    }
    let row = task.completed(first, of: subject(columns), nil)
    if let fault = task.fault(in: row, of: subject(columns)) { return .string(fault) }
    let violation = try JSONSchema(task.rowSchema).violation(of: .object(row))
    return violation.map { .string("\($0.pointer) \($0.keyword)") } ?? .object(row)
  }

  // MARK: generic

  private func generic(_ outputs: [String], keep: [String]? = nil) -> any TaskDefinition {
    GenericTask().configured(
      by: TaskSettings(
        strategy: "rows", outputs: outputs.map { OutputField(name: $0) }, kept: keep))
  }

  @Test("a record has what is kept and the outputs, whatever else an answer says")
  func outputs() throws {
    let columns: JSONObject = ["n": 5, "title": "T"]
    let answer = #"{"rows": [{"note": "N.", "title": "other", "extra": 1}]}"#
    #expect(
      try made(generic(["note"]), answer, of: columns) == ["n": 5, "note": "N.", "title": "T"])
    #expect(
      try made(generic(["note"], keep: ["title"]), answer, of: columns)
        == ["note": "N.", "title": "T"])
    #expect(try made(generic(["note"], keep: []), answer, of: columns) == ["note": "N."])
  }

  @Test(
    "an answer without an output, or with an empty one, makes no record",
    arguments: [
      (#"{"rows": [{"note": "N."}]}"#, "it has no `tag`"),
      (#"{"rows": [{"note": " ", "tag": "x"}]}"#, "its `note` is no text, or an empty one"),
      (#"{"rows": [{"note": 5, "tag": "x"}]}"#, "its `note` is no text, or an empty one"),
      (#"{"rows": [{"note": null, "tag": "x"}]}"#, "its `note` is no text, or an empty one"),
      ("{", "unparsable"), ("{\"rows\": 5}", "unparsable"),
    ])
  func faulty(answer: String, reason: String) throws {
    #expect(
      try made(generic(["note", "tag"]), answer, of: ["title": "T"]) == .string(reason))
  }

  @Test("the answer's schema asks for the outputs alone, with their descriptions")
  func schema() throws {
    let task = GenericTask().configured(
      by: TaskSettings(
        strategy: "rows", outputs: [OutputField(name: "note", description: "Short.")],
        kept: ["title"]))
    let row = try #require(task.answerSchema(count: 3)["properties"]?["rows"]?["items"])
    #expect(row["required"] == ["note"] && row["additionalProperties"] == false)
    #expect(row["properties"]?.object?.members.map(\.key) == ["note"])
    #expect(row["properties"]?["note"]?["description"] == "Short.")
    #expect(task.rowSchema["required"] == ["note", "title"])
  }

  // MARK: qa_rating

  private static let points = #""accuracy": 3, "relevance": 1, "clarity": 2, "usefulness": 0"#

  @Test(
    "a rating is the sum of its parts, and the row's own columns stay, whatever the answer says")
  func rating() throws {
    let columns: JSONObject = ["answer": "A", "n": .number(1.5), "question": "Q?"]
    let wanted: JSONValue = [
      "accuracy": 3, "answer": "A", "clarity": 2, "n": .number(1.5), "question": "Q?", "rating": 6,
      "relevance": 1, "usefulness": 0,
    ]
    for answer in [
      "{\"ratings\": [{\(Self.points)}]}", "{\(Self.points), \"rating\": 10}",
      "Here: ```{\"ratings\": [{\"id\": 1, \(Self.points), \"question\": \"Other?\"}]}```",
    ] {
      #expect(try made(RatingTask(), answer, of: columns) == wanted, "\(answer)")
    }
  }

  @Test(
    "points that are missing, no whole numbers or out of range make no rating",
    arguments: [
      #"{"accuracy": 4, "relevance": 1, "clarity": 2, "usefulness": 0}"#,
      #"{"accuracy": -1, "relevance": 1, "clarity": 2, "usefulness": 0}"#,
      #"{"accuracy": 1.5, "relevance": 1, "clarity": 2, "usefulness": 0}"#,
      #"{"accuracy": "3", "relevance": 1, "clarity": 2, "usefulness": 0}"#,
      #"{"accuracy": 3, "relevance": 1, "clarity": 2}"#,
    ])
  func noRating(answer: String) throws {
    #expect(
      try made(RatingTask(), answer, of: ["q": "Q"])
        == "a part of its rating is missing, or outside its range")
  }

  @Test("rows that have a rating already are none for it, unless that is not kept")
  func rated() {
    let row = SourceRow(input: "t", name: "a", columns: ["q": "Q", "rating": 9], place: 1)
    #expect(RatingTask().misfit(of: row) == "has a column `rating` already")
    let kept = RatingTask().subjects(
      of: [.row(row)], TaskSettings(strategy: "rate", kept: ["q"]))
    #expect(kept.compactMap(\.row?.columns) == [["q": "Q"]])
  }

  // MARK: cot_enhancement

  private static let chat: JSONObject = [
    "messages": [
      ["content": "Be brief.", "role": "system"], ["content": "Why?", "role": "user"],
      ["content": "So.", "name": "a", "role": "assistant"], ["content": "And?", "role": "user"],
      ["content": "Thus.", "role": "assistant"],
    ], "tag": "x",
  ]

  @Test("reasoning comes into each of the assistant's turns, and everything else stays")
  func reasoning() throws {
    let answer = #"{"conversations": [{"reasoning": ["First.", "Then."]}]}"#
    let made = try made(ReasoningAdditionTask(), answer, of: Self.chat)
    var turns = try #require(made["messages"]?.array)
    #expect(turns.map { $0["reasoning"] } == [nil, nil, "First.", nil, "Then."])
    turns = turns.map { turn in
      var turn = turn.object ?? [:]
      turn["reasoning"] = nil
      return .object(turn)
    }
    #expect(turns == Self.chat["messages"]?.array && made["tag"] == "x")
    let row = try #require(made.object)
    #expect(
      ReasoningAdditionTask().roles(of: row).conversation?.map(\.content)
        == ["Be brief.", "Why?", "First.\n\nSo.", "And?", "Then.\n\nThus."])
  }

  @Test("a question with its answer gets a column, and turns of ShareGPT's a member")
  func forms() throws {
    let pair: JSONObject = ["answer": "A.", "id": 4, "question": "Q?"]
    let answer = #"{"conversations": [{"reasoning": ["So it is."]}]}"#
    #expect(
      try made(ReasoningAdditionTask(), answer, of: pair)
        == ["answer": "A.", "id": 4, "question": "Q?", "reasoning": "So it is."])
    let shared: JSONObject = [
      "conversations": [["from": "human", "value": "Q?"], ["from": "gpt", "value": "A."]]
    ]
    #expect(
      try made(ReasoningAdditionTask(), answer, of: shared)["conversations"]?.array?.last
        == ["from": "gpt", "reasoning": "So it is.", "value": "A."])
  }

  @Test(
    "an answer that is no reasoning for each turn makes no record, nor one that brings its own turns",
    arguments: [
      #"{"conversations": [{"reasoning": ["One."]}]}"#,
      #"{"conversations": [{"reasoning": ["One.", " "]}]}"#,
      #"{"conversations": [{"reasoning": ["One.", 5]}]}"#,
      #"{"conversations": [{"reasoning": ["One.", "Two.", "Three."]}]}"#,
      #"{"conversations": [{"reasoning": "x", "tag": "x", "messages": [{"role": "assistant", "content": "M", "reasoning": "R"}]}]}"#,
      #"{"conversations": [{"reasoning": null}]}"#,
    ])
  func noReasoning(answer: String) throws {
    #expect(
      try made(ReasoningAdditionTask(), answer, of: Self.chat)
        == "it has not one reasoning for each of the 2 answers")
  }

  @Test(
    "rows that are no conversation, have an empty answer, or have reasoning, are refused",
    arguments: [
      (["a": "b"], "is no question with its answer and has no `messages`"),
      (["messages": [["content": "Hi", "role": "user"]]], "has no turn of the assistant's"),
      (["messages": [["role": "assistant"]]], "has no role or no content in turn 1"),
      (["messages": []], "has no turn of the assistant's"),
      (
        ["messages": [["content": "A", "reasoning": "R", "role": "assistant"]]],
        "has a `reasoning` already"
      ),
      (["answer": "A", "question": "Q", "reasoning": "R"], "has a `reasoning` already"),
      (["answer": "", "question": "Q"], "has an empty answer"),
      (["messages": [["content": " \n", "role": "assistant"]]], "has an empty answer"),
      (
        ["chosen": "A", "prompt": "Q", "rejected": "B"],
        "is no question with its answer and has no `messages`"
      ),
    ] as [(JSONObject, String)])
  func misfits(columns: JSONObject, reason: String) {
    let row = SourceRow(input: "t", name: "a", columns: columns, place: 1)
    #expect(ReasoningAdditionTask().misfit(of: row) == reason)
  }
}
