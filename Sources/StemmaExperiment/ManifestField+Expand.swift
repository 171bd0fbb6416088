import StemmaRecord

extension ManifestField {
  /// The fields of `expand`.
  static let expand: [ManifestField] = [
    ManifestField(
      name: "languages", mark: .what, title: "Languages",
      summary: "Names by codes, as `de: German`: `{{language}}` and `{{language_code}}`.",
      kind: .named(each: 100)),
    ManifestField(
      name: "document_types", mark: .what, title: "Document types",
      summary: "Kinds of text to write: `{{document_type}}`.", kind: values),
    ManifestField(
      name: "topics", mark: .what, title: "Topics",
      summary: "What records are to be about: `{{topic}}`.", kind: values),
    ManifestField(
      name: "personas", mark: .what, title: "Personas",
      summary: "Who is to speak, or to be spoken to: `{{persona}}`.", kind: values),
    ManifestField(
      name: "values", mark: .what, title: "Values",
      summary: "Axes of one's own, as `tone: [formal, casual]`: `{{tone}}`.",
      kind: .lists(limit: 1_000, each: 1_000)),
    ManifestField(
      name: "combinations", mark: .what, title: "Combinations",
      summary:
        "How many combinations to draw, none twice; all of them where the manifest is silent.",
      kind: .integer(1...Expand.mostCombinations, standard: nil)),
    ManifestField(
      name: "samples_per_prompt", mark: .what, title: "Samples per prompt",
      summary:
        "How many records to make with each combination, of each section or seed and strategy.",
      kind: .integer(1...1_000, standard: nil)),
  ]

  /// The fields of `turns`, where it is no number.
  static let turns: [ManifestField] = [
    ManifestField(
      name: "min", mark: .what, title: "Least", summary: "The fewest questions of a conversation.",
      isRequired: true, kind: .integer(Outline.turnRange, standard: nil)),
    ManifestField(
      name: "max", mark: .what, title: "Most", summary: "The most questions of a conversation.",
      isRequired: true, kind: .integer(Outline.turnRange, standard: nil)),
  ]

  private static let values = Kind.texts(limit: 1_000, each: 1_000)
}
