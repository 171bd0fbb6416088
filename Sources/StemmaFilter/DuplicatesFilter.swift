import StemmaRecord
import StemmaText

/// Drops what was kept before: the same row, the same question, or nearly the same texts.
struct DuplicatesFilter: Filter {
  static let entry = FilterEntry(
    name: "duplicates",
    summary: "Drops rows that repeat a kept one exactly, by question, or nearly.",
    parameters: [
      FilterEntry.Parameter(
        name: "threshold",
        summary: "From this share of common three-word runs on, two rows are near duplicates.",
        type: .decimal(Millionths(count: 500_000)...Millionths(count: 1_000_000)),
        standard: .decimal(Millionths(count: 900_000)))
    ])
  static let revision = 1

  /// What is compared of a candidate; dear enough to be kept from `judge` to `accept`.
  private struct Print {
    let id: RecordID
    let row: JSONObject
    let rowDigest: ObjectID
    /// Of the question's normal form; nil without a question of at least one word.
    let questionDigest: ObjectID?
    let sketch: MinHash

    init(_ candidate: Candidate) {
      id = candidate.id
      row = candidate.row
      rowDigest = ObjectID(of: .text, CanonicalJSON.bytes(.object(candidate.row)))
      let question = RowText.asked(candidate.row).map { NormalForm($0).bytes } ?? []
      questionDigest = question.isEmpty ? nil : ObjectID(of: .text, question)
      var texts: [String] = []
      Self.collect(.object(candidate.row), into: &texts)
      sketch = MinHash(of: texts.joined(separator: "\n"))
    }

    private static func collect(_ value: JSONValue, into texts: inout [String]) {
      switch value {
      case .string(let text): texts.append(text)
      case .array(let values): for value in values { collect(value, into: &texts) }
      case .object(let object): for member in object.members { collect(member.value, into: &texts) }
      default: break
      }
    }
  }

  /// The accepted records, in order; the numbers of `near` and of the tables count them.
  private var ids: [RecordID] = []
  private var rows: [ObjectID: Int] = [:]
  private var questions: [ObjectID: Int] = [:]
  private var near: NearDuplicates
  private var latest: Print?

  init(parameters: FilterParameters, demands: RowDemands) {
    near = NearDuplicates(threshold: parameters.decimal("threshold"))
  }

  mutating func judge(_ candidate: Candidate, among slot: [Candidate]) -> Verdict {
    let print = Print(candidate)
    latest = print
    if let number = rows[print.rowDigest] {
      return Self.dropped("exact", score: 1_000_000, other: ids[number])
    }
    if let digest = print.questionDigest, let number = questions[digest] {
      return Self.dropped("same-question", other: ids[number])
    }
    if let found = near.nearest(to: print.sketch) {
      return Self.dropped("near", score: found.similarity, other: ids[found.number])
    }
    return Self.kept()
  }

  mutating func accept(_ candidate: Candidate) {
    let print =
      if let latest, latest.id == candidate.id, latest.row == candidate.row {
        latest
      } else {
        Print(candidate)
      }
    let number = near.insert(print.sketch)
    ids.append(print.id)
    // The first of several is the one to name.
    if rows[print.rowDigest] == nil { rows[print.rowDigest] = number }
    if let digest = print.questionDigest, questions[digest] == nil { questions[digest] = number }
  }
}
