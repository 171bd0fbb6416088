import StemmaRecord

/// Which of a plan's first questions a sample asks.
enum SampleChoice {
  /// Takes whole askings until they have so many slots: in turn of each strategy and combination of what
  /// is expanded, and of each in an order that is drawn. So a larger sample has all of a smaller one.
  ///
  /// - Parameters:
  ///   - askings: all of the plan's first round, in plan order.
  ///   - early: the places of those that are taken before all others.
  ///   - count: at least 1.
  ///   - seed: the manifest's.
  /// - Returns: in plan order.
  static func choose(
    _ askings: [Asking], _ items: [PlanItem], early: Range<Int>, atLeast count: Int, seed: UInt64
  ) -> [Asking] {
    var chosen: [Int] = []
    for places in [early, early.upperBound..<askings.count] {
      let slots = chosen.reduce(0) { $0 + askings[$1].slots.count }
      guard slots < count else { break }
      chosen += choose(places, of: askings, items, atLeast: count - slots, seed)
    }
    return chosen.sorted().map { askings[$0] }
  }

  /// - Returns: places among `askings`.
  private static func choose(
    _ places: Range<Int>, of askings: [Asking], _ items: [PlanItem], atLeast count: Int,
    _ seed: UInt64
  ) -> [Int] {
    var groups: [Kind: [(rank: UInt64, place: Int)]] = [:]
    for place in places {
      let asking = askings[place]
      let item = items[asking.item]
      let key = ItemKey(["draw": "sample", "item": .string(item.key.digest.hex)])
      groups[Kind(strategy: item.strategy, expansion: item.expansion), default: []].append(
        (rank(key, slot: asking.slots.lowerBound, seed), place))
    }
    var lines = groups.map { kind, members in
      (rank: rank(kind.key, slot: 0, seed), members: members.sorted { $0 < $1 }[...])
    }.sorted { ($0.rank, $0.members[0].place) < ($1.rank, $1.members[0].place) }
    var chosen: [Int] = []
    var slots = 0
    while slots < count, lines.contains(where: { !$0.members.isEmpty }) {
      for line in lines.indices where slots < count {
        guard let next = lines[line].members.popFirst() else { continue }
        chosen.append(next.place)
        slots += askings[next.place].slots.count
      }
    }
    return chosen
  }

  private struct Kind: Hashable {
    let strategy: String
    let expansion: Expansion

    var key: ItemKey {
      ItemKey([
        "draw": "sample", "expansion": .object(expansion.values), "strategy": .string(strategy),
      ])
    }
  }

  private static func rank(_ key: ItemKey, slot: Int, _ seed: UInt64) -> UInt64 {
    var draws = Draws(seed: seed, item: key, slot: slot)
    return draws.next64()
  }
}
