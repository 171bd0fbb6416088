public import ArgumentParser
public import StemmaRecord
import StemmaStatistics
import StemmaStore

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold a version or a JSON Lines file against what datasets are checked for.",
    discussion: """
      Each line of the list passes, fails, or is skipped where there is nothing to look at; a line fails \
      where a greater share than its limit is at fault. Questions, answers, conversations, labels and \
      preferences are known by their fields' names. A version's rows are held against its task's schema, \
      the words of its template and its split; a file's against each other.

      \(table)

      Limits are shares from 0 to 1: --limit NAME=SHARE, or `check: {NAME: SHARE}` in the manifest of a \
      version. Whether answers are right no rule can tell: the filter `judge` asks a teacher. A JSON array \
      with an element a line is read as well.

      EXAMPLES
      stemma check coffee@1
      stemma export coffee@1 | stemma check - --skip edge_cases
      stemma check answers.jsonl --skip statistics --limit near_duplicates=0.01 --json

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .gateFailed, .noStore, .damaged, .badArguments, .invalidInput, .interrupted,
      ]))
      """)

  private static var table: String {
    CheckLine.allCases.map { line in
      let gap = String(repeating: " ", count: 18 - line.rawValue.utf8.count)
      let limit =
        line.standardLimit > 0 ? " (\(Millionths(count: line.standardLimit)))" : ""
      return "\(line.rawValue)\(gap)\(line.title)\(limit)"
    }.joined(separator: "\n")
  }

  @Argument(
    help: "A version such as coffee@1, a file, or `-` for standard input.",
    completion: Completions.version)
  var source: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file of held-out rows, which none of the others may be near.", valueName: "file"),
    completion: .file())
  var heldOut: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Which share of a line's rows may be at fault.", valueName: "name=share"))
  var limit: [CheckLimit] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A line of the list that is not to be looked at.", valueName: "name"))
  var skip: [CheckLine] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A JSON Schema that every row is to follow.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var schema: String?

  @Option(name: .long, help: "How many examples of each line to show.")
  var examples = 3

  @OptionGroup var parallel: WidthOption
  @OptionGroup var options: StoreOptions

  func validate() throws {
    if examples < 0 { throw ValidationError("--examples takes a number from 0.") }
  }

  func run() throws {
    var checking = Checking(
      width: parallel.width ?? World.processors(), exampleLimit: examples,
      schema: try schema.map(rowSchema))
    var limits: [CheckLine: Int] = [:]
    var documented: Bool?
    if try source == "-" || isFile {
      try checking.add(file: source, as: source, side: heldOut.isEmpty ? nil : .train)
      documented = try source == "-" ? nil : Self.isDocumented(Paths.absolute(source))
    } else {
      let store = try options.open()
      limits = try checking.add(try store.version(source), in: store)
      // `stemma show` has them.
      documented = true
    }
    for file in heldOut { try checking.add(file: file, as: file, side: .validation) }
    for one in limit { limits[one.line] = one.share.count }
    let report = CheckReport(
      source: source,
      verdicts: checking.check.verdicts(
        limits: limits, without: Set(skip), documented: documented))
    options.write(report.json, report.lines)
    if report.hasFailed { throw ExitCode(ExitStatus.gateFailed.rawValue) }
  }

  /// Whether a file is meant, there or not: hardly a version is called like one.
  private var isFile: Bool {
    get throws {
      let isCalledSo = [".json", ".jsonl", ".ndjson"].contains { source.hasSuffix($0) }
      return try isCalledSo || source.contains("/") || Paths.exists(Paths.absolute(source))
    }
  }

  private func rowSchema(_ path: String) throws -> JSONSchema {
    let bytes = try FileAccess.read(path, limitBytes: FileAccess.documentLimitBytes)
    do {
      return try JSONSchema(JSONReader.read(bytes))
    } catch {
      throw InputError.badSchema(path: path)
    }
  }

  /// Whether a file with statistics, or a dataset card, stands beside another one.
  private static func isDocumented(_ path: String) -> Bool {
    let folder = Paths.folder(of: path)
    return [DatasetInfo.fileName, "README.md"].contains { Paths.exists("\(folder)/\($0)") }
  }
}

// The names of the lines are what `--skip` takes.
extension CheckLine: ExpressibleByArgument {}

/// What `--limit` takes.
struct CheckLimit: ExpressibleByArgument {
  let line: CheckLine
  let share: Millionths

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let line = CheckLine(rawValue: parts[0]),
      let share = Millionths(parts[1]), (0...1_000_000).contains(share.count)
    else { return nil }
    self.line = line
    self.share = share
  }
}
