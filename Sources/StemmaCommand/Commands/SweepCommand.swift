import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

struct Sweep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a manifest over a grid of values, and say what each of them did.",
    discussion: """
      Each --over is an axis: a field with values, as in `sampling.temperature=0.2,0.6,1.0`, or whole \
      numbers from one to another, as in `sampling.seed=1..3`. Every combination becomes a version, the \
      last axis changing fastest. Then their statistics stand beside each other, each held against the \
      first; and for each axis what differs from its first value to its last, all else being equal. \
      One run that fails ends the sweep; the versions before it stay. What was answered before is not \
      asked again by the next sweep.

      EXAMPLES
      stemma sweep experiments/coffee.yaml --over sampling.temperature=0,0.7
      stemma sweep experiments/coffee.yaml --over sampling.seed=1..3 --json

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .tooFew, .gateFailed, .locked, .damaged, .teacherUnavailable,
        .budgetReached, .batchesOpen, .invalidInput, .interrupted,
      ]))
      """)

  @OptionGroup var options: ManifestOptions
  @OptionGroup var store: StoreOptions

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "An axis: a field and its values; may be repeated.", valueName: "field=values"))
  var over: [String] = []

  @Option(name: .long, help: "How much is asked side by side; never changes the result.")
  var width: Int?

  @Flag(name: .shortAndLong, help: "Spend what it costs without asking.")
  var yes = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  /// More runs than this are a slip of the pen.
  private static let runLimit = 1000

  func validate() throws {
    if over.isEmpty { throw ValidationError("A sweep takes at least one --over.") }
    let axes = over.compactMap { SweepAxis($0) }
    guard axes.count == over.count else {
      throw ValidationError(
        "--over takes such as sampling.temperature=0.2,0.6 or sampling.seed=1..3.")
    }
    let fields = axes.map(\.field)
    if let twice = fields.first(where: { field in fields.count { $0 == field } > 1 }) {
      throw ValidationError("\(twice) has two --over; one takes all its values.")
    }
    if axes.reduce(1, { min(Self.runLimit + 1, $0 * $1.values.count) }) > Self.runLimit {
      throw ValidationError("A sweep has at most \(Self.runLimit) runs.")
    }
    if let width, !(1...1024).contains(width) {
      throw ValidationError("--width takes a whole number from 1 to 1024.")
    }
  }

  private struct Made {
    let set: [String]
    let version: Version
    let isNew: Bool
    let report: RunReport
  }

  func run() async throws {
    let axes = over.compactMap { SweepAxis($0) }
    let grid = SweepAxis.grid(axes)
    let sets = grid.map { cell in
      zip(axes, cell).map { axis, place in "\(axis.field)=\(axis.values[place])" }
    }
    // Every manifest is checked before the first of them runs.
    let files = try sets.map { try options.read($0, store: self.store) }
    guard let folder = files.first?.folder else { return }
    let store = try self.store.openOrCreate(near: folder)
    var cells: [Made] = []
    for (set, file) in zip(sets, files) {
      do {
        cells.append(try await run(file, set, cells.count + 1, of: sets.count, store))
      } catch {
        tell(of: set, made: cells.count, of: sets.count)
        throw error
      }
    }
    let summaries = Summaries(store, isForScripts: quiet || self.store.json)
    let all = try cells.map { try summaries.summary(of: $0.report.receipt) }
    let several = SeveralReport(zip(cells.map(\.version.name), all).map { ($0, $1) })
    let effects = axes.enumerated().map { place, axis in
      AxisEffects(axis, at: place, grid, all)
    }
    let json: JSONObject = [
      "axes": .array(effects.map(\.json)), "runs": .array(cells.map(Self.json)),
      "statistics": several.json, "store": .string(store.path),
    ]
    self.store.write(json, cells.map(Self.line) + several.lines + effects.map(\.line))
    if cells.contains(where: { $0.report.checks.contains(where: \.isFailed) }) {
      throw ExitCode(ExitStatus.gateFailed.rawValue)
    }
    if cells.contains(where: { $0.report.shortfall > 0 }) {
      throw ExitCode(ExitStatus.tooFew.rawValue)
    }
  }

  /// Says how far a sweep came that does not go on.
  private func tell(of set: [String], made: Int, of count: Int) {
    guard !store.json else { return }
    let set = Terminal.visible(set.joined(separator: " "))
    Terminal.error(
      "The sweep ends at run \(made + 1) of \(count), \(set); \(made) before it are done.")
  }

  private func run(
    _ file: ManifestFile, _ set: [String], _ number: Int, of count: Int, _ store: Store
  ) async throws -> Made {
    let isForScripts = self.store.json
    if number == 1 && !isForScripts { Run.warn(about: file.manifest) }
    let progress = ProgressLine(quiet: quiet, isForScripts: isForScripts)
    if !quiet && !isForScripts {
      Terminal.error(Terminal.visible("run \(number) of \(count): \(set.joined(separator: " "))"))
    }
    let outcome = try await Runner(
      store,
      teachers: Offer.live(
        telling: Terminal.news(isWanted: !quiet && !isForScripts), warning: Terminal.warnings())
    ).run(
      try file.request(width: width), waiting: Run.waiting,
      agreeing: Consent(isGiven: yes, canAsk: !isForScripts).ask, progress: progress.show)
    progress.clear()
    Run.warn(of: outcome.report)
    return Made(
      set: set, version: outcome.publication.version, isNew: outcome.publication.isNew,
      report: outcome.report)
  }

  private static func json(_ cell: Made) -> JSONValue {
    var json: JSONObject = [
      "published": .bool(cell.isNew), "receipt": .string(cell.report.receipt.id.description),
      "records": .integer(cell.report.receipt.counts.kept),
      "set": .array(cell.set.map { .string($0) }), "version": .string(cell.version.name),
    ]
    if !cell.report.checks.isEmpty {
      json["expectations"] = .array(cell.report.checks.map(\.json))
    }
    return .object(json)
  }

  private static func line(_ cell: Made) -> String {
    let failed = cell.report.checks.filter(\.isFailed).map { ", FAILED \($0.line)" }.joined()
    return "\(cell.version.name)  \(Terminal.visible(cell.set.joined(separator: " "))): "
      + "\(cell.report.receipt.counts.kept) records\(Terminal.visible(failed))"
  }
}
