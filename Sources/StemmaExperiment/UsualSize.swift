public import StemmaRecord

/// How many records datasets of a kind usually have: a rule of thumb, to see where a manifest lies.
public struct UsualSize: Hashable, Sendable {
  /// What is trained for, in words.
  public let kind: String
  public let records: ClosedRange<Int>

  /// By size; the last is about a field, and not about how hard its task is.
  public static let all = [
    UsualSize(kind: "simple tasks", records: 100...500),
    UsualSize(kind: "tasks of medium difficulty", records: 500...2_000),
    UsualSize(kind: "complex tasks", records: 2_000...10_000),
    UsualSize(kind: "adaptation to a domain", records: 1_000...5_000),
  ]

  /// Where a number of records lies among them, in a sentence's words.
  public static func advice(for count: Int) -> String {
    let fitting = all.filter { $0.records.contains(count) }
    guard fitting.isEmpty else {
      return "usual for " + fitting.map(\.text).joined(separator: ", and for ")
    }
    let least = all.min { $0.records.lowerBound < $1.records.lowerBound }
    let most = all.max { $0.records.upperBound < $1.records.upperBound }
    guard let least, let most else { preconditionFailure("there are usual sizes") }
    return count < least.records.lowerBound
      ? "fewer than usual for \(least.text)" : "more than usual for \(most.text)"
  }

  private var text: String { "\(kind) (\(records.lowerBound) to \(records.upperBound))" }

  public var json: JSONValue {
    [
      "from": .integer(records.lowerBound), "kind": .string(kind),
      "to": .integer(records.upperBound),
    ]
  }
}
