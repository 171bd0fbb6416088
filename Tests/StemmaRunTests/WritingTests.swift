import StemmaRecord
import Testing

@testable import StemmaRun

/// What is written by hand is what `CanonicalJSON` would write.
@Suite("Writing records by hand")
struct WritingTests {
  private let source = Recorder.Source(
    attempt: 2, candidate: 10,
    last: Recorder.Step(prompt: ObjectID(of: .prompt, "p".utf8), role: .teacher))
  private let verdicts = [
    Verdict(filter: "schema", reason: nil),
    Verdict(filter: "length", reason: "too \"long\"", score: 7),
    Verdict(filter: "duplicates", reason: "near", score: 930_000, other: RecordID("é\n")),
  ]
  private let origin: JSONObject = ["slot": 3, "input": "a.md", "heading": ["A \\ B"]]
  private let row: JSONObject = ["question": "Why\u{7}?", "answer": "«So»", "n": 1]

  private var originBytes: [UInt8] { CanonicalJSON.bytes(.object(origin)) }
  private var rowBytes: [UInt8] { CanonicalJSON.bytes(.object(row)) }

  private func expectCanonical(_ bytes: [UInt8], _ json: JSONValue) throws {
    #expect(bytes == CanonicalJSON.bytes(json))
    #expect(try JSONReader.read(bytes) == json)
  }

  @Test("records")
  func records() throws {
    try expectCanonical(
      Writing.record(origin: originBytes, row: rowBytes),
      ["origin": .object(origin), "row": .object(row)])
  }

  @Test("traces, with verdicts of all kinds and with none")
  func traces() throws {
    for verdicts in [verdicts, []] {
      try expectCanonical(
        Writing.trace(source, slot: 4, verdicts: verdicts),
        [
          "attempt": 2, "candidate": 10, "prompt": .string(source.last.prompt.description),
          "slot": 4,
          "verdicts": .array(verdicts.map(\.json)),
        ])
    }
  }

  @Test("what was asked before, in which roles and of whom")
  func steps() throws {
    let ids = ["p", "q", "r"].map { ObjectID(of: .prompt, $0.utf8) }
    let source = Recorder.Source(
      attempt: 0, candidate: 1,
      last: Recorder.Step(prompt: ids[2], role: .rejected, teacher: "c"),
      before: [
        Recorder.Step(prompt: ids[0], role: .question, teacher: "a"),
        Recorder.Step(prompt: ids[1], role: .chosen),
      ])
    let before: JSONValue = [
      ["prompt": .string(ids[0].description), "role": "question", "teacher": "a"],
      ["prompt": .string(ids[1].description), "role": "chosen"],
    ]
    try expectCanonical(
      Writing.trace(source, slot: 4, verdicts: []),
      [
        "attempt": 0, "before": before, "candidate": 1, "prompt": .string(ids[2].description),
        "role": "rejected", "slot": 4, "teacher": "c", "verdicts": .array([]),
      ])
    try expectCanonical(
      Writing.drop(
        RecordID("id"), .unparsable, source, origin: originBytes, row: rowBytes, raw: "a",
        reason: "b", verdicts: []),
      [
        "attempt": 0, "before": before, "candidate": 1, "origin": .object(origin),
        "outcome": "unparsable", "prompt": .string(ids[2].description), "raw": "a", "reason": "b",
        "record": "id", "role": "rejected", "row": .object(row), "teacher": "c",
        "verdicts": .array([]),
      ])
  }

  @Test("entries of the ledger, with and without a row and a raw answer")
  func ledger() throws {
    for (row, raw) in [(row, nil), (nil, "an \"answer\""), (nil, nil)] as [(JSONObject?, String?)] {
      var json: JSONObject = [
        "attempt": 2, "candidate": 10, "origin": .object(origin),
        "outcome": "dropped.length.too \"long\"", "prompt": .string(source.last.prompt.description),
        "record": "id", "verdicts": .array(verdicts.map(\.json)),
      ]
      json["row"] = row.map { .object($0) }
      json["raw"] = raw.map { .string($0) }
      json["reason"] = raw.map { .string("of \($0)") }
      try expectCanonical(
        Writing.drop(
          RecordID("id"), .dropped(filter: "length", reason: "too \"long\""), source,
          origin: originBytes, row: row.map { CanonicalJSON.bytes(.object($0)) }, raw: raw,
          reason: raw.map { "of \($0)" }, verdicts: verdicts),
        .object(json))
    }
  }

  @Test("prompts, whatever the one before was like")
  func prompts() throws {
    var writer = PromptWriter(for: Sampling())
    let samplings = [
      Sampling(), Sampling(seed: 1), Sampling(seed: 1), Sampling(temperature: Millionths(count: 0)),
      Sampling(),
    ]
    let messages = [
      Message(role: "system", content: "Be\tgood."), Message(role: "user", content: ""),
    ]
    let schemas: [JSONValue?] = [nil, ["type": "object"], ["type": "object"], nil, ["a": ["b"]]]
    for (number, sampling) in samplings.enumerated() {
      let prompt = Prompt(
        key: PromptKey(item: ItemKey(["test": 1]), slots: 0..<1),
        messages: Array(messages.suffix(number % 3)),
        sampling: sampling, schema: schemas[number],
        context: PromptContext(
          task: "qa", section: sections(1)[0], strategy: "extraction", domain: nil,
          constraints: []))
      try expectCanonical(writer.bytes(of: prompt), prompt.json)
    }
  }
}
