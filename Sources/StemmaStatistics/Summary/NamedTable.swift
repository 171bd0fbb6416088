import StemmaRecord

/// Values by name, where only the first names by their bytes are kept if there are too many: those are
/// the same in whatever order they come.
struct NamedTable<Value: Sendable>: Sendable {
  static var limit: Int { 256 }

  private var places: [TextKey: Int] = [:]
  private var values: [(name: String, value: Value)] = []
  /// The first name that was ever left out.
  private var bound: String?
  /// Where the next name is looked for first: rows mostly have the same ones in the same order.
  private var expected = 0

  init() {}

  /// - Parameter change: called unless the name is beyond what is kept.
  mutating func update(
    _ name: String, _ fresh: @autoclosure () -> Value, _ change: (inout Value) -> Void
  ) {
    if let place = place(of: name) {
      expected = place + 1 < values.count ? place + 1 : 0
      return change(&values[place].value)
    }
    if let bound, !name.precedesByBytes(bound) { return }
    places[TextKey(name)] = values.count
    values.append((name, fresh()))
    change(&values[values.count - 1].value)
    if values.count > 2 * Self.limit { prune() }
  }

  private func place(of name: String) -> Int? {
    if expected < values.count, values[expected].name.hasSameBytes(as: name) { return expected }
    return places[TextKey(name)]
  }

  /// The values that are kept, by their names' bytes.
  var sorted: [(name: String, value: Value)] {
    let all = values.sorted { $0.name.precedesByBytes($1.name) }
    return Array(all.prefix(Self.limit))
  }

  /// Whether there were more names than are kept.
  var isCut: Bool { bound != nil || values.count > Self.limit }

  private mutating func prune() {
    let all = values.sorted { $0.name.precedesByBytes($1.name) }
    bound = all[Self.limit].name
    values = Array(all.prefix(Self.limit))
    places = [:]
    for (place, value) in values.enumerated() { places[TextKey(value.name)] = place }
  }

  mutating func merge(
    _ other: NamedTable, _ fresh: @autoclosure () -> Value, _ join: (inout Value, Value) -> Void
  ) {
    if let theirs = other.bound,
      bound.map({ theirs.precedesByBytes($0) }) ?? true
    {
      // What the other has left out is not whole here either.
      bound = theirs
      values = values.filter { $0.name.precedesByBytes(theirs) }
      places = [:]
      for (place, value) in values.enumerated() { places[TextKey(value.name)] = place }
    }
    for (name, value) in other.values { update(name, fresh()) { join(&$0, value) } }
  }
}
