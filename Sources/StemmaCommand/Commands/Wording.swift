import StemmaRecord
import StemmaStatistics
import StemmaStore

/// How things are put in words, the same in every command.
enum Wording {
  /// Outcomes with their numbers, the commonest first.
  static func outcomes(_ counts: Counts) -> [String] {
    counts.outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }
  }

  static func lengths(_ lengths: LengthSummary) -> [String] {
    lengths.fields.sorted { $0.key < $1.key }.map { name, field in
      "\(name): \(field.least) to \(field.most) characters, \(field.mean) on average"
    }
  }

  /// A record for reading: its id and place, then its fields.
  static func record(_ record: Record) -> [String] {
    let heading = record.origin.headingPath.joined(separator: " / ")
    let place = heading.isEmpty ? record.origin.input : "\(record.origin.input), \(heading)"
    return ["\(record.id)  \(Terminal.visible(place)) (\(record.origin.strategy))"]
      + fields(record.row)
  }

  /// A row's fields, a line each; the order is the one people read in.
  static func fields(_ row: JSONObject) -> [String] {
    let first = ["question", "instruction", "prompt"]
    let members = row.members.sorted { left, right in
      let leftRank = first.contains(left.key) ? 0 : 1
      let rightRank = first.contains(right.key) ? 0 : 1
      return (leftRank, left.key) < (rightRank, right.key)
    }
    return members.map { key, value in
      "  \(key): \(Terminal.visible(value.string ?? CanonicalJSON.text(value)))"
    }
  }

  static func version(_ version: Version) -> JSONObject {
    [
      "dataset": .string(version.dataset), "name": .string(version.name),
      "number": .integer(version.number), "publishedAt": .string(UTCTime.text(version.seconds)),
      "receipt": .string(version.receipt.description), "records": .integer(version.records),
    ]
  }

  static func event(_ event: Event) -> JSONObject {
    var json = event.body.object ?? JSONObject()
    json["at"] = .string(UTCTime.text(event.seconds))
    return json
  }

  static func line(_ event: Event) -> String {
    let body = event.body
    let what = body["outcome"]?.string ?? body["version"]?.string ?? ""
    return "\(UTCTime.text(event.seconds))  \(event.kind) \(what)"
  }
}
