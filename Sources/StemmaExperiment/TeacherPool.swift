public import StemmaRecord

/// Teachers that share a role, each with its weight.
///
/// Which of them a slot falls to is a pure function of seed, item and slot. Of the first n slots of an
/// item, a teacher whose share is s has the whole number below or above n·s, or n·s itself; which one
/// begins is drawn by weight, so that the shares hold over items of one slot too.
public struct TeacherPool: Hashable, Sendable {
  /// Raised whenever a slot would fall to another teacher.
  public static let revision = 1

  public struct Member: Hashable, Sendable {
    /// As under `teachers`.
    public let name: String
    /// At least 1.
    public let weight: Int

    public init(name: String, weight: Int) {
      self.name = name
      self.weight = weight
    }
  }

  /// In the order of their names' bytes; not empty.
  public let members: [Member]
  /// For each member that may begin, whom slot after slot falls to; then it begins anew.
  private let cycles: [[Int]]

  /// - Parameter members: at least one; weights from 1.
  public init(_ members: [Member]) {
    let sorted = members.sorted { $0.name.precedesByBytes($1.name) }
    self.members = sorted
    let divisor = sorted.reduce(0) { Self.divisor($0, $1.weight) }
    let weights = sorted.map { $0.weight / divisor }
    cycles = weights.indices.map { Self.cycle(weights, first: $0) }
  }

  /// As a manifest has it.
  var weights: JSONObject {
    var weights = JSONObject()
    for member in members { weights[member.name] = .integer(member.weight) }
    return weights
  }

  /// - Returns: the member's place among `members`.
  public func member(of item: ItemKey, slot: Int, seed: UInt64) -> Int {
    let cycle = cycle(of: item, seed)
    return cycle[slot % cycle.count]
  }

  /// Cuts slots where another teacher's begin.
  public func runs(_ slots: Range<Int>, of item: ItemKey, seed: UInt64) -> [Range<Int>] {
    guard members.count > 1 else { return [slots] }
    let cycle = cycle(of: item, seed)
    var runs: [Range<Int>] = []
    for slot in slots {
      if let last = runs.last, cycle[last.lowerBound % cycle.count] == cycle[slot % cycle.count] {
        runs[runs.count - 1] = last.lowerBound..<slot + 1
      } else {
        runs.append(slot..<slot + 1)
      }
    }
    return runs
  }

  /// - Returns: a slot of the item that falls to the member at `place`.
  public func slot(of place: Int, in item: ItemKey, seed: UInt64) -> Int {
    guard let slot = cycle(of: item, seed).firstIndex(of: place) else {
      preconditionFailure("each member has a slot in each cycle")
    }
    return slot
  }

  private func cycle(of item: ItemKey, _ seed: UInt64) -> [Int] {
    guard members.count > 1 else { return cycles[0] }
    // No teacher draws from this attempt.
    var draws = Draws(seed: seed, item: item, slot: -1, attempt: 0xFFFF)
    var rest = draws.below(UInt64(members.reduce(0) { $0 + $1.weight }))
    for (place, member) in members.enumerated() {
      if rest < UInt64(member.weight) { return cycles[place] }
      rest -= UInt64(member.weight)
    }
    preconditionFailure("a draw lies below the sum of weights")
  }

  /// The j-th slot of weight w among W lies from ⌊(j-1)·W/w⌋ to ⌈j·W/w⌉ - 1: each place goes to whoever
  /// may have it and must have one first. That meets all limits, whoever begins: at no place before
  /// the first one's limit are all others due (Steiner and Yeomans 1993, "Level schedules for
  /// mixed-model, just-in-time processes").
  private static func cycle(_ weights: [Int], first: Int) -> [Int] {
    let whole = weights.reduce(0, +)
    var given = weights.map { _ in 0 }
    var cycle = [first]
    given[first] = 1
    while cycle.count < whole {
      let place = cycle.count
      var next: (member: Int, limit: Int)?
      for (member, weight) in weights.enumerated()
      where given[member] < weight && given[member] * whole / weight <= place {
        let limit = ((given[member] + 1) * whole + weight - 1) / weight
        if let next, next.limit <= limit { continue }
        next = (member, limit)
      }
      guard let next else { preconditionFailure("somebody may have each place") }
      given[next.member] += 1
      cycle.append(next.member)
    }
    return cycle
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
}
