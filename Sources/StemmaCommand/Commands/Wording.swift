import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

/// How things are put in words, the same in every command.
enum Wording {
  /// How what was not kept ended, with numbers, the commonest first.
  static func rejections(_ counts: Counts) -> [String] {
    counts.outcomes.filter { $0.key != Outcome.kept.word }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \(rejection($0.key))" }
  }

  private static func rejection(_ word: String) -> String {
    switch Outcome(word: word) {
    case .dropped(let filter, let reason): "dropped by \(filter) (\(reason))"
    case .missing: "missing (the teacher had nothing for them)"
    case .surplus: "surplus (good, but not needed)"
    case .truncated: "truncated (cut off by max_tokens)"
    default: word
    }
  }

  /// Records a side, as `80 train, 18 validation, 2 none`; nil without a split.
  static func sides(_ counts: Counts) -> String? {
    guard !counts.sides.isEmpty else { return nil }
    return Side.allCases.compactMap { side in
      counts.sides[side.rawValue].map { "\($0) \(side.rawValue)" }
    }.joined(separator: ", ")
  }

  /// How often a live teacher was asked, and what was saved.
  static func asking(_ tally: AskingTally) -> String {
    var parts = ["\(tally.asked) questions"]
    if tally.failed > 0 { parts.append("\(tally.failed) of them without an answer") }
    for (number, whose) in [
      (tally.reusedOfThisRun, "of the interrupted run"),
      (tally.reusedOfOtherRuns, "of other unfinished runs"),
      (tally.reusedOfVersions, "of versions"),
    ] where number > 0 {
      parts.append("\(number) answers \(whose) used again for nothing")
    }
    if tally.tokensIn + tally.tokensOut > 0 {
      parts.append("\(tally.tokensIn) tokens in, \(tally.tokensOut) out")
    }
    parts.append(tally.spent.map { "\($0) spent" } ?? "at a price that is not known")
    return parts.joined(separator: ", ")
  }

  /// `12 sections`, `5 seeds` or `9 rows`.
  static func subjects(_ count: Int, of kind: SubjectKind) -> String {
    "\(count) \(kind.rawValue)\(count == 1 ? "" : "s")"
  }

  /// Whether something is as expected, and what there is.
  static func check(_ check: ExpectationCheck) -> String {
    let word = check.state == .met ? "met" : check.isFailed ? "FAILED" : "not checked"
    return "\(word)  \(Terminal.visible(check.line))"
  }

  static func lengths(_ lengths: LengthSummary) -> [String] {
    lengths.fields.map { name, field in
      "\(Terminal.visible(name)): \(field.least) to \(field.most) characters, \(field.mean) on average"
    }
  }

  /// A record with its id, which as a sequence's entry it does not repeat.
  static func json(_ record: Record, side: RecordSide? = nil) -> JSONValue {
    var object = record.json.object ?? JSONObject()
    object["id"] = .string(record.id.text)
    object["side"] = side.map { .string($0.side.rawValue) }
    return .object(object)
  }

  /// A text of several lines, set in under what it belongs to.
  static func indented(_ text: String) -> [String] {
    Terminal.visible(text, keepingLines: true)
      .split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
  }

  /// A record for reading: its id and place, then its fields.
  static func record(_ record: Record, side: RecordSide? = nil) -> [String] {
    let mix = record.origin.map(\.mix).flatMap { $0.isEmpty ? nil : MixReport.words($0) }
    let words = [record.origin?.strategy, mix, side?.side.rawValue].compactMap { $0 }
    let place = record.origin.map { "  \(Terminal.visible(self.place(of: $0)))" } ?? ""
    let remark = words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    return ["\(Terminal.visible(record.id.text))\(place)\(remark)"] + fields(record.row)
  }

