public import StemmaRecord
public import StemmaStore

/// What filters did otherwise in two versions: for each, which records it dropped in one that the other
/// has kept.
///
/// What is told is of candidates, by slot, attempt and place in the answer, so that it can only be said
/// of versions whose plans have slots in common.
public struct FilterCauses: Sendable {
  public enum State: String, Sendable {
    case compared
    /// A version was imported: nothing was judged.
    case given
    /// No slot was asked for in both versions.
    case apart
    /// Damage is in the way.
    case unreadable
  }

  /// What is otherwise about a filter itself.
  public enum Change: String, Sendable {
    /// Only the second version has it.
    case added
    /// Only the first version has it.
    case removed
    case parameters
    /// It stands elsewhere among those that both versions have.
    case order
    /// It judges by another revision of stemma's.
    case revision
    /// Nothing: what it was given to judge is.
    case same
  }

  /// One filter.
  public struct Filter: Sendable {
    public let name: String
    public let change: Change
    /// Its parameters; nil where the version does not have it.
    public let before: JSONObject?
    public let after: JSONObject?
    /// Records that the first version has kept and the filter dropped in the second.
    public internal(set) var dropped = Moves()
    /// Records that the second version has kept and the filter dropped in the first.
    public internal(set) var kept = Moves()
  }

  /// Records that a filter moved, in the order of the version that has kept them.
  public struct Moves: Sendable {
    public internal(set) var count = 0
    /// How many of them read the same in both versions, as far as both have a field: whose texts then
    /// are no cause.
    public internal(set) var alike = 0
    /// The first of them.
    public internal(set) var records: [RecordID] = []
    /// How many were dropped for which reason; `surplus` where a filter that ranks had a better one.
    public internal(set) var reasons: [String: Int] = [:]
  }

  /// So many of a kind are named.
  public static let recordLimit = 1000

  public let state: State
  /// In the second version's order, then those that only the first has. Filters that neither changed nor
  /// moved a record are left out.
  public let filters: [Filter]

  /// Where what a version keeps cannot be read.
  public static let unreadable = FilterCauses(.unreadable)

  private init(_ state: State) { (self.state, filters) = (state, []) }

  /// - Parameters:
  ///   - resolved: both manifests with all their values, as a version keeps them.
  ///   - width: how many threads read side by side; never changes the result.
  /// - Returns: nil where no filter is otherwise and none moved a record.
  public init?(
    _ first: (receipt: Receipt, resolved: JSONObject),
    _ second: (receipt: Receipt, resolved: JSONObject), in store: Store, width: Int
  ) throws {
    // Reviews are no filters: what they stand on is compared.
    let before = try ReviewPlan.ground(of: first.receipt, in: store).receipt
    let after = try ReviewPlan.ground(of: second.receipt, in: store).receipt
    var filters = Self.filters(
      Self.named(first.resolved), Self.named(second.resolved), before.revisions, after.revisions)
    let isChanged = filters.contains { $0.change != .same }
    // Where what was dropped is the same throughout, nothing was moved.
    guard isChanged || before.roots.ledger != after.roots.ledger else { return nil }
    guard before.grade != .given, after.grade != .given else {
      guard isChanged else { return nil }
      (state, self.filters) = (.given, [])
      return
    }
    let reading = try FilterMoveReading(before, after, in: store, width: width)
    guard try reading.hasCommonSlots() else {
      guard isChanged else { return nil }
      (state, self.filters) = (.apart, [])
      return
    }
    // Only a change of a filter that ranks is a cause of which candidate is the best.
    let ranking = Set(filters.filter { $0.change != .same }.map(\.name))
    let dropped = try reading.dropped(ranking: ranking)
    let kept = try reading.kept(ranking: ranking)
    for index in filters.indices {
      filters[index].dropped = dropped[filters[index].name] ?? Moves()
      filters[index].kept = kept[filters[index].name] ?? Moves()
    }
    filters.removeAll { $0.change == .same && $0.dropped.count == 0 && $0.kept.count == 0 }
    guard !filters.isEmpty else { return nil }
    (state, self.filters) = (.compared, filters)
  }

  // MARK: Filters

  /// A manifest's filters in their order: a name, or an object of one member.
  private static func named(_ resolved: JSONObject) -> [(name: String, parameters: JSONObject)] {
    (resolved["filters"]?.array ?? []).compactMap { filter in
      if let name = filter.string { return (name, JSONObject()) }
      guard let (name, parameters) = filter.object?.members.first else { return nil }
      return (name, parameters.object ?? JSONObject())
    }
  }

  private static func filters(
    _ before: [(name: String, parameters: JSONObject)],
    _ after: [(name: String, parameters: JSONObject)], _ then: [String: Int], _ now: [String: Int]
  ) -> [Filter] {
    let both = Set(before.map(\.name)).intersection(after.map(\.name))
    let (old, new) = (
      before.map(\.name).filter(both.contains), after.map(\.name).filter(both.contains)
    )
    let filters = after.map { name, parameters in
      let was = before.first { $0.name == name }?.parameters
      let change: Change =
        was == nil
        ? .added
        : was != parameters
          ? .parameters
          : old.firstIndex(of: name) != new.firstIndex(of: name)
            ? .order : then["filter.\(name)"] != now["filter.\(name)"] ? .revision : .same
      return Filter(name: name, change: change, before: was, after: parameters)
    }
    return filters
      + before.filter { !both.contains($0.name) }.map {
        Filter(name: $0.name, change: .removed, before: $0.parameters, after: nil)
      }
  }
}
