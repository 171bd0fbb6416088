import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("seeds")
struct SeedReaderTests {
  private func seeds(_ text: String) throws(SeedError) -> [Seed] {
    try SeedReader().seeds(of: Array(text.utf8), name: "s.json")
  }

  /// Each problem as `code place`.
  private func problems(_ text: String) -> [String] {
    do throws(SeedError) {
      _ = try seeds(text)
      return []
    } catch {
      return error.problems.map { "\($0.code) \($0.place ?? "")" }
    }
  }

  @Test("every name for an instruction and a response is understood, in any case")
  func aliases() throws {
    for (instruction, response) in [
      ("instruction", "response"), ("prompt", "output"), ("input", "answer"),
      ("Instruction", "RESPONSE"), ("PROMPT", "Output"), ("inPut", "ansWer"),
    ] {
      let found = try seeds(#"[{"\#(instruction)": "Ask.", "\#(response)": "Say."}]"#)
      #expect(found.map(\.instruction) == ["Ask."] && found.map(\.response) == ["Say."])
    }
  }

  @Test("names that say the same, or nothing, may stand side by side; others contradict")
  func contradictions() throws {
    let same = #"{"instruction": "A", "prompt": "A", "input": " ", "output": "B", "answer": null}"#
    let found = try seeds("[\(same)]")
    #expect(found.map(\.instruction) == ["A"])
    #expect(
      problems(#"[{"prompt": "A", "Input": "B", "output": "C", "answer": "D"}]"#)
        == ["seeds.contradiction s.json:1 [0].prompt", "seeds.contradiction s.json:1 [0].output"])
  }

  @Test("an array and JSON Lines of the same entries give seeds of the same names")
  func forms() throws {
    let one = #"{"prompt": "A?", "answer": "B"}"#
    let two = #"{"id": 7, "prompt": "C?", "answer": "D"}"#
    let array = try seeds("\u{FEFF}[\(one),\n \(two)\n, \(one)]")
    let lines = try seeds("\(one)\r\n\n\(two)\n\(one)")
    #expect(array.map(\.name) == lines.map(\.name))
    #expect(array.map(\.place) == [1, 2, 3] && lines.map(\.place) == [1, 3, 4])
    #expect(array[0].name.hasPrefix("#") && array[2].name == array[0].name + ".1")
    #expect(array[1].name == "7")
  }

  @Test("a seed's name does not move when another one is inserted")
  func stable() throws {
    let one = #"{"prompt": "A?", "answer": "B"}"#
    let two = #"{"prompt": "C?", "answer": "D"}"#
    let before = try seeds("[\(two)]")[0].name
    let after = try seeds("[\(one), \(two)]")
    #expect(after[1].name == before)
  }

  @Test("all bad entries are named at once, by place, index and field")
  func allAtOnce() {
    let text = """
      [
        {"instruction": "A"},
        7,
        {"prompt": 1, "answer": " "},
        {"prompt": "A", "answer": "B", "id": []},
        {"prompt": "A", "answer": "B", "id": "x"},
        {"prompt": "B", "answer": "B", "id": "x"},
        {"tags": [[["{"]]]}
      ]
      """
    #expect(
      problems(text) == [
        "seeds.missing-field s.json:2 [0].response", "seeds.wrong-type s.json:3 [1]",
        "seeds.wrong-type s.json:4 [2].prompt", "seeds.empty-text s.json:4 [2].answer",
        "seeds.wrong-type s.json:5 [3].id", "seeds.duplicate-id s.json:7 [5].id",
        "seeds.missing-field s.json:8 [6].instruction", "seeds.missing-field s.json:8 [6].response",
      ])
    let lines = "{\"prompt\": \"A\"}\nnonsense\n{\"prompt\": \"A\", \"answer\": \"B\"}\n{}{}"
    #expect(
      problems(lines) == [
        "seeds.missing-field s.json:1 [0].response", "seeds.not-json s.json:2 [1]",
        "seeds.not-json s.json:4 [3]",
      ])
  }

  @Test("what is no list of seeds is refused with a reason")
  func nothing() {
    #expect(problems("") == ["seeds.empty s.json"])
    #expect(problems("[]") == ["seeds.empty s.json"])
    #expect(problems(" \n ") == ["seeds.empty s.json"])
    #expect(problems("[1,\n2\n,}") == ["seeds.not-json s.json:3"])
    #expect(problems("seeds: none") == ["seeds.not-json s.json:1 [0]"])
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(problems(deep) == ["seeds.not-json s.json:1"])
    #expect(problems(#"[{"prompt": "\ud800", "answer": "a"}]"#).first?.hasPrefix("seeds.") == true)
    let long = String(repeating: "a", count: SeedFields.textLimitBytes + 1)
    #expect(
      problems(#"[{"prompt": "\#(long)", "answer": "a"}]"#) == [
        "seeds.too-long s.json:1 [0].prompt"
      ])
  }

  @Test("of many problems a hundred are told, and how many follow")
  func many() throws {
    let found = problems(String(repeating: "{}\n", count: 90))
    #expect(found.count == 101 && found[100].hasPrefix("seeds.too-many-problems"))
  }

  @Test("the text of seeds gives them back")
  func text() throws {
    let reader = SeedReader()
    let bytes = Array(#"{"id": "q\n", "prompt": "A \"b\"\n?", "answer": "Ü"}"#.utf8)
    let text = try reader.text(of: bytes, name: "s")
    let found = try reader.seeds(of: bytes, name: "s")
    #expect(reader.seeds(of: text, name: "s") == found)
    #expect(reader.seeds(of: "no seeds", name: "s") == nil)
  }

  @Test("rows of a dataset are seeds by their ids, questions and answers too")
  func rows() throws {
    func record(_ id: String, _ row: JSONObject) -> Record {
      Record(id: RecordID(id), row: row, origin: nil)
    }
    let good = [
      record("a", ["question": "Q?", "answer": "A."]),
      record("b", ["instruction": "I.", "response": "R.", "id": []]),
      record("c", ["prompt": "P.", "chosen": "C.", "rejected": "R."]),
    ]
    // A row's own field `id` has no say.
    let error = #expect(throws: SeedError.self) {
      try SeedReader().seeds(of: good + [record("d", ["text": "T"])], dataset: "d")
    }
    #expect(error?.problems.map { $0.place ?? "" }.contains("d [3].instruction") == true)
    let found = try SeedReader().seeds(of: [good[0], good[2]], dataset: "d")
    #expect(found.map(\.name) == ["a", "c"] && found.map(\.response) == ["A.", "C."])
    #expect(found.map(\.input) == ["d", "d"] && found.map(\.place) == [1, 2])
  }

  @Test("damaged files of seeds are read or refused, and never crash", arguments: 0..<8)
  func damaged(seed: UInt64) {
    let original = Array(
      #"[{"id": "a", "Prompt": "A \u00e9 \"b\"", "answer": "C"}, {"input": "x", "output": "y"}]"#
        .utf8)
    var draws = Draws(seed: seed, item: ItemKey(["test": "seeds"]), slot: 0)
    for _ in 0..<1_500 {
      var bytes = original
      for _ in 0...draws.below(4) {
        let place = Int(draws.below(UInt64(bytes.count)))
        switch draws.below(4) {
        case 0: bytes[place] ^= 1 << UInt8(draws.below(8))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
        default: bytes.insert(Array("[]{}\",:\n".utf8)[Int(draws.below(8))], at: place)
        }
      }
      do throws(SeedError) {
        let found = try SeedReader().seeds(of: bytes, name: "s")
        #expect(!found.isEmpty && Set(found.map(\.name)).count == found.count, "seed \(seed)")
      } catch {
        #expect(!error.problems.isEmpty && error.code.hasPrefix("seeds."), "seed \(seed)")
      }
    }
  }
}
