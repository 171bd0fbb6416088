import StemmaRecord

@testable import StemmaFilter

/// The schema of a row with a question and an answer.
let questionSchema: JSONValue = [
  "type": "object", "required": ["question", "answer"], "additionalProperties": false,
  "properties": ["question": ["type": "string"], "answer": ["type": "string"]],
]

func candidate(_ id: String, _ row: JSONObject) -> Candidate {
  Candidate(
    id: RecordID(id), row: row,
    origin: Origin(input: "notes", headingPath: [], section: "s", strategy: "extraction", slot: 0))
}

func candidate(_ id: String, _ question: String, _ answer: String) -> Candidate {
  candidate(id, ["question": .string(question), "answer": .string(answer)])
}

func chain(_ names: [String], schema: JSONValue = questionSchema) throws -> FilterChain {
  try FilterChain(names.map { FilterChoice(name: $0, parameters: [:]) }, schema: schema)
}

/// One filter with parameters.
func chain(
  _ name: String, _ parameters: [String: FilterEntry.ParameterValue]
) throws -> FilterChain {
  try FilterChain(
    [FilterChoice(name: name, parameters: parameters)], schema: questionSchema,
    files: [Said.file: Said.benchmark])
}

/// What a manifest must say of filters that want something said.
enum Said {
  /// A file's name, and the texts in it: some of the answers of `mixedCandidates`.
  static let file = "benchmark.txt"
  static let benchmark = mixedCandidates(seed: 1, count: 40).compactMap { $0.row["answer"]?.string }

  static func least(of filter: String) -> [String: FilterEntry.ParameterValue] {
    switch filter {
    case "regex": ["drop": .fieldTexts(["*": ["more$"]])]
    case "language": ["languages": .texts(["en"])]
    case "contamination": ["files": .texts([file])]
    default: [:]
    }
  }
}

extension FilterChain {
  /// The last verdict's reason.
  mutating func reason(_ candidate: Candidate) -> String? { judge(candidate).last?.reason }

  /// Judges as a run does: what is kept is accepted.
  mutating func run(_ candidate: Candidate) -> [Verdict] {
    let verdicts = judge(candidate)
    if verdicts.allSatisfy(\.isKept) { accept(candidate) }
    return verdicts
  }
}

/// A seeded stream of candidates: good ones, bad ones, repeats and near repeats.
func mixedCandidates(seed: UInt64, count: Int) -> [Candidate] {
  var draws = Draws(seed: seed, item: ItemKey(["test": "filters"]), slot: 0)
  func below(_ bound: UInt64) -> Int { Int(draws.below(bound)) }
  var made: [Candidate] = []
  for number in 0..<count {
    let words = (0..<(1 + below(40))).map { _ in "w\(below(400))" }
    let text = words.joined(separator: " ")
    var row: JSONObject = ["question": .string("What of \(text)?"), "answer": .string(text)]
    switch below(10) {
    case 0: row["answer"] = nil
    case 1: row["question"] = .integer(below(5))
    case 2: row["extra"] = .array([.string(""), .null])
    case 3: row["question"] = ["Why?", " ", "", "\u{2003}"][below(4)]
    case 4...6:
      if let earlier = made.indices.randomPick(below) {
        row = made[earlier].row
        if below(2) == 0, let answer = row["answer"]?.string {
          row["answer"] = .string(answer + " more")
        }
      }
    default: break
    }
    if number % 29 == 7, let answer = row["answer"]?.string {
      row["answer"] = .string("\(answer) Ask ann.lee\(number)@weaver.example.shop.")
    }
    made.append(candidate("r\(number)", row))
  }
  return made
}

extension Range<Int> {
  fileprivate func randomPick(_ below: (UInt64) -> Int) -> Int? {
    isEmpty ? nil : lowerBound + below(UInt64(count))
  }
}
