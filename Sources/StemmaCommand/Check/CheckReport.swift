import StemmaRecord
import StemmaStatistics

/// Verdicts on what was checked, as JSON and as lines.
struct CheckReport {
  let source: String
  let verdicts: [CheckVerdict]

  var hasFailed: Bool { verdicts.contains { $0.word == .fail } }

  var json: JSONObject {
    [
      "failed": .array(
        verdicts.filter { $0.word == .fail }.map { .string($0.line.rawValue) }),
      "lines": .array(verdicts.map(json)), "source": .string(source),
    ]
  }

  private func json(_ verdict: CheckVerdict) -> JSONValue {
    [
      "examples": .array(
        verdict.examples.map { example in
          [
            "place": example.place.map { .string($0.description) } ?? .null,
            "what": .string(example.what),
          ]
        }),
      "faults": .integer(verdict.faults),
      "limit": .string(Millionths(count: verdict.limit).description),
      "name": .string(verdict.line.rawValue), "title": .string(verdict.line.title),
      "total": .integer(verdict.total), "verdict": .string(verdict.word.rawValue),
    ]
  }

  var lines: [String] {
    let width = CheckLine.allCases.map { $0.rawValue.utf8.count }.max() ?? 0
    return verdicts.flatMap { verdict -> [String] in
      let name = verdict.line.rawValue
      let gap = String(repeating: " ", count: width - name.utf8.count)
      var line = "\(Self.words[verdict.word] ?? "")  \(name)\(gap)  \(verdict.line.title)"
      if verdict.faults > 0 {
        line += ": \(verdict.faults) of \(verdict.total)"
        if verdict.limit > 0 { line += ", \(Millionths(count: verdict.limit)) of them may be" }
      }
      if verdict.line == .accuracy { line += ": ask a teacher, by the filter `judge`" }
      return [line]
        + verdict.examples.map { example in
          let place = example.place.map { "\(Terminal.visible($0.description)): " } ?? ""
          return "        \(place)\(Terminal.visible(example.what))"
        }
    }
  }

  private static let words: [CheckVerdict.Word: String] = [
    .fail: "FAIL", .pass: "ok  ", .skipped: "-   ",
  ]
}
