import StemmaRecord
import StemmaStatistics
import StemmaStore

/// A dataset card: what a version is, how it was made, and what may be done with it, with the metadata that
/// the Hugging Face Hub reads in front.
public struct DatasetCard {
  public static let fileName = "README.md"
  /// The second line of every card that stemma writes; a file without it is somebody else's.
  public static let mark = "# Written by stemma; writing it again replaces it."

  let facts: CardFacts

  public init(_ facts: CardFacts) { self.facts = facts }

  /// Whether a file's beginning is that of a card that stemma wrote.
  public static func isOwn(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: "---\n\(mark)\n".utf8)
  }

  public var text: String {
    let sections = [introduction, files, making, outcomes, statistics, terms, again, limits]
    let body = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    return FrontMatter(facts: facts).lines.joined(separator: "\n") + "\n\n"
      + body.joined(separator: "\n\n") + "\n"
  }

  private var name: String { MarkdownText.code(facts.version.name) }

  private var introduction: [String] {
    var lines = ["# \(MarkdownText.inline(facts.version.dataset))", ""]
    if let text = facts.description { lines += [MarkdownText.paragraphs(text), ""] }
    let maker = facts.maker.map { "stemma \($0)" } ?? "stemma"
    let records = Self.count(facts.records, facts.kind + " record")
    return lines + [
      "\(records), exported from \(name), which was published on \(facts.published.prefix(10)) "
        + "by \(MarkdownText.inline(maker))."
    ]
  }

  private var files: [String] {
    let rows = facts.files.map { file in
      [
        MarkdownText.code(file.name), file.side?.rawValue ?? "all", String(file.records),
        String(file.sizeBytes), MarkdownText.code(file.sha256),
      ]
    }
    return ["## Files", ""]
      + MarkdownText.table([["file", "side", "records", "bytes", "SHA-256"]] + rows)
      + ["", "The format is \(MarkdownText.code(facts.format.name)): \(facts.format.summary)."]
      + leftOut
  }

  /// Records that are in the version and in none of the files.
  private var leftOut: [String] {
    let rest = facts.summary.records - facts.records
    guard rest > 0 else { return [] }
    return [
      "",
      "\(Self.count(rest, "record")) of the version are in none of these files: they belong to "
        + "another side, or lie too near a training record to be held out.",
    ]
  }

  private var making: [String] {
    let recipe = CardRecipe(facts: facts)
    return ["## How it was made", ""] + MarkdownText.table([["", ""]] + recipe.rows) + recipe.inputs
  }

  private var outcomes: [String] {
    let counts = facts.ground.counts
    guard !facts.isImported else { return [] }
    var rows = [
      ["", "number"], ["records wanted", String(counts.slots)],
      ["candidates read from answers", String(counts.candidates)],
    ]
    let others = counts.outcomes.filter { $0.key != "kept" }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    rows += others.map { [MarkdownText.inline(Self.outcome($0.key)), String($0.value)] }
    rows.append(["kept", String(counts.kept)])
    if facts.reviews > 0 {
      rows.append(["in the version after review", String(facts.counts.kept)])
    }
    return ["## What became of the candidates", ""] + MarkdownText.table(rows)
  }

  private static func outcome(_ word: String) -> String {
    guard case .dropped(let filter, let reason)? = Outcome(word: word) else { return word }
    return "dropped by \(filter): \(reason)"
  }

  private var statistics: [String] {
    let statistics = CardStatistics(facts: facts)
    return [
      "## Statistics", "", "Of all \(Self.count(facts.summary.records, "record")) of \(name).", "",
    ]
      + MarkdownText.table([["statistic", "value"]] + statistics.rows)
      + ["", statistics.tokenWords] + statistics.distribution
  }

  private var terms: [String] {
    var lines = ["## License and terms", ""]
    lines.append(
      facts.license.map { "License: \(MarkdownText.inline($0))" }
        ?? "The manifest states no license: ask whoever made the dataset before you use it.")
    lines.append("")
    if let terms = facts.terms {
      lines += ["Terms of the teachers:", "", MarkdownText.paragraphs(terms)]
    } else if facts.isImported {
      lines.append("Where its records come from, and under which terms, is not stated.")
    } else if facts.isOffline {
      lines.append(
        "It was made by rules that are part of stemma; no service's terms bear on it. Those of the "
          + "inputs may.")
    } else {
      lines.append(
        "The manifest does not state the terms of the teachers' services, which may limit what their "
          + "answers can be used for. Those of the inputs may as well.")
    }
    return lines
  }

  private var again: [String] {
    var lines = [
      "## Making it again", "", "Receipt: \(MarkdownText.code(facts.version.receipt.description))",
      "",
    ]
    switch facts.ground.grade {
    case .exact:
      lines.append(
        "The receipt is a function of the manifest and its inputs. Whoever has the store, or those "
          + "files, can make the same bytes again:")
    case .recorded:
      lines.append(
        "The teachers' answers are recorded. Whoever has the store can make the same bytes again "
          + "without asking anybody:")
    case .given:
      lines.append("The records were imported. Whoever has the store can derive the receipt again:")
    }
    return lines + ["", "```sh", "stemma reproduce \(facts.version.name)", "```"]
  }

  private var limits: [String] {
    var lines = ["## Limits", ""]
    if facts.isImported {
      lines.append(
        "- What is said here is what stemma measured; how the records were made it does not know.")
    } else {
      lines.append("- The records are synthetic. Nobody has checked that their answers are true.")
    }
    lines.append(
      facts.reviews > 0
        ? "- People went through records in \(Self.count(facts.reviews, "review"))."
        : "- No review by people is recorded.")
    if facts.languages.isEmpty { lines.append("- Which languages it is in is not known.") }
    return lines
  }

  /// `1 record`, or `5 records`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
