import StemmaRecord
import StemmaStatistics
import StemmaTesting

/// Made-up records whose statistics are known.
struct Maker {
  private static let words = """
    the a careful young old small quiet river garden letter engine teacher student doctor market \
    bridge paints repairs measures keeps forgets finds answers opens closes crosses under over near \
    beyond before after slowly quickly again never often blue green heavy light early late
    """.split(separator: " ").map(String.init)

  var dice: Dice
  /// Of each hundred records, so many have the label `no`.
  var labelShare = 50
  /// Words of an answer: from so many on.
  var leastWords = 8
  var spread = 20

  init(_ seed: UInt64) { dice = Dice(seed) }

  mutating func sentence(_ count: Int) -> String {
    (0..<count).map { _ in Self.words.randomElement(using: &dice) ?? "" }.joined(separator: " ")
  }

  mutating func record(_ number: Int) -> Record {
    let isNo = Int.random(in: 0..<100, using: &dice) < labelShare
    let count = leastWords + Int.random(in: 0..<spread, using: &dice)
    return Record(
      id: RecordID("r\(dice.next())-\(number)"),
      row: [
        "answer": .string(sentence(count)), "label": .string(isNo ? "no" : "yes"),
        "question": .string("What \(sentence(5))?"),
        "score": .integer(Int.random(in: 1...5, using: &dice)),
      ], origin: nil)
  }

  mutating func records(_ count: Int) -> [Record] { (0..<count).map { record($0) } }
}

extension VersionSummary {
  /// Of records in one shard.
  static func of(_ records: [Record]) -> VersionSummary {
    var sketch = VersionSketch()
    for record in records { sketch.add(record) }
    return sketch.summary(Counts())
  }
}

extension SummaryComparison {
  func statistic(_ name: String) -> Statistic? { statistics.first { $0.name == name } }
}
