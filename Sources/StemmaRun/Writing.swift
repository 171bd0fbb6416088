import StemmaRecord
import StemmaStore

/// Canonical JSON of what every record needs, written straight from the nouns: building values first
/// would be most of what a record costs.
enum Writing {
  /// - Parameters:
  ///   - origin: canonical bytes, and so is `row`.
  static func record(origin: [UInt8], row: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(row.count + origin.count + 20)
    append(#"{"origin":"#, to: &out)
    out.append(contentsOf: origin)
    append(#","row":"#, to: &out)
    out.append(contentsOf: row)
    out.append(UInt8(ascii: "}"))
    return out
  }

  static func trace(_ source: Recorder.Source, slot: Int, verdicts: [Verdict]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(256)
    append(#"{"attempt":"#, to: &out)
    append(source.attempt, to: &out)
    append(before: source.before, to: &out)
    append(#","candidate":"#, to: &out)
    append(source.candidate, to: &out)
    append(#","prompt":"#, to: &out)
    CanonicalJSON.append(source.last.prompt.description, to: &out)
    append(role: source.last.role, to: &out)
    append(#","slot":"#, to: &out)
    append(slot, to: &out)
    append(teacher: source.last.teacher, to: &out)
    append(#","verdicts":"#, to: &out)
    append(verdicts, to: &out)
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// An entry of the ledger.
  ///
  /// - Parameters:
  ///   - origin: canonical bytes, and so is `row`.
  ///   - raw: the answer, or a part of it, where it could not be used.
  ///   - reason: why it could not be used, or none could be had.
  static func drop(
    _ id: RecordID, _ outcome: Outcome, _ source: Recorder.Source, origin: [UInt8],
    row: [UInt8]?, raw: String?, reason: String?, verdicts: [Verdict]
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(512 + (row?.count ?? 0))
    append(#"{"attempt":"#, to: &out)
    append(source.attempt, to: &out)
    append(before: source.before, to: &out)
    append(#","candidate":"#, to: &out)
    append(source.candidate, to: &out)
    append(#","origin":"#, to: &out)
    out.append(contentsOf: origin)
    append(#","outcome":"#, to: &out)
    CanonicalJSON.append(outcome.word, to: &out)
    append(#","prompt":"#, to: &out)
    CanonicalJSON.append(source.last.prompt.description, to: &out)
    if let raw {
      append(#","raw":"#, to: &out)
      CanonicalJSON.append(raw, to: &out)
    }
    if let reason {
      append(#","reason":"#, to: &out)
      CanonicalJSON.append(reason, to: &out)
    }
    append(#","record":"#, to: &out)
    CanonicalJSON.append(id.text, to: &out)
    append(role: source.last.role, to: &out)
    if let row {
      append(#","row":"#, to: &out)
      out.append(contentsOf: row)
    }
    append(teacher: source.last.teacher, to: &out)
    append(#","verdicts":"#, to: &out)
    append(verdicts, to: &out)
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// What a service sent, as it came: as text where it is any, else in hexadecimal digits.
  static func response(_ entry: JournalEntry) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(entry.occasion.count + entry.raw.count * 9 / 8 + 32)
    append(#"{"occasion":"#, to: &out)
    out.append(contentsOf: entry.occasion)
    if let text = StrictUTF8.text(entry.raw) {
      append(#","raw":"#, to: &out)
      CanonicalJSON.append(text, to: &out)
    } else {
      append(#","rawHex":"#, to: &out)
      CanonicalJSON.append(Hexadecimal.encode(entry.raw), to: &out)
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// What was asked before, where records are made part by part.
  private static func append(before steps: [Recorder.Step], to out: inout [UInt8]) {
    guard !steps.isEmpty else { return }
    for (index, step) in steps.enumerated() {
      append(index > 0 ? #",{"prompt":"# : #","before":[{"prompt":"#, to: &out)
      CanonicalJSON.append(step.prompt.description, to: &out)
      append(role: step.role, to: &out)
      append(teacher: step.teacher, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "]"))
  }

  /// Nothing of whoever makes whole records.
  private static func append(role: Role, to out: inout [UInt8]) {
    guard role != .teacher else { return }
    append(#","role":"#, to: &out)
    CanonicalJSON.append(role.rawValue, to: &out)
  }

  private static func append(teacher: String?, to out: inout [UInt8]) {
    guard let teacher else { return }
    append(#","teacher":"#, to: &out)
    CanonicalJSON.append(teacher, to: &out)
  }

  private static func append(_ verdicts: [Verdict], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (index, verdict) in verdicts.enumerated() {
      append(index > 0 ? #",{"filter":"# : #"{"filter":"#, to: &out)
      CanonicalJSON.append(verdict.filter, to: &out)
      if !verdict.found.isEmpty {
        append(#","found":"#, to: &out)
        out.append(contentsOf: CanonicalJSON.bytes(verdict.foundJSON))
      }
      if let other = verdict.other {
        append(#","other":"#, to: &out)
        CanonicalJSON.append(other.text, to: &out)
      }
      if let reason = verdict.reason {
        append(#","reason":"#, to: &out)
        CanonicalJSON.append(reason, to: &out)
      }
      if let score = verdict.score {
        append(#","score":"#, to: &out)
        append(score, to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
    out.append(UInt8(ascii: "]"))
  }

  fileprivate static func append(_ text: StaticString, to out: inout [UInt8]) {
    out.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func append(_ number: Int, to out: inout [UInt8]) {
    CanonicalJSON.append(.integer(number), to: &out)
  }
}

/// Writes prompts as `CanonicalJSON` does; what one prompt has in common with the last one is not
/// worked out again.
struct PromptWriter {
  private var sampling: (value: Sampling, bytes: [UInt8])
  private var schema: (value: JSONValue, bytes: [UInt8])?

  /// - Parameter sampling: what most prompts have.
  init(for sampling: Sampling) { self.sampling = Self.written(sampling) }

  private static func written(_ sampling: Sampling) -> (Sampling, [UInt8]) {
    (sampling, CanonicalJSON.bytes(.object(sampling.json)))
  }

  mutating func bytes(of prompt: Prompt) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(prompt.messages.reduce(1024) { $0 + $1.content.utf8.count * 9 / 8 })
    Writing.append(#"{"messages":["#, to: &out)
    for (index, message) in prompt.messages.enumerated() {
      Writing.append(index > 0 ? #",{"content":"# : #"{"content":"#, to: &out)
      CanonicalJSON.append(message.content, to: &out)
      Writing.append(#","role":"#, to: &out)
      CanonicalJSON.append(message.role, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    Writing.append(#"],"sampling":"#, to: &out)
    if sampling.value != prompt.sampling { sampling = Self.written(prompt.sampling) }
    out.append(contentsOf: sampling.bytes)
    if let wanted = prompt.schema {
      Writing.append(#","schema":"#, to: &out)
      if schema?.value != wanted { schema = (wanted, CanonicalJSON.bytes(wanted)) }
      out.append(contentsOf: schema?.bytes ?? [])
    }
    out.append(UInt8(ascii: "}"))
    return out
  }
}
