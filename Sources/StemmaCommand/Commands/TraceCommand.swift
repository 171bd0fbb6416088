import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Follow one record back: section or seed, prompt, candidates, verdicts.",
    discussion: """
      The first digits of a record's id are enough.

      EXAMPLES
      stemma trace coffee@1 3b22
      stemma trace coffee@head 3b22 --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Argument(help: "The record's id, or its first digits.")
  var record: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let receipt = try store.receipt(version.receipt)
    guard let id = try RecordLookup.find(record, in: receipt, of: store) else {
      throw InputError.unknownRecord(record, version: version.name)
    }
    if let given = try GivenTrace(id, of: receipt, in: store) { return report(given, version) }
    guard let trace = try RecordTrace(id, of: receipt, in: store) else {
      throw InputError.unknownRecord(record, version: version.name)
    }
    options.write(Self.json(trace, version), lines(trace, version))
  }

  /// An imported record's past is the file it came from, and what reviews decided.
  private func report(_ trace: GivenTrace, _ version: Version) {
    let record = trace.record
    options.write(
      Self.json(trace, version),
      ["record    \(Terminal.visible(record.id.text)) of \(version.name)"]
        + Wording.fields(record.row)
        + ["imported  from \(trace.statement.line); no section, prompt or verdict is known"]
        + trace.reviews.flatMap(Self.review))
  }

  static func json(_ trace: GivenTrace, _ version: Version) -> JSONObject {
    let record = trace.record
    var json: JSONObject = [
      "import": trace.statement.json, "origin": .null, "record": .string(record.id.text),
      "row": .object(record.row), "version": .string(version.name),
    ]
    if !trace.reviews.isEmpty { json["reviews"] = .array(trace.reviews) }
    return json
  }

  static func json(_ trace: RecordTrace, _ version: Version) -> JSONObject {
    var json: JSONObject = [
      "attempt": .integer(trace.attempt), "candidate": .integer(trace.candidate),
      "origin": trace.record.origin.map { .object($0.json) } ?? .null, "prompt": trace.prompt,
      "promptID": .string(trace.promptID.description), "record": .string(trace.record.id.text),
      "rejected": .array(trace.rejected.map(\.json)), "row": .object(trace.record.row),
      "teacher": .string(trace.teacher), "template": trace.template,
      "templateID": .string(trace.templateID.description), "verdicts": .array(trace.verdicts),
      "version": .string(version.name),
    ]
    json["side"] = trace.side?.json
    if !trace.steps.isEmpty {
      json["steps"] = .array(
        trace.steps.map { step in
          [
            "prompt": step.prompt, "promptID": .string(step.promptID.description),
            "role": .string(step.role), "teacher": .string(step.teacher),
          ]
        })
    }
    if !trace.hasRejected { json["ledgerUnread"] = true }
    if !trace.reviews.isEmpty { json["reviews"] = .array(trace.reviews) }
    switch trace.subject {
    case .section(let section):
      var place: JSONObject = [
        "heading": .texts(section.headingPath),
        "input": .string(section.input), "line": .integer(section.line),
        "text": .string(section.text),
      ]
      place["page"] = section.page.map { .integer($0) }
      json["section"] = .object(place)
    case .seed(let seed):
      json["seed"] = [
        "input": .string(seed.input), "instruction": .string(seed.instruction),
        "line": .integer(seed.place), "name": .string(seed.name),
        "response": .string(seed.response),
      ]
    case .row(let row):
      var source: JSONObject = [
        "columns": .object(row.columns), "input": .string(row.input),
        "line": .integer(row.place), "name": .string(row.name),
      ]
      source["passage"] = row.section.map { .string($0.text) }
      json["sourceRow"] = .object(source)
    }
    return json
  }

  private func lines(_ trace: RecordTrace, _ version: Version) -> [String] {
    var lines = ["record    \(trace.record.id) of \(version.name)"]
    lines += Wording.fields(trace.record.row)
    if let mix = trace.record.origin?.mix, !mix.isEmpty {
      lines.append("mix       \(MixReport.words(mix))")
    }
    lines += Wording.subject(trace.subject)
    let template = Terminal.visible(trace.template["name"]?.string ?? "")
    lines.append("template  \(template) \(trace.templateID)")
    if trace.steps.isEmpty {
      lines.append("prompt    \(trace.promptID), for \(trace.teacher)")
      lines += Self.messages(of: trace.prompt)
    }
    for step in trace.steps {
      lines.append(
        "\(step.role + String(repeating: " ", count: max(0, 9 - step.role.utf8.count))) \(step.promptID), for \(step.teacher)"
      )
      lines += Self.messages(of: step.prompt)
    }
    lines.append("\(Wording.candidate(trace.candidate, attempt: trace.attempt)): kept")
    lines += trace.verdicts.map { "    \(Wording.verdict($0))" }
    for entry in trace.rejected {
      let candidate = Wording.candidate(entry.candidate, attempt: entry.attempt)
      lines.append("\(candidate): \(entry.outcome.word)")
      if let note = entry.note { lines.append("    note: \(Terminal.visible(note))") }
      if let row = entry.row { lines += Wording.fields(row).map { "  " + $0 } }
      lines += entry.verdicts.map { "    \(Wording.verdict($0))" }
    }
    return lines + trace.reviews.flatMap(Self.review) + (trace.side.map(Self.side) ?? [])
  }

  private static func messages(of prompt: JSONValue) -> [String] {
    (prompt["messages"]?.array ?? []).flatMap { message in
      ["  \(message["role"]?.string ?? ""):"] + Wording.indented(message["content"]?.string ?? "")
    }
  }

  private static func review(_ review: JSONValue) -> [String] {
    let decision = review["decision"]?.string ?? ""
    let object = review["decisions"]?.string.map(ObjectID.short) ?? ""
    var lines = ["review    \(decision), in the decisions \(object)"]
    if let note = review["note"]?.string { lines.append("    note: \(Terminal.visible(note))") }
    if let row = review["was"]?.object {
      lines += ["    it was:"] + Wording.fields(row).map { "  " + $0 }
    }
    return lines
  }

  private static func side(_ side: RecordSide) -> [String] {
    guard let leak = side.leak else { return ["side      \(side.side.rawValue)"] }
    return [
      "side      none: drawn for \(leak.drawn.rawValue), too near the training record "
        + "\(Terminal.visible(leak.other.text)), score \(Millionths(count: leak.score))"
    ]
  }

}
