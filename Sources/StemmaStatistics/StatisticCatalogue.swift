public import StemmaRecord

/// What is measured, by name.
public enum StatisticCatalogue {
  private static let ofVersions = [
    "records", "tokens", "source", "strategy", "teacher", "side", "outcome", "exact_duplicates",
    "near_duplicates", "contamination", "repetition", "words", "vocabulary", "distinct_1",
    "distinct_2", "distinct_3", "distinct_4", "type_token_ratio", "entropy", "compression_ratio",
    "self_similarity", "mtld", "answer_tokens.prompt", "answer_tokens.completion",
    "prompt_tokens", "completion_tokens", "cost",
  ]

  public static let entries: [StatisticEntry] =
    ofVersions.map { StatisticEntry(.version, prefix: $0) } + [
      StatisticEntry(.field, prefix: ""),
      StatisticEntry(.field, prefix: "length.", suffix: ".characters"),
      StatisticEntry(.field, prefix: "length.", suffix: ".words"),
      StatisticEntry(.field, prefix: "value."), StatisticEntry(.field, prefix: "items."),
      StatisticEntry(.field, prefix: "openings."), StatisticEntry(.field, prefix: "row."),
      StatisticEntry(.teacher, prefix: "teacher.", suffix: ".prompt_tokens"),
      StatisticEntry(.teacher, prefix: "teacher.", suffix: ".completion_tokens"),
      StatisticEntry(.teacher, prefix: "teacher.", suffix: ".cost"),
      StatisticEntry(.filter, prefix: "score."), StatisticEntry(.filter, prefix: "verdict."),
      StatisticEntry(.mix, prefix: mixPrefix),
    ]

  /// Of an axis of a mix. No row has a field called so: what is imported has no mix.
  static let mixPrefix = "mix."
  private static let ownNames = Set(ofVersions.map { TextKey($0) })
  private static let ownPrefixes = Set(
    entries.filter { ![.version, .mix].contains($0.subject) }.map(\.prefix)
  ).subtracting([""])

  /// A row's field by its name, unless that is, or begins like, a statistic's own.
  static func category(of field: String) -> String {
    ownNames.contains(TextKey(field)) || ownPrefixes.contains(where: field.hasPrefix)
      ? "row.\(field)" : field
  }
}
