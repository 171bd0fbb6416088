import StemmaExperiment
import StemmaRecord
import StemmaRun

/// An error as people and scripts are told it, on standard error.
struct ErrorReport {
  let code: String
  let whatHappened: String
  let place: String?
  let nextStep: String
  /// Where there are several at once, each of them.
  var problems: [ErrorReport] = []
  /// What was probably meant; only problems with a manifest have a say.
  var suggestion: String?
  /// How many problems there are, where not all of them may be told; 0 where they are.
  var count = 0

  private static let problemLimit = 100

  static let interrupted = ErrorReport(
    code: "command.interrupted", whatHappened: "Interrupted; nothing was published.", place: nil,
    nextStep: "Run the same command again.")

  /// Work that did not stop in good order may have published at the last moment.
  static let stopped = ErrorReport(
    code: "command.interrupted", whatHappened: "Interrupted before the work was done.", place: nil,
    nextStep: "`stemma log` shows what was published; run the same command again for the rest.")

  init(code: String, whatHappened: String, place: String?, nextStep: String) {
    self.code = code
    self.whatHappened = whatHappened
    self.place = place
    self.nextStep = nextStep
  }

  init(_ error: any ActionableError) {
    self.init(
      code: error.code, whatHappened: error.whatHappened, place: error.place,
      nextStep: error.nextStep)
    if let several = error as? any CompoundError { problems = several.parts.map(ErrorReport.init) }
    if let manifest = error as? ManifestError {
      problems = manifest.problems.map { problem in
        var report = ErrorReport(
          code: problem.code, whatHappened: problem.whatHappened, place: problem.place,
          nextStep: problem.nextStep)
        report.suggestion = problem.suggestion
        return report
      }
    }
    if case ReviewError.decisions(let found) = error {
      problems = found.prefix(Self.problemLimit).map { ErrorReport($0) }
      let rest = found.count - problems.count
      if rest > 0 {
        problems.append(
          ErrorReport(
            code: "decision.too-many-problems", whatHappened: "There are \(rest) more.",
            place: nil, nextStep: "Mend those named before, then try again."))
      }
    }
    if case .badLines(let lines, let count, let file)? = error as? ImportError {
      problems = lines.map { ErrorReport($0, in: file) }
      self.count = count
    }
  }

  private init(_ problem: DecisionProblem) {
    self.init(
      code: problem.code, whatHappened: problem.whatHappened, place: problem.place,
      nextStep: problem.nextStep)
  }

  /// So many lines of a file are told to people; scripts get more.
  private static let shownLines = 10

  private init(_ problem: ImportProblem, in file: String) {
    self.init(
      code: problem.code, whatHappened: problem.whatHappened,
      place: "\(file):\(problem.line):\(problem.column)",
      nextStep: "Mend or remove the line, then import the file again.")
  }

  var json: JSONValue {
    var object: JSONObject = [
      "code": .string(code), "nextStep": .string(nextStep),
      "place": JSONValue(place), "whatHappened": .string(whatHappened),
    ]
    if !problems.isEmpty { object["problems"] = .array(problems.map(\.json)) }
    if count > 0 { object["count"] = .integer(count) }
    object["suggestion"] = suggestion.map { .string($0) }
    return .object(object)
  }

  func write(asJSON: Bool) {
    if asJSON {
      Terminal.error(CanonicalJSON.text(json))
      return
    }
    let shown = count > 0 ? problems.prefix(Self.shownLines) + [self] : problems[...]
    for report in shown.isEmpty ? [self] : shown {
      let place = report.place.map { Terminal.visible($0) + ": " } ?? ""
      Terminal.error("error: \(place)\(Terminal.visible(report.whatHappened))")
      Terminal.error("       \(Terminal.visible(report.nextStep)) [\(report.code)]")
    }
  }
}
