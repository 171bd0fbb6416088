import StemmaRecord

/// Puts placeholders where a report says something that another machine, moment or teacher's wording
/// would change; what is left is the report's shape, its keys, its words and its order.
enum Placeholders {
  /// Members that hold a path, a time or a name of one machine.
  private static let volatile: Set = [
    "at", "commit", "durationMilliseconds", "folder", "host", "manifest", "object", "publishedAt",
    "sha256", "startedAt", "stemma", "store", "width",
  ]
  /// Members whose numbers follow from what the teacher makes of a section.
  private static let counted: Set = [
    "added", "asked", "barrenSections", "bytes", "candidates", "changed", "count", "kept", "least",
    "matching", "mean", "most", "neededObjects", "objects", "packs", "records", "removed", "rounds",
    "same", "score", "shortfall", "slot", "slots", "test", "texts", "tokens", "total", "train",
    "undecided",
    "validation", "warnings",
  ]
  /// Members that hold prose, which may get better.
  private static let prose: Set = [
    "answer", "content", "nextStep", "question", "systemPrompt", "userPrompt", "what",
    "whatHappened",
  ]
  /// Members whose inside depends on the teacher altogether.
  private static let whole: Set = ["damages", "outcomes", "rejected"]

  static func put(into value: JSONValue, member: String = "") -> JSONValue {
    if volatile.contains(member) { return .string("<\(member)>") }
    if whole.contains(member), value != .array([]) || member == "rejected" {
      return .string("<\(member)>")
    }
    if ["subject", "words"].contains(member), value.array != nil { return "<words>" }
    if ["effects", "values"].contains(member), value.array != nil {
      return .string("<\(member)>")
    }
    if member == "statistics" { return statistics(value) }
    switch value {
    case .integer where counted.contains(member): return "<number>"
    case .string(let text):
      return .string(prose.contains(member) ? "<text>" : string(text))
    case .array(let values):
      // How many records there are, the teacher decides; one shows what they are like.
      let isList = ["added", "changed", "findings", "removed"].contains(member)
      return .array((isList ? Array(values.prefix(1)) : values).map { put(into: $0) })
    case .object(let object):
      var out = JSONObject()
      for (key, value) in object.members {
        out[key] = member == "revisions" ? "<revision>" : put(into: value, member: key)
      }
      return .object(out)
    default: return value
    }
  }

  /// Which statistics there are, and of what kind: their numbers are the teacher's.
  private static func statistics(_ list: JSONValue) -> JSONValue {
    .array(
      (list.array ?? []).map { statistic in
        var out = JSONObject()
        for (key, value) in statistic.object?.members ?? [] {
          let isKept = ["kind", "measure", "name"].contains(key)
          out[key] = isKept ? value : .string("<\(key)>")
        }
        // Whether there is enough to test, the teacher decides.
        out["test"] = nil
        return .object(out)
      })
  }

  /// Ids and absolute paths, wherever they stand.
  private static func string(_ text: String) -> String {
    let isHex = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
    }
    if text.hasPrefix("sha256:") { return "<object id>" }
    if text.hasPrefix("packs/") { return "<pack>" }
    if isHex && text.utf8.count == 24 { return "<record id>" }
    if isHex && text.utf8.count == 16 { return "<section digest>" }
    return text.hasPrefix("/") ? "<path>" : text
  }
}
