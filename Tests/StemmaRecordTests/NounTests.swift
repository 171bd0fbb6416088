import StemmaRecord
import StemmaTesting
import Testing

@Suite("nouns")
struct NounTests {
  static let decimals: [(text: String, count: Int, shown: String)] = [
    ("0.7", 700_000, "0.7"), ("0.7000000", 700_000, "0.7"), ("-0", 0, "0"), ("+1", 1_000_000, "1"),
    ("-0.25", -250_000, "-0.25"), ("12.500", 12_500_000, "12.5"), ("0.000001", 1, "0.000001"),
    ("-0.000001", -1, "-0.000001"), ("007", 7_000_000, "7"), ("1.0000000000", 1_000_000, "1"),
    ("999999999999.999999", 999_999_999_999_999_999, "999999999999.999999"), ("2", 2_000_000, "2"),
    ("10", 10_000_000, "10"), ("0.10", 100_000, "0.1"),
  ]

  @Test("decimals are read exactly and shown shortest", arguments: decimals.indices)
  func decimal(row: Int) throws {
    let (text, count, shown) = Self.decimals[row]
    let value = try #require(Millionths(text), "\(text)")
    #expect(value.count == count, "\(text)")
    #expect(value.description == shown, "\(text)")
    #expect(Millionths(shown) == value, "\(text)")
  }

  @Test(
    "what is no plain decimal is refused",
    arguments: [
      "", ".5", "1.", "1e3", "-", "+", "--1", "1.2.3", " 1", "1 ", "1,5", "0.0000001",
      "1000000000000", "nan", "inf", "0x1", "\u{FF11}", "1\u{301}", "1_0", "-.5", "\u{2212}1",
    ])
  func noDecimal(text: String) {
    #expect(Millionths(text) == nil)
  }

  @Test("millionths of any size come back from their text, in order")
  func decimalRoundTrip() {
    var dice = Dice(4)
    for _ in 0..<2000 {
      let value = Millionths(count: Int.random(in: -2_000_000_000...2_000_000_000, using: &dice))
      #expect(Millionths(value.description) == value, "seed 4: \(value.count)")
    }
    #expect(Millionths(count: -1) < Millionths(count: 0))
  }