  /// What a record was made from, for reading.
  static func subject(_ subject: Subject) -> [String] {
    let place = "\(Terminal.visible(subject.input)):\(subject.line)"
    switch subject {
    case .section(let section):
      let heading = section.headingPath.joined(separator: " / ")
      let page = section.page.map { ", page \($0)" } ?? ""
      return ["section   \(place)\(page) \(Terminal.visible(heading))"]
        + indented(section.text)
    case .seed(let seed):
      return ["seed      \(place) \(Terminal.visible(seed.name))"]
        + indented(seed.instruction) + indented(seed.response)
    case .row(let row):
      return ["row       \(place) \(Terminal.visible(row.name))"]
        + fields(row.columns).map { "  " + $0 } + (row.section.map { indented($0.text) } ?? [])
    }
  }

  /// Input and headings, or input and the name of a seed or row.
  static func place(of origin: Origin) -> String {
    var parts = [origin.input] + origin.headingPath
    if case .seed(let name) = origin.place { parts.append(name) }
    return parts.joined(separator: " / ")
  }

  /// A row's fields, a line each; the order is the one people read in.
  static func fields(_ row: JSONObject) -> [String] {
    RowDifference.forReading(row).map { key, value in
      "  \(Terminal.visible(key)): \(Terminal.visible(value.shownText))"
    }
  }

  /// Which of its slot's candidates one is, from 1 as people count.
  static func candidate(_ candidate: Int, attempt: Int) -> String {
    "candidate \(candidate + 1), attempt \(attempt + 1)"
  }

  /// A number of bytes, short.
  static func size(_ bytes: Int) -> String {
    var value = bytes
    var rest = 0
    var unit = 0
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    while value >= 1024 && unit < units.count - 1 {
      rest = value % 1024
      value /= 1024
      unit += 1
    }
    return unit == 0 || value >= 10
      ? "\(value) \(units[unit])" : "\(value).\(rest * 10 / 1024) \(units[unit])"
  }

  static func verdict(_ verdict: JSONValue) -> String {
    let filter = verdict["filter"]?.string ?? ""
    let reason = verdict["reason"]?.string.map { "drop, \($0)" } ?? "keep"
    let score = verdict["score"]?.integer.map { ", score \(Millionths(count: $0))" } ?? ""
    let found = (verdict["found"]?.object?.members ?? []).map { kind, count in
      ", \(count.integer ?? 0) \(kind)"
    }
    return "\(filter): \(reason)\(score)\(found.joined())"
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
    "\(UTCTime.text(event.seconds))  \(words(of: event))"
  }

  private static func words(of event: Event) -> String {
    let body = event.body
    func text(_ name: String) -> String { Terminal.visible(body[name]?.string ?? "") }
    if let adapter = event.adapter {
      return "adapter \(adapter.digest.short), trained on \(Terminal.visible(adapter.version)), "
        + "served by \(Terminal.visible(adapter.teacher))"
    }
    switch Event.Kind(rawValue: event.kind) {
    case .note: return "note: \(text("text"))"
    case .tag: return "tag \(text("name")) \(text("action"))"
    case .application:
      return "\(text("action")) \(body["pairs"]?.integer ?? 0) pairs: \(text("document"))"
    case .upload:
      let isPrivate = body["private"] == true
      return "uploaded to \(text("target")), \(isPrivate ? "private" : "public"), "
        + "commit \(Terminal.visible(String((body["commit"]?.string ?? "").prefix(12))))"
    default:
      let what = body["outcome"]?.string ?? body["version"]?.string ?? ""
      return what.isEmpty ? event.kind : "\(event.kind) \(what)"
    }
  }

  /// What stays to be read of batches.
  static func batches(_ news: BatchNews) -> String {
    switch news {
    case .submitted(let id, let questions): "submitted \(questions) questions in batch \(id)"
    case .found(let ids, let questions) where ids.isEmpty:
      "a batch of \(questions) questions never reached the teacher"
    case .found(let ids, let questions):
      "a batch of \(questions) questions did reach the teacher: \(ids.joined(separator: " or "))"
    case .collected(let ids, let answered, let failed, let again):
      "collected batch \(ids.joined(separator: " or ")): \(answered) answered, \(failed) failed, "
        + "\(again) to ask again"
    case .waiting(_, let questions, let done): "\(done) of \(questions) questions done"
    }
  }
}
