import StemmaRecord
import StemmaRun
import StemmaStore

/// What `stemma synth instructions` tells: what is to be added and why the rest is not, and what the
/// filters did.
struct SynthReport {
  let target: SynthTarget
  let flags: SynthFlags
  let outcome: Runner.Outcome
  let staged: StagedPairs
  let application: SynthDocument.Application
  let isApplied: Bool
  let store: String

  /// Something that is not added, and why.
  struct Skip {
    let line: String
    let json: JSONObject
  }

  static func skip(_ pair: StagedPairs.Pair, _ reason: SynthDocument.Skip) -> Skip {
    let why =
      switch reason {
      case .applied: "stands there already"
      case .written: "somebody has written the same"
      case .unwritable: "holds the document's own marks"
      }
    return Skip(
      line: "skip    line \(pair.line)  \(Terminal.visible(pair.question)): \(why)",
      json: [
        "line": .integer(pair.line), "question": .string(pair.question),
        "reason": .string(reason.rawValue),
      ])
  }

  private var skips: [Skip] {
    application.skipped.map(Self.skip)
      + staged.barrenLines.map { line in
        Skip(
          line: "skip    line \(line): nothing was kept of this passage",
          json: ["line": .integer(line), "reason": "barren"])
      }
  }

  /// Candidates, as many as are left after each filter.
  private var left: (generated: Int, afterDuplicates: Int, passed: Int) {
    let counts = outcome.report.receipt.counts
    func dropped(_ names: String...) -> Int {
      counts.outcomes.reduce(0) { sum, outcome in
        guard case .dropped(let filter, _)? = Outcome(word: outcome.key), names.contains(filter)
        else { return sum }
        return sum + outcome.value
      }
    }
    let unique = counts.candidates - dropped("schema", "duplicates")
    return (counts.candidates, unique, unique - dropped("sway"))
  }

  var json: JSONObject {
    let version = outcome.publication.version
    let (generated, unique, passed) = left
    var filter: JSONObject = [
      "afterDuplicates": .integer(unique), "generated": .integer(generated),
      "name": .string(flags.filter.rawValue),
    ]
    if flags.filter == .sway {
      filter["passed"] = .integer(passed)
      filter["threshold"] = .string(flags.threshold)
    }
    var json: JSONObject = [
      "applied": .bool(isApplied), "document": .string(target.path), "filter": .object(filter),
      "plan": [
        "additions": .array(application.added.map { .object(Self.json($0)) }),
        "passages": .integer(staged.passages),
        "proseSections": .integer(target.document.proseSections),
        "skips": .array(skips.map { .object($0.json) }),
      ],
      "published": .bool(outcome.publication.isNew), "records": .integer(staged.pairs.count),
      "store": .string(store), "version": .string(version.name),
    ]
    json["teacher"] = outcome.report.asking.map { .object($0.json) }
    return json
  }

  static func json(_ pair: StagedPairs.Pair) -> JSONObject {
    [
      "answer": .string(pair.answer), "line": .integer(pair.line),
      "question": .string(pair.question), "record": .string(pair.record.text),
      "strategy": .string(pair.strategy),
    ]
  }

  static func line(_ word: String, _ pair: StagedPairs.Pair) -> String {
    "\(word)  line \(pair.line)  \(pair.strategy)  \(Terminal.visible(pair.question))"
  }

  var lines: [String] {
    let version = outcome.publication.version
    let (generated, unique, passed) = left
    let path = Terminal.visible(target.path)
    var lines = [
      "plan    \(target.document.proseSections) sections of prose, \(staged.passages) passages: "
        + "\(application.added.count) pairs to add, \(skips.count) skipped"
    ]
    lines += application.added.map { Self.line("add   ", $0) } + skips.map(\.line)
    var filter = "filter  generated \(generated)"
    if flags.filter != .none { filter += ", after dedup \(unique)" }
    if flags.filter == .sway { filter += ", judge passed \(passed), threshold \(flags.threshold)" }
    lines.append(filter)
    if let asking = outcome.report.asking { lines.append("asked   \(Wording.asking(asking))") }
    lines.append(
      isApplied
        ? "\(version.name): \(application.added.count) pairs written into \(path)"
        : "\(version.name): \(staged.pairs.count) pairs staged")
    lines.append(
      isApplied
        ? "next    stemma synth revert \(path) \(version.name)"
        : "next    stemma synth apply \(path)")
    return lines
  }
}
