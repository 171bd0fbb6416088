import StemmaRecord

/// Finds what should not be in training data: mail addresses, phone and card numbers, secret keys.
///
/// Rows with such are dropped, changed, or only told of in the verdict; in all three cases the
/// verdict counts what was found, by kind, and holds nothing of it.
struct PersonalDataFilter: Filter {
  static let entry = FilterEntry(
    name: "pii",
    summary: "Drops or redacts mail addresses, phone numbers, card numbers and keys.",
    parameters: [
      FilterEntry.Parameter(
        name: "action",
        summary: "What becomes of a row that holds such: `drop`; `redact`, which puts [EMAIL], "
          + "[PHONE], [CARD] or [KEY] in its place; or `report`, which only counts it.",
        type: .word(Action.allCases.map(\.rawValue)), standard: .word(Action.drop.rawValue)),
      FilterEntry.Parameter(
        name: "kinds", summary: "What is looked for.",
        type: .words(PersonalData.allCases.map(\.rawValue)),
        standard: .texts(PersonalData.allCases.map(\.rawValue))),
    ])
  static let revision = 1

  private enum Action: String, CaseIterable {
    case drop, redact, report
  }

  private let action: Action
  private let kinds: [PersonalData]

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    guard let action = Action(rawValue: parameters.word("action")) else {
      throw .badParameter(filter: Self.entry.name, parameter: "action")
    }
    self.action = action
    let names = parameters.texts("kinds")
    kinds = PersonalData.allCases.filter { names.contains($0.rawValue) }
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    var found: [PersonalData: Int] = [:]
    let changed = redacted(.object(candidate.row), &found)
    guard action == .redact, !found.isEmpty, let row = changed.object else {
      return .verdict(verdict(found))
    }
    return .change(verdict(found), row)
  }

  private func verdict(_ found: [PersonalData: Int]) -> Verdict {
    let counts = Dictionary(uniqueKeysWithValues: found.map { ($0.key.rawValue, $0.value) })
    guard action == .drop, let first = kinds.first(where: { found[$0] != nil }) else {
      return Self.kept(found: counts)
    }
    return Self.dropped(first.rawValue, found: counts)
  }

  /// The value with all that was found in its texts taken out; names of fields stay.
  private func redacted(_ value: JSONValue, _ found: inout [PersonalData: Int]) -> JSONValue {
    switch value {
    case .string(let text):
      let spans = PersonalData.spans(in: text, of: kinds)
      guard !spans.isEmpty else { return value }
      for span in spans { found[span.kind, default: 0] += 1 }
      return .string(PersonalData.redact(text, spans))
    case .array(let values): return .array(values.map { redacted($0, &found) })
    case .object(var object):
      for (name, value) in object.members { object[name] = redacted(value, &found) }
      return .object(object)
    case .null, .bool, .integer, .number: return value
    }
  }
}
