import StemmaRecord

extension ManifestField {
  /// The fields of `sections`.
  static let sections: [ManifestField] = [
    ManifestField(
      name: "characters", mark: .what, title: "Characters",
      summary:
        "The most characters of a section; what stands under a heading is joined up to that.",
      isRequired: true, kind: .integer(SectionSizes.range, standard: nil)),
    ManifestField(
      name: "overlap", mark: .what, title: "Overlap",
      summary: "How many of them may repeat the end of the section before, in whole sentences; at "
        + "most half.", kind: .integer(SectionSizes.overlapRange, standard: 0)),
    ManifestField(
      name: "keep_headings", mark: .what, title: "Keep headings",
      summary: "Whether what stands under different headings is in different sections.",
      kind: .flag(standard: true)),
  ]
}
