import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

/// A comparison as JSON and as lines.
struct ComparisonReport {
  let names: (before: String, after: String)
  let old: VersionDetails
  let new: VersionDetails
  let records: RecordComparison
  let fields: [ManifestDifference]
  /// Nil where no filter is otherwise, and none moved a record.
  let causes: FilterCauseReport?
  /// Nil where not both versions have a split.
  let sides: SideComparison?
  /// Nil where none are wanted.
  var statistics: StatisticsReport?
  let examples: Int
  /// Where a page of it was written; nil where none was.
  var page: String?

  /// - Parameter held: how many examples of each kind are read; at least as many as are told.
  init(
    names: (before: String, after: String), _ old: VersionDetails, _ new: VersionDetails,
    examples: Int, held: Int, in store: Store
  ) throws {
    self.names = names
    self.old = old
    self.new = new
    self.examples = examples
    records = try RecordComparison(
      store.records(of: old.receipt), store.records(of: new.receipt), examples: held,
      width: World.processors())
    fields = ManifestDifference.all(old, new)
    causes = try FilterCauseReport(names, old, new, in: store)
    sides = try store.sides(of: old.receipt).flatMap { before in
      try store.sides(of: new.receipt).map { try SideComparison(before, $0) }
    }
  }

  var json: JSONObject {
    var json = self.common
    json["causes"] = causes?.json
    json["page"] = page.map { .string($0) }
    json["sides"] = sides.map { sides in
      [
        "moved": .integer(sides.moved),
        "moves": .array(
          sides.moves.map { move in
            [
              "after": .string(move.after.rawValue), "before": .string(move.before.rawValue),
              "records": .integer(move.records),
            ]
          }),
      ]
    }
    json["statistics"] = statistics?.json
    json["lone"] = statistics?.loneJSON
    json["leftOut"] = statistics?.leftOutJSON
    if let checks = statistics?.checks, !checks.isEmpty {
      json["expectations"] = .array(checks.map(\.json))
    }
    return json
  }

  private var common: JSONObject {
    [
      "after": .object(Self.side(names.after, new)),
      "before": .object(Self.side(names.before, old)),
      "examples": [
        "added": examples(of: records.added), "changed": examples(of: records.changed),
        "removed": examples(of: records.removed),
      ],
      "fields": .array(fields.map(\.json)),
      "records": [
        "added": .integer(records.addedCount), "changed": .integer(records.changedCount),
        "removed": .integer(records.removedCount), "same": .integer(records.same),
      ],
    ]
  }

  var lines: [String] {
    var lines = [
      "records   \(records.same) same, \(records.changedCount) changed, "
        + "\(records.addedCount) added, \(records.removedCount) removed"
    ]
    if let sides {
      let moves = sides.moves.map {
        "\($0.records) \($0.before.rawValue) → \($0.after.rawValue)"
      }
      let words = moves.isEmpty ? "" : ": \(moves.joined(separator: ", "))"
      lines.append("sides     \(sides.moved) records moved\(words)")
    }
    if let statistics {
      lines += statistics.lines(isPicturing: Terminal.outputIsTerminal)
      lines += statistics.remarks(names)
    }
    lines += (statistics?.checks ?? []).map { "expect    \(Wording.check($0))" }
    lines += fields.map { "manifest  \($0.line)" }
    if fields.isEmpty { lines.append("manifest  no field and no input differs") }
    lines += causes?.lines(examples: examples) ?? []
    lines += table
    for (word, changes) in [
      ("changed", records.changed), ("added", records.added), ("removed", records.removed),
    ] {
      for change in changes.prefix(examples) {
        guard let record = change.after ?? change.before else { continue }
        lines.append("\(word)  \(Terminal.visible("\(record.id)"))")
        lines += Self.fields(change)
      }
    }
    if let page { lines.append("page      written to \(Terminal.visible(page))") }
    return lines
  }

  /// Counts and lengths side by side.
  private var table: [String] {
    var rows: [(String, Int, Int)] = [
      ("kept", old.receipt.counts.kept, new.receipt.counts.kept),
      ("slots", old.receipt.counts.slots, new.receipt.counts.slots),
    ]
    let before = old.receipt.counts.outcomes
    let after = new.receipt.counts.outcomes
    for word in Set(before.keys).union(after.keys).sorted() where word != "kept" {
      rows.append((word, before[word] ?? 0, after[word] ?? 0))
    }
    for side in Side.allCases.map(\.rawValue) {
      let numbers = [old.receipt.counts.sides[side], new.receipt.counts.sides[side]]
      guard numbers.contains(where: { $0 != nil }) else { continue }
      rows.append(("side \(side)", numbers[0] ?? 0, numbers[1] ?? 0))
    }
    for name in old.lengths.fields.names(or: new.lengths.fields) {
      let left = old.lengths.fields[name]
      let right = new.lengths.fields[name]
      let name = Terminal.visible(name)
      rows.append(("\(name), mean length", left?.mean ?? 0, right?.mean ?? 0))
      rows.append(("\(name), greatest length", left?.most ?? 0, right?.most ?? 0))
    }
    return TextTable.lines(
      [["", names.before, names.after]] + rows.map { [$0.0, String($0.1), String($0.2)] },
      left: [0, 1, 2])
  }

  private static func side(_ name: String, _ details: VersionDetails) -> JSONObject {
    [
      "counts": .object(details.receipt.counts.json), "lengths": details.lengths.json,
      "receipt": .string(details.receipt.id.description), "version": .string(name),
    ]
  }

  private func examples(of changes: [RecordComparison.Change]) -> JSONValue {
    .array(
      changes.prefix(examples).map { change in
        [
          "after": change.after.map { Wording.json($0) } ?? .null,
          "before": change.before.map { Wording.json($0) } ?? .null,
        ]
      })
  }

  /// What was and what is; fields that are the same stand once.
  private static func fields(_ change: RecordComparison.Change) -> [String] {
    guard let before = change.before?.row, let after = change.after?.row else {
      return Wording.fields((change.after ?? change.before)?.row ?? JSONObject())
    }
    var same = JSONObject()
    var old = JSONObject()
    var new = JSONObject()
    for (key, value) in after.members {
      if before[key] == value { same[key] = value } else { new[key] = value }
    }
    for (key, value) in before.members where after[key] != value { old[key] = value }
    guard old != new else {
      return Wording.fields(same) + ["  (it reads the same; its section was edited)"]
    }
    return Wording.fields(same) + Wording.fields(old).map { "-" + $0.dropFirst() }
      + Wording.fields(new).map { "+" + $0.dropFirst() }
  }
}
