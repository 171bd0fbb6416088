import StemmaRecord
import StemmaText

/// Drops rows whose quality is too low, and ranks the candidates of a slot by it.
///
/// Quality is 0.40 of validity, 0.35 of consistency and 0.25 of diversity, each in parts per million:
/// validity is the share of what the row must be that it is: as the schema has it, and as each
/// constraint wants it that a machine can check; nothing where the schema is violated. Consistency
/// is the mean share of words that a candidate has in common with the others for its slot; where
/// there are none, it is nothing to measure, and the other two weigh 40 to 25. Diversity is what a row
/// does not share with the nearest accepted one.
struct QualityFilter: Filter {
  static let entry = FilterEntry(
    name: "quality",
    summary: "Drops rows of low quality: validity, agreement of candidates, and diversity.",
    parameters: [
      FilterEntry.Parameter(
        name: "minimum", summary: "The least quality of a row, from 0 to 1.",
        type: .decimal(Millionths(count: 0)...Millionths(count: 1_000_000)),
        standard: .decimal(Millionths(count: 450_000)))
    ])
  static let revision = 2
  static let ranks = true

  /// In hundredths.
  private static let weights = (validity: 40, consistency: 35, diversity: 25)
  private static let whole = 1_000_000

  private let minimum: Int
  private let schema: JSONSchema
  private let demands: RowDemands
  private let constraints: [Constraint]
  /// The accepted records, by their numbers in `nearest`.
  private var ids: [RecordID] = []
  private var nearest = NearestText()
  /// Of the slot under judgement: dear enough to be kept from one candidate to the next.
  private var slot: [WordSet] = []
  /// Of the candidate judged last, until it is accepted.
  private var latest: (row: JSONObject, sketch: MinHash)?

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    minimum = parameters.decimal("minimum").count
    schema = try demands.rowSchema()
    self.demands = demands
    constraints = demands.constraints.compactMap { Constraint($0) }
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding { .open }

  mutating func judge(
    _ candidate: Candidate, _ finding: Finding, among slot: [Candidate]
  ) -> Verdict {
    let sketch = MinHash(of: RowText.all(of: candidate.row))
    latest = (candidate.row, sketch)
    let found = nearest.nearest(to: sketch)
    let diversity = Self.whole - (found?.similarity ?? 0)
    let validity = validity(of: candidate.row)
    let weights = Self.weights
    var score = weights.validity * validity + weights.diversity * diversity
    if slot.count > 1 {
      score += weights.consistency * consistency(of: candidate, among: slot)
      score /= 100
    } else {
      score /= weights.validity + weights.diversity
    }
    guard score < minimum else { return Self.kept(score: score) }
    let isRepeat = found.map { $0.similarity >= Self.whole / 2 } ?? false
    return Self.dropped(
      "too-low", score: score, other: isRepeat ? found.map { ids[$0.number] } : nil)
  }

  mutating func accept(_ candidate: Candidate, _ finding: Finding) {
    let sketch =
      if let latest, latest.row == candidate.row { latest.sketch } else {
        MinHash(of: RowText.all(of: candidate.row))
      }
    nearest.insert(sketch)
    ids.append(candidate.id)
  }

  private func validity(of row: JSONObject) -> Int {
    guard schema.violation(of: .object(row)) == nil, !demands.hasBlank(row) else {
      return 0
    }
    let met = constraints.count { constraint in
      let text = constraint.isAboutInstruction ? RowText.asked(row) : RowText.answered(row)
      return constraint.holds(of: text ?? RowText.all(of: row))
    }
    return Self.whole * (1 + met) / (1 + constraints.count)
  }

  /// The mean share of words in common with each other candidate.
  private mutating func consistency(of candidate: Candidate, among all: [Candidate]) -> Int {
    guard let place = all.firstIndex(of: candidate) else { return 0 }
    if slot.count != all.count || !zip(slot, all).allSatisfy({ $0.row == $1.row }) {
      slot = all.map { WordSet($0.row) }
    }
    let shares = slot.indices.filter { $0 != place }.map { slot[place].share(with: slot[$0]) }
    return shares.reduce(0, +) / shares.count
  }
}

/// The different words of a row.
private struct WordSet {
  let row: JSONObject
  /// Hashes of their normal forms (FNV-1a, 64 bits), sorted.
  private let hashes: [UInt64]

  init(_ row: JSONObject) {
    self.row = row
    var hashes: Set<UInt64> = []
    for word in NormalForm(RowText.all(of: row)).bytes.split(separator: 0x20) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hashes.insert(hash)
    }
    self.hashes = hashes.sorted()
  }

  /// The words of both among those of either, in parts per million.
  func share(with other: WordSet) -> Int {
    var common = 0
    var left = 0
    var right = 0
    while left < hashes.count, right < other.hashes.count {
      if hashes[left] == other.hashes[right] { common += 1 }
      let isLess = hashes[left] <= other.hashes[right]
      let isGreater = hashes[left] >= other.hashes[right]
      if isLess { left += 1 }
      if isGreater { right += 1 }
    }
    let all = hashes.count + other.hashes.count - common
    return all == 0 ? 1_000_000 : common * 1_000_000 / all
  }
}
