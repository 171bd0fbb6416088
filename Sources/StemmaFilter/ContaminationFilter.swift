import StemmaRecord
import StemmaText

/// Drops rows that hold texts of benchmarks: those that share a run of words with one, and those that
/// are nearly the same.
struct ContaminationFilter: Filter {
  static let entry = FilterEntry(
    name: "contamination",
    summary: "Drops rows that hold texts of given files, such as benchmarks.",
    parameters: [
      FilterEntry.Parameter(
        name: "files",
        summary: "JSON Lines, JSON arrays or plain text, of which every paragraph is a text.",
        type: .files, standard: .texts([]), isRequired: true),
      FilterEntry.Parameter(
        name: "words", summary: "So many words in a row are too many to share.",
        type: .integer(ContaminationRule.runRange),
        standard: .integer(ContaminationRule.standardRunWords)),
      FilterEntry.Parameter(
        name: "near",
        summary: "From this share of common three-word runs on, texts are nearly the same.",
        type: .decimal(Millionths(count: 500_000)...Millionths(count: 1_000_000)),
        standard: .decimal(ContaminationRule.standardNearness)),
    ])
  static let revision = 1

  private let index: BenchmarkIndex

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    let texts = parameters.texts("files").flatMap { file in
      (demands.files[file] ?? []).enumerated().map { place, text in
        BenchmarkText(source: file, place: "\(place + 1)", field: "", text: text)
      }
    }
    index = BenchmarkIndex(
      texts,
      rule: ContaminationRule(
        runWords: parameters.integer("words"), nearness: parameters.decimal("near")))
  }

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(verdict(on: candidate.row))
  }

  private func verdict(on row: JSONObject) -> Verdict {
    for text in RowText.texts(of: row) {
      guard let match = index.match(text) else { continue }
      if let overlap = match.overlap {
        // How much of the benchmark's text is in the row's.
        let runs = max(1, index.entries[overlap.text].runs)
        return Self.dropped("shared-run", score: min(runs, overlap.runs) * 1_000_000 / runs)
      }
      return Self.dropped("near", score: match.nearest?.similarity)
    }
    return Self.kept()
  }
}
