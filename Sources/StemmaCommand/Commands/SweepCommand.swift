import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

struct Sweep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run a manifest over a grid of values, and say what each of them did.",
    discussion: """
      Each --over is an axis: a field with values, as in `sampling.temperature=0.2,0.6,1.0`, or whole \
      numbers from one to another, as in `sampling.seed=1..3`. Every combination becomes a version, the \
      last axis changing fastest. Then their statistics stand beside each other, each held against the \
      first; and for each axis what differs from its first value to its last, all else being equal. \
      A run that fails is named and the sweep goes on; it then ends in that run's exit code, the first \
      one's where there are several. A version that has a run's receipt already is used again, whatever \
      was published since. What a manifest expects of differences is held against the first run. What \
      was answered before is not asked again by the next sweep.

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

  @OptionGroup var parallel: WidthOption

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
    let summaries = Summaries(store, isForScripts: quiet || self.store.json)
    var cells: [SweepRun] = []
    for (set, file) in zip(sets, files) {
      let number = cells.count + 1
      do {
        let part = SweepPart(first: cells.first?.summary)
        let outcome = try await run(file, set, number, of: sets.count, store, part)
        let summary = try summaries.summary(of: outcome.report)
        cells.append(SweepRun(set, outcome, summary))
      } catch let error as any ActionableError {
        guard SweepRun.isOfOneRun(error) else {
          tell(of: set, number: number, of: sets.count)
          throw error
        }
        if !self.store.json { ErrorReport(error).write(asJSON: false) }
        cells.append(try SweepRun(set, error, summary: summaries.summary))
      }
    }
    let several = SeveralReport(cells.map { ($0.name, $0.summary) })
    let effects = axes.enumerated().map { place, axis in
      AxisEffects(axis, at: place, grid, cells.map(\.summary))
    }
    let json: JSONObject = [
      "axes": .array(effects.map(\.json)), "runs": .array(cells.map(\.json)),
      "statistics": several.json, "store": .string(store.path),
    ]
    self.store.write(
      json,
      cells.map(\.line) + several.lines(isPicturing: Terminal.outputIsTerminal)
        + effects.map(\.line))
    if let status = SweepRun.status(of: cells) { throw ExitCode(status.rawValue) }
  }

  /// Says how far a sweep came that does not go on.
  private func tell(of set: [String], number: Int, of count: Int) {
    guard !store.json else { return }
    let set = Terminal.visible(set.joined(separator: " "))
    Terminal.error("The sweep ends at run \(number) of \(count), \(set).")
  }

  private func run(
    _ file: ManifestFile, _ set: [String], _ number: Int, of count: Int, _ store: Store,
    _ part: SweepPart
  ) async throws -> Runner.Outcome {
    let isForScripts = self.store.json
    if number == 1 && !isForScripts { Run.warn(about: file.manifest) }
    let progress = ProgressLine(quiet: quiet, isForScripts: isForScripts)
    if !quiet && !isForScripts {
      Terminal.error(Terminal.visible("run \(number) of \(count): \(set.joined(separator: " "))"))
    }
    defer { progress.clear() }
    let outcome = try await Runner(
      store,
      teachers: Offer.live(
        telling: Terminal.news(isWanted: !quiet && !isForScripts), warning: Terminal.warnings())
    ).run(
      try file.request(width: parallel.width, sweep: part), waiting: RunSession.waiting,
      agreeing: Consent(isGiven: yes, canAsk: !isForScripts).ask, progress: progress.show)
    progress.clear()
    Run.warn(of: outcome.report)
    return outcome
  }
}
