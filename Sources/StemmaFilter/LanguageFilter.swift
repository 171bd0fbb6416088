import CCLD2
import StemmaRecord

/// Drops rows in other languages than those wanted, as CLD2 tells them by their letters' runs.
///
/// All texts of a row are taken together. What share of them is in wanted languages is the score, and
/// how sure it is; a text that CLD2 does not rely on, such as one of a few words, has a score of 0.
struct LanguageFilter: Filter {
  static let entry = FilterEntry(
    name: "language",
    summary: "Drops rows in other languages than those wanted.",
    parameters: [
      FilterEntry.Parameter(
        name: "languages", summary: "The wanted languages, as ISO 639-1 codes such as en.",
        type: .texts(most: 64, each: 16), standard: .texts([]), isRequired: true),
      FilterEntry.Parameter(
        name: "min_confidence",
        summary: "The least share of a row's text that must be in them; 0 also keeps what is too "
          + "short to tell.",
        type: .decimal(Millionths(count: 0)...Millionths(count: 1_000_000)),
        standard: .decimal(Millionths(count: 800_000))),
    ])
  static let revision = 1

  /// CLD2's own codes.
  private let wanted: Set<String>
  private let least: Int

  init(parameters: FilterParameters, demands: RowDemands) throws(FilterError) {
    var wanted: Set<String> = []
    for code in parameters.texts("languages") {
      guard let own = ccld2_code(Self.older[code] ?? code) else {
        throw .unknownLanguage(filter: Self.entry.name, parameter: "languages", code: code)
      }
      wanted.insert(String(cString: own))
    }
    self.wanted = wanted
    least = parameters.decimal("min_confidence").count
  }

  /// What CLD2 calls by an older code, or has as one.
  private static let older = [
    "he": "iw", "jv": "jw", "nb": "no", "fil": "tl", "zh-CN": "zh", "zh-Hans": "zh",
    "zh-TW": "zh-Hant",
  ]

  func examine(_ candidate: Candidate, row: [UInt8]) -> Finding {
    .verdict(verdict(on: candidate.row))
  }

  private func verdict(on row: JSONObject) -> Verdict {
    var text = RowText.all(of: row)
    let told = text.withUTF8 { bytes -> ccld2_languages? in
      guard let start = bytes.baseAddress, let count = Int32(exactly: bytes.count), count > 0 else {
        return nil
      }
      return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        ccld2_tell($0, count)
      }
    }
    guard let told, told.is_reliable, told.codes.0 != nil else {
      return least == 0 ? Self.kept(score: 0) : Self.dropped("unsure", score: 0)
    }
    let shares = [
      (told.codes.0, told.percents.0), (told.codes.1, told.percents.1),
      (told.codes.2, told.percents.2),
    ]
    let percent = shares.reduce(0) { sum, share in
      guard let code = share.0, wanted.contains(String(cString: code)) else { return sum }
      return sum + Int(share.1)
    }
    let score = min(100, percent) * 10_000
    if score > 0, score >= least { return Self.kept(score: score) }
    return Self.dropped("other-language", score: score)
  }
}
