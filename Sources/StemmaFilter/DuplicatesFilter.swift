import StemmaRecord
import StemmaText

/// Drops what was kept before: the same row, the same question, or nearly the same texts.
///
/// Rows and questions are told apart by 64 bits of SHA-256: among a million records the chance that any
/// two different ones pass for the same is below one in ten million. Near duplicates go by an
/// estimate, which a verdict's score tells; `NearDuplicates` says how far it errs. A record that was
/// accepted takes up to 160 bytes at the standard threshold. Fields that no teacher wrote are not compared.
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
  static let revision = 2

  /// What is compared of a candidate: about 130 bytes, whatever its length.
  struct Print: Sendable {
    let id: RecordID
    let row: UInt64
    /// Of the question's normal form; nil without a question of at least one word.
    let question: UInt64?
    let sketch: CompactSketch

    init(_ candidate: Candidate, row: [UInt8]) {
      id = candidate.id
      self.row = ObjectID(of: .text, row).prefix64
      let question = RowText.asked(candidate.row).map { NormalForm($0).bytes } ?? []
      self.question = question.isEmpty ? nil : ObjectID(of: .text, question).prefix64
      sketch = CompactSketch(MinHash(of: Shingles(of: RowText.texts(of: candidate.row))))
    }
  }

  private let given: [String]
  private var accepted = AcceptedPrints()
  private var near: NearDuplicates

  init(parameters: FilterParameters, demands: RowDemands) {
    given = demands.given
    near = NearDuplicates(threshold: parameters.decimal("threshold"))
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    guard !given.isEmpty else { return .print(Print(candidate, row: row)) }
    var own = candidate.row
    for field in given { own[field] = nil }
    return .print(
      Print(
        Candidate(id: candidate.id, row: own, origin: nil), row: CanonicalJSON.bytes(.object(own))))
  }

  func judge(
    _ candidate: Candidate, _ finding: Finding, among slot: [Candidate]
  ) -> Verdict {
    let print = Self.print(finding)
    // Equal rows have equal sketches, so the index of sketches is theirs as well.
    let same = near.first(equalTo: print.sketch) { accepted.row($0) == print.row }
    if let same { return Self.dropped("exact", score: 1_000_000, other: accepted.id(same)) }
    if let number = print.question.flatMap({ accepted.first(asking: $0) }) {
      return Self.dropped("same-question", other: accepted.id(number))
    }
    if let found = near.nearest(to: print.sketch) {
      return Self.dropped("near", score: found.similarity, other: accepted.id(found.number))
    }
    return Self.kept()
  }

  mutating func accept(_ candidate: Candidate, _ finding: Finding) {
    let print = Self.print(finding)
    near.insert(print.sketch)
    accepted.append(print)
  }

  private static func print(_ finding: Finding) -> Print {
    guard case .print(let print) = finding else {
      preconditionFailure("a filter judges what it examined itself")
    }
    return print
  }
}
