import StemmaRecord
import StemmaRun
import StemmaStatistics

/// One record in two versions, as JSON and as lines.
struct RecordExplanation {
  let id: RecordID
  let names: (before: String, after: String)
  let ways: (before: RecordWay, after: RecordWay)
  let fields: [ManifestDifference]

  /// `same`, `changed`, `added`, `removed`, or `absent` where neither has it.
  private var state: String {
    switch (ways.before.record, ways.after.record) {
    case (let old?, let new?): old.id == new.id && old.row == new.row ? "same" : "changed"
    case (nil, .some): "added"
    case (.some, nil): "removed"
    case (nil, nil): "absent"
    }
  }

  /// By field, what changed in it; fields that only one side has differ from nothing.
  private var rows: [(field: String, words: WordDifference)] {
    guard let old = ways.before.record?.row, let new = ways.after.record?.row else { return [] }
    return RowDifference.changed(old, new)
  }

  /// Nil where it is not known of both.
  private var subject: WordDifference? {
    guard let old = ways.before.subjectText, let new = ways.after.subjectText else { return nil }
    return WordDifference(old, new)
  }

  /// Of each message, what changed in it; nil where it is not known of both.
  private var messages: [(role: String, words: WordDifference)]? {
    guard let old = ways.before.messages, let new = ways.after.messages else { return nil }
    return (0..<max(old.count, new.count)).map { place in
      let (before, after) = (
        place < old.count ? old[place] : nil, place < new.count ? new[place] : nil
      )
      return (
        after?.role ?? before?.role ?? "",
        WordDifference(before?.content ?? "", after?.content ?? "")
      )
    }
  }

  // MARK: JSON

  var json: JSONObject {
    var json: JSONObject = [
      "after": Self.json(ways.after, names.after), "before": Self.json(ways.before, names.before),
      "fields": .array(fields.map(\.json)), "record": .string(id.text), "state": .string(state),
      "texts": .array(rows.map { ["field": .string($0.field), "words": Self.json($0.words)] }),
    ]
    json["subject"] = subject.map(Self.json)
    json["prompt"] = messages.map { messages in
      .array(messages.map { ["role": .string($0.role), "words": Self.json($0.words)] })
    }
    return json
  }

  private static func json(_ words: WordDifference) -> JSONValue {
    .array(words.parts.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] })
  }

  private static func json(_ way: RecordWay, _ version: String) -> JSONValue {
    var json: JSONObject = ["version": .string(version), "way": .string(word(way))]
    json["row"] = way.record.map { .object($0.row) }
    switch way {
    case .made(let trace):
      json["attempt"] = .integer(trace.attempt)
      json["candidate"] = .integer(trace.candidate)
      json["promptID"] = .string(trace.promptID.description)
      json["rejected"] = .array(trace.rejected.map(\.json))
      json["teacher"] = .string(trace.teacher)
      json["verdicts"] = .array(trace.verdicts)
    case .rejected(let entries, _): json["rejected"] = .array(entries.map(\.json))
    case .given, .absent: break
    }
    return .object(json)
  }

  private static func word(_ way: RecordWay) -> String {
    switch way {
    case .made: "made"
    case .given: "given"
    case .rejected: "rejected"
    case .absent: "absent"
    }
  }

  // MARK: Lines

  var lines: [String] {
    var lines = ["record    \(Terminal.visible(id.text)): \(state)"]
    lines += Self.lines(ways.before, names.before) + Self.lines(ways.after, names.after)
    for (field, words) in rows {
      lines.append("  \(Terminal.visible(field)): \(Self.shown(words))")
    }
    if state == "same", let row = ways.after.record?.row { lines += Wording.fields(row) }
    if let subject { lines += Self.lines("source", [("", subject)]) }
    if let messages { lines += Self.lines("prompt", messages) }
    lines += fields.map { "manifest  \($0.line)" }
    if fields.isEmpty { lines.append("manifest  no field and no input differs") }
    return lines
  }

  private static func lines(_ way: RecordWay, _ version: String) -> [String] {
    switch way {
    case .made(let trace):
      return [
        "\(version)  made by \(trace.teacher), "
          + Wording.candidate(trace.candidate, attempt: trace.attempt)
      ] + trace.verdicts.map { "    \(Wording.verdict($0))" } + rejected(trace.rejected)
    case .given(let trace):
      return ["\(version)  imported from \(trace.statement.line)"]
    case .rejected(let entries, let wasGiven):
      return ["\(version)  \(wasGiven ? "given, and not kept" : "asked for, and nothing kept")"]
        + rejected(entries, wereGiven: wasGiven)
    case .absent(let wasGiven):
      return ["\(version)  \(wasGiven ? "not among its records" : "never asked for")"]
    }
  }

  /// - Parameter wereGiven: so that no answer of a teacher's holds them.
  private static func rejected(_ entries: [LedgerEntry], wereGiven: Bool = false) -> [String] {
    entries.flatMap { entry in
      let candidate =
        wereGiven ? "" : "\(Wording.candidate(entry.candidate, attempt: entry.attempt)): "
      return ["  \(candidate)\(entry.outcome.word)"]
        + (entry.note.map { ["    note: \(Terminal.visible($0))"] } ?? [])
        + entry.verdicts.map { "    \(Wording.verdict($0))" }
    }
  }

  private static func lines(
    _ name: String, _ texts: [(role: String, words: WordDifference)]
  ) -> [String] {
    let label = name + String(repeating: " ", count: 10 - name.count)
    let changed = texts.filter { $0.words.parts.contains { $0.kind != .same } }
    guard !changed.isEmpty else { return ["\(label)the same"] }
    return changed.map { role, words in
      "\(label)\(role.isEmpty ? "" : "\(Terminal.visible(role)): ")\(shown(words, isShort: true))"
    }
  }

  /// What is the same at length is left out where `isShort`.
  private static func shown(_ words: WordDifference, isShort: Bool = false) -> String {
    words.parts.map { part in
      let text = Terminal.visible(part.text)
      switch part.kind {
      case .removed: return "[-\(text)-]"
      case .added: return "{+\(text)+}"
      case .same:
        guard isShort, text.count > 80 else { return text }
        return "\(text.prefix(30)) … \(text.suffix(30))"
      }
    }.joined()
  }
}
