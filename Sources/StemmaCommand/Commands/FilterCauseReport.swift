import StemmaRecord
import StemmaRun
import StemmaStore

/// Which records filters moved between two versions, as JSON and as lines.
struct FilterCauseReport {
  let causes: FilterCauses
  let names: (before: String, after: String)

  /// - Returns: nil where there is nothing to say.
  init?(
    _ names: (before: String, after: String), _ old: VersionDetails, _ new: VersionDetails,
    in store: Store
  ) throws {
    self.names = names
    do {
      let causes = try FilterCauses(
        (old.receipt, old.resolved), (new.receipt, new.resolved), in: store,
        width: World.processors())
      guard let causes else { return nil }
      self.causes = causes
    } catch let error as StoreError where ExitStatus(error) == .damaged {
      // What changed can be said without it.
      Terminal.error(
        "warning: What filters moved is not told. \(error.whatHappened) (\(error.place ?? ""))")
      causes = .unreadable
    }
  }

  // MARK: JSON

  var json: JSONValue {
    [
      "filters": .array(
        causes.filters.map { filter in
          [
            "after": filter.after.map { .object($0) } ?? .null,
            "before": filter.before.map { .object($0) } ?? .null,
            "change": .string(filter.change.rawValue), "dropped": Self.json(filter.dropped),
            "filter": .string(filter.name), "kept": Self.json(filter.kept),
          ]
        }),
      "state": .string(causes.state.rawValue),
    ]
  }

  private static func json(_ moves: FilterCauses.Moves) -> JSONValue {
    var reasons = JSONObject()
    for (reason, count) in moves.reasons { reasons[reason] = .integer(count) }
    return [
      "alike": .integer(moves.alike), "count": .integer(moves.count), "reasons": .object(reasons),
      "records": .array(moves.records.map { .string($0.text) }),
    ]
  }

  // MARK: Lines

  /// A sentence for each filter, or one that says why there is none.
  var sentences: [String] {
    switch causes.state {
    case .given:
      ["what filters moved cannot be said: one of the versions was imported, and nothing judged"]
    case .apart:
      [
        "what filters moved cannot be said: \(names.before) and \(names.after) have no slot in common"
      ]
    case .unreadable:
      ["what filters moved cannot be said: what one of the versions keeps of it is damaged"]
    case .compared: causes.filters.map(Self.sentence)
    }
  }

  /// - Parameter examples: so many records of a kind are named.
  func lines(examples: Int) -> [String] {
    guard causes.state == .compared else { return sentences.map { "filter    \($0)" } }
    return zip(sentences, causes.filters).flatMap { sentence, filter in
      ["filter    \(sentence)"] + Self.named("dropped now", filter.dropped, examples)
        + Self.named("kept now", filter.kept, examples)
    }
  }

  private static func named(
    _ word: String, _ moves: FilterCauses.Moves, _ examples: Int
  ) -> [String] {
    let shown = moves.records.prefix(examples).map { Terminal.visible($0.text) }
    guard !shown.isEmpty else { return [] }
    let rest = moves.count - shown.count
    return ["  \(word): \(shown.joined(separator: ", "))\(rest > 0 ? ", and \(rest) more" : "")"]
  }

  private static func sentence(_ filter: FilterCauses.Filter) -> String {
    let moves = [
      told(filter.dropped, "that were kept are dropped"),
      told(filter.kept, "that were dropped are kept"),
    ].compactMap { $0 }
    return "\(filter.name), \(change(filter)): "
      + (moves.isEmpty ? "no record is moved by it" : moves.joined(separator: "; "))
  }

  /// Nil where there are none.
  private static func told(_ moves: FilterCauses.Moves, _ words: String) -> String? {
    guard moves.count > 0 else { return nil }
    let reasons = moves.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }
    return "\(moves.count) \(words) (\(reasons.joined(separator: ", ")); "
      + "\(moves.alike) of them read the same in both)"
  }

  private static func change(_ filter: FilterCauses.Filter) -> String {
    switch filter.change {
    case .added: return "which only the second version has"
    case .removed: return "which only the first version has"
    case .order: return "which stands elsewhere among the filters"
    case .revision: return "of another revision"
    case .same: return "unchanged itself"
    case .parameters:
      let (before, after) = (filter.before ?? JSONObject(), filter.after ?? JSONObject())
      let names = Set((before.members + after.members).map { TextKey($0.key) }).sorted()
        .map(\.text)
      return names.filter { before[$0] != after[$0] }.map { name in
        let values = [before[name], after[name]].map { ManifestDifference.text($0) ?? "unset" }
        return "\(name) \(values[0]) → \(values[1])"
      }.joined(separator: ", ")
    }
  }
}
