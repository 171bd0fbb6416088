import StemmaRecord

/// Gives slots their values of a mix, and steers by what was kept.
///
/// What a slot gets depends on the numbers still wanted of each value, and on a draw of its own for each
/// axis, which sets its place in a row: the row is cut where the numbers say. So axes have nothing to do
/// with one another, and one slot more moves few of the others. A slot that has a value keeps it as
/// long as that is wanted.
struct MixSteering: Sendable {
  let mix: Mix
  private let seed: UInt64
  /// By axis and value: records kept, and slots that wait for their round.
  private(set) var kept: [[Int]]
  private var waiting: [[Int]]

  init(_ mix: Mix, seed: UInt64) {
    self.mix = mix
    self.seed = seed
    kept = mix.axes.map { axis in axis.values.map { _ in 0 } }
    waiting = kept
  }

  /// Enters how a round ended.
  ///
  /// - Parameter open: of `askings`, the slots that stayed open.
  mutating func judge(_ askings: [Asking], open: [OpenSlot]) {
    for asking in askings { Self.count(asking.mix, times: asking.slots.count, in: &kept) }
    for slot in open { Self.count(slot.mix, times: -1, in: &kept) }
  }

  /// Gives new slots their values, and has them wait.
  ///
  /// - Parameters:
  ///   - askings: none of which has values; afterwards cut where values differ.
  ///   - again: what is asked again before them.
  ///   - total: records wanted in all.
  mutating func plan(
    _ askings: inout [Asking], _ items: [PlanItem], besides again: [Asking], of total: Int
  ) {
    var taken = waiting
    for asking in again { Self.count(asking.mix, times: asking.slots.count, in: &taken) }
    askings = assign(askings, items, besides: taken, of: total, isSteered: false)
    for asking in askings { Self.count(asking.mix, times: asking.slots.count, in: &waiting) }
  }

  /// What is about to be asked, each slot with a value that is still wanted. Where more is lacking than
  /// there are slots for, as no new ones can be had, slots move to what is lacking most; but none to a
  /// value of which nothing was kept yet, and perhaps never will be.
  ///
  /// - Parameters:
  ///   - askings: all with values; the first `again` of them are asked again, the others have waited.
  ///     Afterwards cut where values differ.
  ///   - total: records wanted in all.
  mutating func steer(
    _ askings: inout [Asking], again: Int, _ items: [PlanItem], of total: Int
  ) {
    for asking in askings.dropFirst(again) {
      Self.count(asking.mix, times: -asking.slots.count, in: &waiting)
    }
    askings = assign(askings, items, besides: waiting, of: total, isSteered: true)
  }

  private static func count(_ places: [Int], times: Int, in numbers: inout [[Int]]) {
    for (axis, place) in places.enumerated() { numbers[axis][place] += times }
  }

  // MARK: Assigning

  private struct Place {
    let item: Int
    let ordinal: Int
    /// Empty where it has none yet.
    let mix: [Int]
  }

  /// - Parameter others: slots that have their values besides these.
  private func assign(
    _ askings: [Asking], _ items: [PlanItem], besides others: [[Int]], of total: Int,
    isSteered: Bool
  ) -> [Asking] {
    let places = askings.flatMap { asking in
      asking.slots.map { Place(item: asking.item, ordinal: $0, mix: asking.mix) }
    }
    guard !places.isEmpty else { return askings }
    var found = places.map(\.mix)
    for (number, axis) in mix.axes.enumerated() {
      var own = axis.values.map { _ in 0 }
      for place in places where isSteered { own[place.mix[number]] += 1 }
      let lacking = axis.shares(of: total).enumerated().map { value, share in
        let kept = kept[number][value]
        let lacking = max(0, share - kept - others[number][value])
        return isSteered && kept == 0 ? min(lacking, own[value]) : lacking
      }
      let wanted = Self.fit(lacking, to: places.count)
      let values = values(of: axis, number, for: places, items, wanted: wanted)
      for (place, value) in values.enumerated() {
        if isSteered {
          found[place][number] = value
        } else {
          found[place].append(value)
        }
      }
    }
    var rest = found[...]
    return askings.flatMap { asking in
      defer { rest = rest.dropFirst(asking.slots.count) }
      return Self.cut(asking, by: rest.prefix(asking.slots.count))
    }
  }

  /// As many as there are slots for: less of each, in proportion.
  private static func fit(_ lacking: [Int], to count: Int) -> [Int] {
    let fitted = Allocation.spread(count, over: lacking, ceilings: lacking)
    precondition(
      fitted.reduce(0, +) == count, "no more is asked for than is lacking of an axis")
    return fitted
  }

  private func values(
    of axis: Mix.Axis, _ number: Int, for places: [Place], _ items: [PlanItem], wanted: [Int]
  ) -> [Int] {
    let before = places.map { place in place.mix.isEmpty ? nil : place.mix[number] }
    var counts = wanted.map { _ in 0 }
    for case let value? in before { counts[value] += 1 }
    if counts == wanted { return before.compactMap(\.self) }
    var left = wanted
    var values = before
    var homeless: [Int] = []
    for place in order(of: places, axis, items) {
      if let value = before[place], left[value] > 0 {
        left[value] -= 1
      } else {
        homeless.append(place)
      }
    }
    var value = 0
    for place in homeless {
      while left[value] == 0 { value += 1 }
      left[value] -= 1
      values[place] = value
    }
    return values.compactMap(\.self)
  }

  /// By a draw for each, which hangs on axis, item and slot alone.
  private func order(of places: [Place], _ axis: Mix.Axis, _ items: [PlanItem]) -> [Int] {
    var keys: [Int: ItemKey] = [:]
    let ranks = places.map { place in
      let key =
        keys[place.item]
        ?? ItemKey([
          "axis": .string(axis.name), "draw": "mix",
          "item": .string(items[place.item].key.digest.hex),
        ])
      keys[place.item] = key
      var draws = Draws(seed: seed, item: key, slot: place.ordinal)
      return draws.next64()
    }
    return places.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }

  /// An asking's slots, those of other values apart.
  private static func cut(_ asking: Asking, by values: ArraySlice<[Int]>) -> [Asking] {
    var parts: [Asking] = []
    for (slot, mix) in zip(asking.slots, values) {
      if let last = parts.last, last.mix == mix {
        parts[parts.count - 1] = last.with(slots: last.slots.lowerBound..<slot + 1, mix: mix)
      } else {
        parts.append(asking.with(slots: slot..<slot + 1, mix: mix))
      }
    }
    return parts
  }
}
