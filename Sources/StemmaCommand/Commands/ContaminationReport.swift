import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import StemmaText

/// What of benchmarks was found in versions, as JSON and as lines.
struct ContaminationReport {
  let index: BenchmarkIndex
  let versions: [Version]
  /// One a version.
  let scans: [ContaminationScan]

  private var sources: [String] {
    index.textCounts.keys.sorted { $0.precedesByBytes($1) }
  }

  private func found(_ scan: ContaminationScan, of source: String) -> Int {
    scan.texts.count { index.entries[$0].source.hasSameBytes(as: source) }
  }

  // MARK: JSON

  var json: JSONObject {
    [
      "against": .array(
        sources.map { source in
          let short =
            (index.textCounts[source] ?? 0)
            - index.entries.count { $0.source.hasSameBytes(as: source) }
          return [
            "name": .string(source), "short": .integer(short),
            "texts": .integer(index.textCounts[source] ?? 0),
          ]
        }),
      "near": .string(index.rule.nearness.description),
      "versions": .array(zip(versions, scans).map { json($0, $1) }),
      "words": .integer(index.rule.runWords),
    ]
  }

  private func json(_ version: Version, _ scan: ContaminationScan) -> JSONValue {
    [
      "findings": .array(scan.findings.map { json($0) }), "found": .integer(scan.found),
      "near": .integer(scan.near), "overlapping": .integer(scan.overlapping),
      "receipt": .string(version.receipt.description), "records": .integer(scan.records),
      "texts": .array(
        sources.map { ["found": .integer(found(scan, of: $0)), "name": .string($0)] }),
      "version": .string(version.name),
    ]
  }

  private func json(_ finding: ContaminationScan.Finding) -> JSONValue {
    let entry = index.entries[finding.text]
    var json: JSONObject = [
      "field": .string(finding.field), "place": .string(entry.place),
      "record": .string(finding.record.text), "runs": .integer(finding.runs),
      "source": .string(entry.source), "start": .string(entry.start),
      "textRuns": .integer(entry.runs),
    ]
    if !entry.field.isEmpty { json["textField"] = .string(entry.field) }
    json["similarity"] = finding.similarity.map { .string(Millionths(count: $0).description) }
    return .object(json)
  }

  // MARK: Lines

  var lines: [String] {
    zip(versions, scans).flatMap { version, scan in
      let share = scan.records == 0 ? 0 : Double(scan.found) * 100 / Double(scan.records)
      let percent = Statistic.decimal(share, places: 2)
      var lines = [
        "\(version.name)  \(scan.found) of \(scan.records) records (\(percent) %) hold a benchmark's "
          + "text: \(scan.overlapping) share \(index.rule.runWords) words in a row, \(scan.near) are near"
      ]
      guard scan.found > 0 else { return lines }
      for source in sources {
        let (number, all) = (found(scan, of: source), index.textCounts[source] ?? 0)
        lines.append("against   \(Terminal.visible(source)): \(number) of \(all) texts found")
      }
      return lines + scan.findings.map(line)
    }
  }

  private func line(_ finding: ContaminationScan.Finding) -> String {
    let entry = index.entries[finding.text]
    var parts: [String] = []
    if finding.runs > 0 { parts.append("\(finding.runs) of its \(entry.runs) runs") }
    if let similarity = finding.similarity {
      parts.append("similarity \(Millionths(count: similarity))")
    }
    let field = entry.field.isEmpty ? "" : " \(entry.field)"
    let start = entry.start.onOneLine(limit: 60)
    return Terminal.visible(
      "found     \(finding.record.text) \(finding.field): \(entry.source):\(entry.place)\(field), "
        + "\(parts.joined(separator: ", ")): «\(start)»")
  }
}
