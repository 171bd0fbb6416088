/// A filter's word on a candidate.
public struct Verdict: Hashable, Sendable {
  /// The filter's name, as in the manifest.
  public let filter: String
  /// Nil to keep the candidate; else why it is dropped: a stable word such as `too-short`.
  public let reason: String?
  /// What the filter measured, in parts per million; nil where it measures nothing.
  public let score: Int?
  /// The record that stood in the way, where there is one.
  public let other: RecordID?
  /// What was found in the texts, or taken out of them, by kind, and how often; empty where the
  /// filter looks for no such thing.
  public let found: [String: Int]

  public init(
    filter: String, reason: String?, score: Int? = nil, other: RecordID? = nil,
    found: [String: Int] = [:]
  ) {
    self.found = found
    self.filter = filter
    self.reason = reason
    self.score = score
    self.other = other
  }

  public var isKept: Bool { reason == nil }

  /// `found` as an object of numbers.
  public var foundJSON: JSONValue {
    var object = JSONObject()
    for (kind, count) in found { object[kind] = .integer(count) }
    return .object(object)
  }

  public var json: JSONValue {
    var object: JSONObject = ["filter": .string(filter)]
    object["reason"] = reason.map { .string($0) }
    object["score"] = score.map { .integer($0) }
    object["other"] = other.map { .string($0.text) }
    if !found.isEmpty { object["found"] = foundJSON }
    return .object(object)
  }
}

/// How a candidate, or a slot that got none, ended.
public enum Outcome: Hashable, Sendable {
  case kept
  case dropped(filter: String, reason: String)
  /// Good, but its slot was filled already, or it was more than was asked for.
  case surplus
  /// The answer held nothing for this slot.
  case missing
  /// The answer could not be read.
  case unparsable
  /// The answer was cut off by the token limit.
  case truncated
  case refused
  /// No answer could be had.
  case failed

  /// A stable word; a drop carries filter and reason: `dropped.length.too-short`.
  public var word: String {
    switch self {
    case .kept: "kept"
    case .dropped(let filter, let reason): "dropped.\(filter).\(reason)"
    case .surplus: "surplus"
    case .missing: "missing"
    case .unparsable: "unparsable"
    case .truncated: "truncated"
    case .refused: "refused"
    case .failed: "failed"
    }
  }

  /// - Parameter word: as `word` gives it.
  /// - Returns: nil where no outcome has this word.
  public init?(word: String) {
    let parts = word.split(separator: ".", maxSplits: 2).map(String.init)
    if parts.count == 3, parts[0] == "dropped" {
      self = .dropped(filter: parts[1], reason: parts[2])
    } else if let plain = Self.plain.first(where: { $0.word.hasSameBytes(as: word) }) {
      self = plain
    } else {
      return nil
    }
  }

  /// All but the drops.
  private static let plain: [Outcome] = [
    .kept, .surplus, .missing, .unparsable, .truncated, .refused, .failed,
  ]
}