  @Test(
    "dataset names that are valid",
    arguments: ["a", "0", "coffee", "a.b", "a-b_c.d", "9lives", String(repeating: "x", count: 64)])
  func validName(name: String) { #expect(DatasetName.isValid(name)) }

  @Test(
    "dataset names that are not",
    arguments: [
      "", "A", ".a", "-a", "_a", "a b", "a/b", "a..b", "a.", "a.lock", "é", "e\u{301}", "a\u{301}",
      "a@1", "a\n", "a~", "a^", "a:", "a?", "a*", "a[", "a\\", String(repeating: "x", count: 65),
    ])
  func invalidName(name: String) { #expect(!DatasetName.isValid(name)) }

  private var counts: Counts {
    var counts = Counts()
    counts.slots = 5
    counts.asked = 7
    counts.candidates = 4
    counts.rounds = 2
    counts.add(.kept)
    counts.add(.kept)
    counts.add(.dropped(filter: "length", reason: "answer-too-short"))
    counts.add(.missing)
    return counts
  }

  private var receipt: Receipt {
    let ids = (0..<8).map { ObjectID(of: .text, "\($0)".utf8) }
    return Receipt(
      plan: ids[0],
      inputs: [
        Receipt.Input(name: "a.md", bytes: ids[1], text: ids[2]),
        Receipt.Input(name: "b.md", bytes: ids[1], text: ids[3]),
      ], revisions: ["planner": 1, "task.qa": 2],
      roots: Receipt.Roots(records: ids[4], traces: ids[5], ledger: ids[6], transcript: ids[7]),
      counts: counts, grade: .exact)
  }

  /// With what only some receipts have: parents, and sides.
  private var derived: Receipt {
    var counts = counts
    counts.sides = ["train": 1, "validation": 1]
    let ids = (0..<3).map { ObjectID(of: .text, "derived \($0)".utf8) }
    return Receipt(
      plan: receipt.plan, inputs: receipt.inputs,
      parents: [
        Receipt.Parent(dataset: "b", receipt: ids[0]),
        Receipt.Parent(dataset: "a", receipt: ids[1]),
      ], revisions: ["split": 1],
      roots: Receipt.Roots(
        records: receipt.roots.records, traces: receipt.roots.traces,
        ledger: receipt.roots.ledger, transcript: receipt.roots.transcript, sides: ids[2]),
      counts: counts, grade: .given)
  }

  @Test("a receipt with parents and sides comes back, and without them it has no such members")
  func derivedReceipt() throws {
    let back = try #require(Receipt(json: try JSONReader.read(derived.bytes)))
    #expect(back == derived && back.id == derived.id)
    #expect(
      derived.roots.named.map(\.name) == ["ledger", "records", "sides", "traces", "transcript"])
    #expect(receipt.json["parents"] == nil && receipt.json["roots"]?["sides"] == nil)
    #expect(receipt.json["counts"]?["sides"] == nil)
    for value in spoilt(derived.json) {
      if let read = Receipt(json: value) { #expect(read.json == value) }
    }
  }

  @Test("a record's side comes back from its entry, a spoilt one is refused")
  func sides() {
    let leak = RecordSide(RecordSide.Leak(drawn: .test, other: RecordID("ab"), score: 812_500))
    for side in [leak, RecordSide(.train), RecordSide(.validation), RecordSide(.test)] {
      #expect(RecordSide(json: side.json) == side)
    }
    #expect(leak.side == .none && RecordSide(.train).leak == nil)
    for value in [["side": "none"], ["side": "left"], [:], ["drawn": "test"]] as [JSONValue] {
      #expect(RecordSide(json: value) == nil)
    }
  }

  @Test("counts hold outcomes by word, and come back from JSON")
  func countsRoundTrip() {
    #expect(counts.kept == 2)
    #expect(counts.outcomes == ["kept": 2, "dropped.length.answer-too-short": 1, "missing": 1])
    #expect(Counts(json: counts.json) == counts)
  }

  @Test("a receipt comes back from its own bytes with the same id")
  func receiptRoundTrip() throws {
    let back = try #require(Receipt(json: try JSONReader.read(receipt.bytes)))
    #expect(back == receipt)
    #expect(back.id == receipt.id)
    #expect(receipt.id == ObjectID(of: .receipt, receipt.bytes))
    #expect(receipt.roots.named.map(\.name) == ["ledger", "records", "traces", "transcript"])
  }

  /// Every value of a tree, taken away or replaced in turn.
  private func spoilt(_ value: JSONValue) -> [JSONValue] {
    guard let object = value.object else {
      guard let array = value.array else { return [.null, [:], .number(0.5)] }
      return [.null]
        + array.indices.flatMap { index in
          spoilt(array[index]).map { element in
            var array = array
            array[index] = element
            return .array(array)
          }
        }
    }
    var spoiltOnes: [JSONValue] = [.null]
    for (key, member) in object.members {
      for element in [nil] + spoilt(member).map(Optional.some) {
        var changed = object
        changed[key] = element
        spoiltOnes.append(.object(changed))
      }
    }
    return spoiltOnes
  }

  @Test("a receipt with a member missing or of another type is refused")
  func spoiltReceipts() {
    var refused = 0
    for value in spoilt(receipt.json) {
      // Without one of several revisions or outcomes it is another receipt, not a malformed one.
      if let read = Receipt(json: value) { #expect(read.json == value) } else { refused += 1 }
    }
    #expect(refused > 60)
    #expect(Receipt(json: "text") == nil)
    var graded = receipt.json.object ?? JSONObject()
    graded["grade"] = "guessed"
    #expect(Receipt(json: .object(graded)) == nil)
  }

  private let record = Candidate(
    id: RecordID("ab"), row: ["question": "Why?", "answer": "So."],
    origin: Origin(
      input: "a.md", headingPath: ["One", "Two"], section: "0123456789abcdef",
      strategy: "extraction", slot: 3))

  @Test("a record comes back from its entry")
  func recordRoundTrip() {
    #expect(Record(id: record.id, json: record.json) == record)
    #expect(record.json["id"] == nil)
  }

  @Test("a record of a seed, and one that was given, come back from their entries")
  func otherOrigins() {
    let origin = Origin(input: "a.json", place: .seed("ab.0"), strategy: "why", slot: 2)
    for origin in [origin, nil] {
      let record = Record(id: record.id, row: record.row, origin: origin)
      #expect(Record(id: record.id, json: record.json) == record)
    }
  }

  @Test("a receipt names the versions it descends from, in order, and only where there are any")
  func parents() {
    let parents = ["b", "a"].map {
      Receipt.Parent(dataset: $0, receipt: ObjectID(of: .receipt, $0.utf8))
    }
    let descended = Receipt(
      plan: receipt.plan, inputs: [], parents: parents, revisions: receipt.revisions,
      roots: receipt.roots, counts: receipt.counts, grade: .given)
    #expect(Receipt(json: descended.json) == descended)
    #expect(receipt.json["parents"] == nil)
  }

  @Test("an entry with a member missing or of another type is no record")
  func spoiltRecords() throws {
    for value in spoilt(record.json) {
      if let read = Record(id: record.id, json: value) {
        #expect(read.json == value, "\(CanonicalJSON.text(value))")
      }
    }
    let origin = try #require(record.json["origin"])
    #expect(Record(id: record.id, json: ["origin": origin]) == nil)
    #expect(Record(id: record.id, json: ["origin": [:], "row": [:]]) == nil)
  }

  @Test("unset sampling values are left out, the others are strings where they must be exact")
  func sampling() {
    #expect(Sampling().json.members.isEmpty)
    let sampling = Sampling(
      seed: .max, temperature: Millionths(count: 700_000), topP: Millionths(count: 1_000_000),
      maxTokens: 100)
    #expect(
      CanonicalJSON.text(.object(sampling.json))
        == #"{"max_tokens":100,"seed":"18446744073709551615","temperature":"0.7","top_p":"1"}"#)
  }

  @Test("every outcome has a word of its own")
  func words() {
    let outcomes: [Outcome] = [
      .kept, .dropped(filter: "a", reason: "b"), .dropped(filter: "a", reason: "c"), .surplus,
      .missing, .unparsable, .truncated, .refused, .failed,
    ]
    #expect(Set(outcomes.map(\.word)).count == outcomes.count)
    #expect(outcomes[1].word == "dropped.a.b")
  }

  @Test("an error says where, what, what next and its code")
  func errors() {
    struct Sample: ActionableError {
      var code: String { "test.sample" }
      var whatHappened: String { "It broke." }
      var place: String? { "a.md:3" }
      var nextStep: String { "Mend it." }
    }
    #expect(Sample().description == "a.md:3: It broke. Mend it. [test.sample]")
  }
}
