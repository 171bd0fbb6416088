public import StemmaRecord

/// How records are shared out between training and measuring.
///
/// A side is drawn for a record's *group*: its input and heading path; without headings its section;
/// or its seed; a record that was given without an origin is a group of its own. So nothing but the
/// manifest's seed and the group decides a side, and what hangs together stays together.
public struct Split: Hashable, Sendable {
  /// Raised whenever a group would get another side.
  public static let revision = 1
  /// In effect where `split.leak` is unset.
  static let standardLeak = Millionths(count: 800_000)

  /// The share of groups for validation; nil for none.
  public let validation: Millionths?
  /// The share of groups for test; nil for none.
  public let test: Millionths?
  /// A held-out record at least so near a training one gets no side.
  public let leak: Millionths

  public init(validation: Millionths?, test: Millionths?, leak: Millionths? = nil) {
    self.validation = validation
    self.test = test
    self.leak = leak ?? Self.standardLeak
  }

  /// The sides there are, in the order in which they are told.
  public var sides: [Side] {
    [.train] + (validation == nil ? [] : [.validation]) + (test == nil ? [] : [.test])
  }

  /// Draws a record's side.
  ///
  /// The shares are cut from the two ends of one line, so that a larger share takes groups from
  /// training alone.
  ///
  /// - Parameter seed: the manifest's; 0 where it is unset.
  public func side(of record: Record, seed: UInt64) -> Side {
    var draws = Draws(seed: seed, item: Self.group(of: record), slot: 0)
    let place = Int(draws.below(1_000_000))
    if place < validation?.count ?? 0 { return .validation }
    if place >= 1_000_000 - (test?.count ?? 0) { return .test }
    return .train
  }

  static func group(of record: Record) -> ItemKey {
    guard let origin = record.origin else {
      return ItemKey(["split": ["record": .string(record.id.text)]])
    }
    var parts: JSONObject = ["input": .string(origin.input)]
    // What was made from a description alone has no more than that in common.
    if case .section = origin.place, Brief.reservedInputs.contains(origin.input) {
      parts["slot"] = .integer(origin.slot)
    }
    switch origin.place {
    case .section(let headings, _) where !headings.isEmpty:
      parts["heading"] = .texts(headings)
    case .section(_, let digest): parts["section"] = .string(digest)
    case .seed(let name): parts["seed"] = .string(name)
    }
    return ItemKey(["split": .object(parts)])
  }

  /// As a manifest has it, decimals as strings.
  ///
  /// - Parameter isComplete: with what is unset as null, and defaults.
  func json(isComplete: Bool) -> JSONValue {
    var object: JSONObject = isComplete ? ["test": .null, "validation": .null] : [:]
    for (name, share) in [("test", test), ("validation", validation)] {
      if let share { object[name] = .string(share.description) }
    }
    if isComplete || leak != Self.standardLeak { object["leak"] = .string(leak.description) }
    return .object(object)
  }
}
