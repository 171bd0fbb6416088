import StemmaRecord
import StemmaStatistics

/// What a version is like, as rows of a table.
struct CardStatistics {
  let facts: CardFacts
  /// Of a category no more values than this are listed.
  private static let valueLimit = 20

  private var summary: VersionSummary { facts.summary }

  /// Two cells each, as Markdown.
  var rows: [[String]] {
    var rows = [["records", String(summary.records)]]
    rows += facts.files.filter { $0.side != nil }.map { file in
      ["records for \(file.split)", String(file.records)]
    }
    let lengths = summary.distributions.names.filter { $0.hasPrefix("length.") }
    for name in lengths {
      guard let numbers = summary.distributions[name], numbers.count > 0 else { continue }
      let parts = name.split(separator: ".")
      let field = parts.dropFirst().dropLast().joined(separator: ".")
      rows.append([
        "\(parts.last ?? "") of \(MarkdownText.code(field))",
        "\(numbers.least) to \(numbers.most), \(Statistic.decimal(numbers.mean, places: 1)) on average",
      ])
    }
    rows += tokens
    rows.append(["repeated exactly", share(summary.duplicates.exact)])
    rows.append(["with another one near (similarity 0.9)", share(summary.duplicates.near)])
    rows.append(["words", String(summary.runs[0])])
    rows.append(["different words", String(summary.distinct[0])])
    return rows
  }

  private var tokens: [[String]] {
    if let count = facts.tokens {
      return [
        ["tokens", String(count.tokens)],
        [
          "tokens of a record",
          "\(count.least) to \(count.most), \(Statistic.decimal(count.mean, places: 1)) on average",
        ],
      ]
    }
    guard let numbers = summary.distributions["tokens"], numbers.count > 0 else { return [] }
    return [
      ["tokens, estimated", "about \(numbers.total)"],
      [
        "tokens of a record, estimated", Statistic.decimal(numbers.mean, places: 1) + " on average",
      ],
    ]
  }

  var tokenWords: String { MarkdownText.inline((facts.tokens ?? TokenCount()).words) }

  private func share(_ count: Int) -> String {
    let seen = summary.duplicates.records
    guard seen > 0 else { return "0" }
    let of = seen == summary.records ? "" : " of \(seen) that were looked at"
    return "\(count)\(of)"
  }

  /// Tables of fields that have few values.
  var distribution: [String] {
    summary.contentCategories.flatMap { name -> [String] in
      guard let counts = summary.categories[name], counts.total > 0 else { return [] }
      let sorted = counts.counts.sorted {
        $0.count == $1.count
          ? $0.value.precedesByBytes($1.value) : $0.count > $1.count
      }
      let rows = sorted.prefix(Self.valueLimit).map { value, count in
        [
          MarkdownText.inline(value), String(count),
          Statistic.decimal(Double(count) * 100 / Double(counts.total), places: 1) + " %",
        ]
      }
      let rest = sorted.count - Self.valueLimit
      return ["", "### Distribution of \(MarkdownText.code(name))", ""]
        + MarkdownText.table([["value", "records", "share"]] + rows)
        + (rest > 0 ? ["", "And \(rest) values more."] : [])
    }
  }
}
