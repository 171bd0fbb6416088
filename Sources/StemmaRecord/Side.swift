/// Which part of a dataset a record belongs to.
public enum Side: String, CaseIterable, Sendable {
  case train
  case validation
  case test
  /// In the version, and in no part's file: it is too near a training record to be held out.
  case none

  /// Whether records are kept from training, to measure by.
  public var isHeldOut: Bool { self == .validation || self == .test }
}

/// A record's side, and why it has none where it was held out and lies too near a training record.
public struct RecordSide: Hashable, Sendable {
  /// What was found too near.
  public struct Leak: Hashable, Sendable {
    /// The side that was drawn.
    public let drawn: Side
    /// The training record.
    public let other: RecordID
    /// How near it is, in parts per million.
    public let score: Int

    public init(drawn: Side, other: RecordID, score: Int) {
      self.drawn = drawn
      self.other = other
      self.score = score
    }
  }

  public let side: Side
  /// Nil but for `Side.none`.
  public let leak: Leak?

  public init(_ side: Side) {
    self.side = side
    leak = nil
  }

  public init(_ leak: Leak) {
    side = .none
    self.leak = leak
  }

  /// An entry of the sequence of sides; its key is the record's id.
  public var json: JSONValue {
    guard let leak else { return ["side": .string(side.rawValue)] }
    return [
      "drawn": .string(leak.drawn.rawValue), "other": .string(leak.other.text),
      "score": .integer(leak.score), "side": .string(side.rawValue),
    ]
  }

  /// - Returns: nil where the entry is not a side's.
  public init?(json: JSONValue) {
    guard let side = json["side"]?.string.flatMap(Side.init(rawValue:)) else { return nil }
    guard side == .none else {
      self.init(side)
      return
    }
    guard let drawn = json["drawn"]?.string.flatMap(Side.init(rawValue:)),
      let other = json["other"]?.string, let score = json["score"]?.integer
    else { return nil }
    self.init(Leak(drawn: drawn, other: RecordID(other), score: score))
  }
}
