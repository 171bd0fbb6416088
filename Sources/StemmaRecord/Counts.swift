/// How every slot and every candidate of a run ended; the numbers add up.
public struct Counts: Hashable, Sendable {
  /// Slots planned over all rounds.
  public var slots = 0
  /// Parts asked for: a slot counts once for each candidate and attempt, and so does what an answer
  /// held beyond the slots. The outcomes add up to it.
  public var asked = 0
  /// Slots that a kept record fills.
  public var kept = 0
  /// Candidates that were read from answers.
  public var candidates = 0
  /// Rounds asked.
  public var rounds = 0
  /// How every part that was asked for ended, by `Outcome.word`.
  public var outcomes: [String: Int] = [:]
  /// How many records each side has, by `Side`; empty without a split.
  public var sides: [String: Int] = [:]

  public init() {}

  public mutating func add(_ outcome: Outcome) {
    outcomes[outcome.word, default: 0] += 1
    if outcome == .kept { kept += 1 }
  }

  public var json: JSONObject {
    var words = JSONObject()
    for (word, number) in outcomes { words[word] = .integer(number) }
    var object: JSONObject = [
      "asked": .integer(asked), "candidates": .integer(candidates), "kept": .integer(kept),
      "outcomes": .object(words),
      "rounds": .integer(rounds), "slots": .integer(slots),
    ]
    if !sides.isEmpty {
      var numbers = JSONObject()
      for (side, number) in sides { numbers[side] = .integer(number) }
      object["sides"] = .object(numbers)
    }
    return object
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONObject) {
    guard let slots = json["slots"]?.integer, let asked = json["asked"]?.integer,
      let kept = json["kept"]?.integer,
      let candidates = json["candidates"]?.integer, let rounds = json["rounds"]?.integer,
      let words = json["outcomes"]?.object
    else { return nil }
    self.slots = slots
    self.asked = asked
    self.kept = kept
    self.candidates = candidates
    self.rounds = rounds
    for (word, value) in words.members {
      guard let number = value.integer else { return nil }
      outcomes[word] = number
    }
    guard let value = json["sides"] else { return }
    guard let members = value.object?.members, !members.isEmpty else { return nil }
    for (side, value) in members {
      guard let number = value.integer else { return nil }
      sides[side] = number
    }
  }
}
