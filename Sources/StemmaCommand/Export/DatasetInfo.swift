import StemmaRecord
import StemmaStatistics
import StemmaStore

/// What `dataset_info.txt` says beside files of conversations.
struct DatasetInfo {
  static let fileName = "dataset_info.txt"
  /// Of a category no more values than this are listed.
  private static let valueLimit = 30

  let version: Version
  let files: [ExportedFile]
  let conversations: ConversationSketch
  /// By who speaks, as a tokenizer has them; nil for the conversations' own estimates.
  let tokens: TokenCount?
  let summary: VersionSummary

  private var total: Int { files.reduce(0) { $0 + $1.records } }

  var text: String {
    let title = "Dataset \(version.name)"
    var lines = [title, String(repeating: "=", count: title.count), "", "Files:"]
    lines += files.map { file in
      "- \(file.name): \(file.records) examples\(file.side.map { " (\($0.rawValue))" } ?? "")"
    }
    lines += ["- \(Self.fileName): this", "", "Statistics:", "- Examples: \(total)"]
    for file in files {
      guard let side = file.side else { continue }
      lines.append("- Examples for \(side.rawValue): \(file.records)")
    }
    let sketch = conversations
    func counted(_ role: String, _ estimate: Int) -> Int {
      tokens.map { $0.parts[role]?.tokens ?? 0 } ?? estimate
    }
    let query = mean(counted("user", sketch.queryTokens), sketch.queries)
    let answer = mean(counted("assistant", sketch.answerTokens), sketch.answers)
    lines += [
      "- Average query of the user: \(query) tokens",
      "- Average response of the assistant: \(answer) tokens",
      "- System prompts: \(sketch.systemPrompts) variation\(sketch.systemPrompts == 1 ? "" : "s"), in "
        + "\(percent(sketch.withSystem, sketch.conversations)) of conversations",
      "- Multi-turn conversations: \(percent(sketch.multiTurn, sketch.conversations))",
      "- Single-turn conversations: "
        + percent(sketch.conversations - sketch.multiTurn, sketch.conversations),
      "- Tokens: \(tokens.map { String($0.tokens) } ?? "about \(sketch.tokens)")",
      (tokens ?? TokenCount()).words.onOneLine(limit: 400), "",
    ]
    lines += distribution
    lines += ["", "Receipt: \(version.receipt)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Of all of the version's records, those of every side and of none.
  private var distribution: [String] {
    let names = summary.contentCategories
    guard !names.isEmpty else { return ["Distribution over categories: there are none."] }
    var lines = ["Distribution over categories, of \(summary.records) records of the version:"]
    for name in names {
      guard let counts = summary.categories[name] else { continue }
      lines.append("- \(name)")
      let sorted = counts.counts.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
      lines += sorted.prefix(Self.valueLimit).map {
        "  - \(Terminal.visible($0.value)): \($0.count) (\(percent($0.count, counts.total)))"
      }
      if sorted.count > Self.valueLimit {
        lines.append("  - and \(sorted.count - Self.valueLimit) more")
      }
    }
    return lines
  }

  private func mean(_ sum: Int, _ count: Int) -> String {
    count == 0 ? "0" : Statistic.decimal(Double(sum) / Double(count), places: 1)
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "0 %" : "\(Statistic.decimal(Double(part) * 100 / Double(whole), places: 1)) %"
  }
}
