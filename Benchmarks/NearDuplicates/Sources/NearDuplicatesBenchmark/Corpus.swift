import StemmaRecord

/// Records as instruction data has them, about 725 bytes each: every one a function of its number.
struct Corpus {
  private static let subjects = [
    "the engineer", "a careful reader", "our team", "the small company", "a retired teacher",
    "the river", "every student", "the new compiler", "an old sailor", "the committee",
    "a database", "the gardener", "my neighbour", "the satellite", "a young chemist",
  ]
  private static let verbs = [
    "describes", "measures", "repairs", "remembers", "compares", "ignores", "translates", "builds",
    "questions", "protects", "records", "explains", "predicts", "borrows", "improves", "audits",
  ]
  private static let objects = [
    "the broken clock", "a list of numbers", "three quiet villages", "the annual report",
    "a simple theorem", "the northern lights", "the missing chapter", "a bag of seeds",
    "the power supply", "two conflicting versions", "the shortest path", "a bowl of soup",
  ]
  private static let manners = [
    "slowly", "with great care", "in the early morning", "without complaint", "by hand",
    "for the second time", "at a fixed price", "under heavy rain", "before the deadline",
    "despite the noise", "from memory", "twice a year",
  ]

  private var draws: Draws

  init(number: Int) {
    draws = Draws(seed: 7, item: ItemKey(["corpus": "near-duplicates"]), slot: number)
  }

  mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }

  private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

  private mutating func sentence() -> String {
    let subject = pick(Self.subjects)
    let (verb, object, manner) = (pick(Self.verbs), pick(Self.objects), pick(Self.manners))
    return "\(subject) \(verb) \(object) \(manner), and \(pick(Self.subjects)) knows"
  }

  mutating func record() -> [String] {
    var answer = ""
    while answer.utf8.count < 620 { answer += "Note \(below(100_000)): \(sentence()). " }
    return ["Explain why \(sentence()) (\(below(1_000_000)))?", answer]
  }

  /// The record with some words changed, taken out or put in.
  mutating func edited(_ record: [String]) -> [String] {
    var words = record[1].split(separator: " ").map(String.init)
    for _ in 0...below(12) {
      let place = below(words.count)
      switch below(3) {
      case 0: words[place] = "other\(below(1_000))"
      case 1: words.remove(at: place)
      default: words.insert("further\(below(1_000))", at: place)
      }
    }
    return [record[0], words.joined(separator: " ")]
  }
}
