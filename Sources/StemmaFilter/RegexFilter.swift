import StemmaRecord

/// Drops rows by patterns: those with a text that must not be, and those without one that must.
///
/// What is meant for a field is looked for in the row's texts under that name, and what is meant for every
/// field in all texts: a `keep` must be in one of them, a `drop` in none. Rows without the field, or
/// without text in it, have nothing there.
struct RegexFilter: Filter {
  static let entry = FilterEntry(
    name: "regex",
    summary: "Keeps or drops rows by regular expressions.",
    parameters: [
      FilterEntry.Parameter(
        name: "keep",
        summary: "Patterns of which each must match, for every field or by field.",
        type: .fieldTexts(most: 64, each: 1_000), standard: .fieldTexts([:])),
      FilterEntry.Parameter(
        name: "drop",
        summary: "Patterns of which none may match, for every field or by field.",
        type: .fieldTexts(most: 64, each: 1_000), standard: .fieldTexts([:])),
    ])
  static let revision = 2

  private struct Rule {
    /// Nil for every field.
    let field: String?
    let patterns: [Pattern]

    /// A row's texts that it is about.
    func texts(of row: JSONObject) -> [String] {
      guard let field else { return RowText.texts(of: row) }
      return row[field].map { RowText.texts(in: $0) } ?? []
    }
  }

  private let keep: [Rule]
  private let drop: [Rule]

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    keep = try Self.rules("keep", parameters)
    drop = try Self.rules("drop", parameters)
    if keep.isEmpty, drop.isEmpty {
      throw .nothingGiven(filter: Self.entry.name, anyOf: ["keep", "drop"])
    }
  }

  private static func rules(
    _ name: String, _ parameters: FilterParameters
  ) throws(FilterError) -> [Rule] {
    var rules: [Rule] = []
    for (field, texts) in parameters.fieldTexts(name) {
      var patterns: [Pattern] = []
      for text in texts {
        do throws(Pattern.Failure) {
          patterns.append(try Pattern(text))
        } catch {
          throw .badPattern(
            filter: entry.name, parameter: name, pattern: text, reason: error.reason)
        }
      }
      rules.append(
        Rule(field: field == FilterEntry.everyField ? nil : field, patterns: patterns))
    }
    return rules
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(verdict(on: candidate.row))
  }

  private func verdict(on row: JSONObject) -> Verdict {
    for rule in drop {
      let texts = rule.texts(of: row)
      if rule.patterns.contains(where: { texts.contains(where: $0.matches) }) {
        return Self.dropped("matched")
      }
    }
    for rule in keep {
      let texts = rule.texts(of: row)
      if !rule.patterns.allSatisfy({ texts.contains(where: $0.matches) }) {
        return Self.dropped("unmatched")
      }
    }
    return Self.kept()
  }
}
