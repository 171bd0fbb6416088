public import StemmaRecord

/// A subject × strategy × combination of what is expanded: one place where records come from.
public struct PlanItem: Hashable, Sendable {
  public let key: ItemKey
  public let subject: Subject
  public let strategy: String
  public let expansion: Expansion

  init(subject: Subject, strategy: String, expansion: Expansion = .none) {
    self.subject = subject
    self.strategy = strategy
    self.expansion = expansion
    var parts = subject.keyParts
    parts["strategy"] = .string(strategy)
    if !expansion.isEmpty { parts["expansion"] = .object(expansion.values) }
    key = ItemKey(parts)
  }

  /// Where a record in one of the item's slots comes from.
  ///
  /// - Parameter mix: the slot's values of the manifest's mix.
  public func origin(slot: Int, mix: Expansion = .none) -> Origin {
    Origin(
      input: subject.input, place: subject.place, strategy: strategy, slot: slot,
      expansion: expansion, mix: mix)
  }
}

/// Consecutive open slots of one item, asked for together.
public struct Asking: Hashable, Sendable {
  /// The item's place in the plan's items.
  public let item: Int
  /// Ordinals within the item.
  public let slots: Range<Int>
  /// Which new question after a rejection, from 0.
  public let attempt: Int
  /// The first slot's place in the plan, from 1: what `{sample_number}` says.
  public let place: Int
  /// Of each axis of the manifest's mix the place of the value that its slots have; empty without a mix.
  public let mix: [Int]

  public init(item: Int, slots: Range<Int>, attempt: Int, place: Int, mix: [Int] = []) {
    self.item = item
    self.slots = slots
    self.attempt = attempt
    self.place = place
    self.mix = mix
  }

  /// The same for some of its slots.
  func with(slots: Range<Int>, mix: [Int]) -> Asking {
    Asking(
      item: item, slots: slots, attempt: attempt,
      place: place + slots.lowerBound - self.slots.lowerBound, mix: mix)
  }
}

/// A slot that a round left open.
public struct OpenSlot: Hashable, Sendable {
  public let item: Int
  public let ordinal: Int
  public let attempt: Int
  public let place: Int
  /// The teacher gave nothing for it, as against something that was dropped.
  public let isMissing: Bool
  /// What became of its candidates, as far as that may be a reason to ask again.
  public let rejections: Set<Rejection>
  /// As the asking's.
  public let mix: [Int]

  /// - Parameter rejections: nil for the one that `isMissing` implies.
  public init(
    item: Int, ordinal: Int, attempt: Int, place: Int, isMissing: Bool,
    rejections: Set<Rejection>? = nil, mix: [Int] = []
  ) {
    self.mix = mix
    self.item = item
    self.ordinal = ordinal
    self.attempt = attempt
    self.place = place
    self.isMissing = isMissing
    self.rejections = rejections ?? [isMissing ? .missing : .dropped]
  }
}
