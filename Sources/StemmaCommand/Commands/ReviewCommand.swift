import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Accept, reject or edit records; the outcome is a new version.",
    discussion: """
      Shows each record with its passage and verdicts and waits for a key. A decision is kept in the \
      store as it is made, so that a review may be broken off at any time and taken up again. `edit` \
      opens $VISUAL, $EDITOR or vi on the row. What nobody decided about stays as it is, unless \
      --only-accepted is given; what is rejected goes to the ledger.

      --apply takes decisions from a file instead, one a line, such as \
      {"record": "3b22…", "decision": "reject", "note": "vague"}; an edit brings the whole `row`. \
      All of them are checked before anything is written.

      EXAMPLES
      stemma review coffee@1
      stemma review coffee@1 --sample 50 --seed 3 --where strategy=expansion
      stemma review coffee@1 --publish
      stemma review coffee@1 --apply decisions.jsonl --dry-run
      stemma review coffee@1 --apply decisions.jsonl
      stemma review coffee@head --export-decisions decisions.jsonl

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .locked, .damaged, .badArguments, .invalidInput,
        .interrupted]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Option(
    name: .long, help: ArgumentHelp("How many records to draw; else all.", valueName: "number"))
  var sample: Int?

  @Option(name: .long, help: "Which draw.")
  var seed: UInt64 = 0

  @Option(
    name: .customLong("where"), parsing: .singleValue,
    help: ArgumentHelp(
      "Only records with field=value, field!=value or field~text; may be repeated.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Take the decisions from a file.", valueName: "path"))
  var apply: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write the decisions that are pending, else those that made the version; - for standard output.",
      valueName: "path"))
  var exportDecisions: String?

  @Flag(name: .long, help: "Make a version of the decisions that are pending.")
  var publish = false

  @Flag(name: .long, help: "Forget the decisions that are pending.")
  var discard = false

  @Flag(name: .long, help: "With --apply or --publish: check everything, write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Leave out what nobody decided about.")
  var onlyAccepted = false

  @Option(
    name: .long,
    help: ArgumentHelp("The new version's dataset, if not the same.", valueName: "name"))
  var dataset: String?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    let modes = [apply != nil, exportDecisions != nil, publish, discard].count { $0 }
    if modes > 1 {
      throw ValidationError("Give one of --apply, --export-decisions, --publish and --discard.")
    }
    if dryRun && apply == nil && !publish {
      throw ValidationError("--dry-run goes with --apply or --publish.")
    }
    if let sample, sample < 1 { throw ValidationError("--sample takes a number from 1.") }
    if modes > 0 && (sample != nil || !conditions.isEmpty) {
      throw ValidationError("--sample and --where choose what to go through at the terminal.")
    }
    if let dataset, !DatasetName.isValid(dataset) {
      throw ValidationError("«\(dataset)» cannot name a dataset.")
    }
    if options.json && exportDecisions == "-" {
      throw ValidationError("--json reports on a file: name one with --export-decisions.")
    }
  }

  func run() async throws {
    let conditions = try self.conditions.map(RecordCondition.init)
    let store = try options.open()
    let version = try store.version(self.version)
    if let exportDecisions { return try export(version, to: exportDecisions, store) }
    if let apply {
      let bytes = try FileAccess.read(apply, limitBytes: 1 << 30)
      let report = try make(version, DecisionList(bytes, file: apply), store)
      return tell(ReviewOutcome(version, report, isTrial: dryRun))
    }
    if discard {
      try PendingReview.discard(of: version, in: store)
      let outcome = ReviewOutcome(version, nil, isTrial: false)
      return options.write(outcome.json, ["decisions about \(version.name) forgotten"])
    }
    if publish {
      let pending = try PendingReview(of: version, in: store)
      let report = try make(version, DecisionList(pending.decisions), store)
      if report?.publication != nil { try pending.discard() }
      return tell(ReviewOutcome(version, report, isTrial: dryRun))
    }
    guard Keyboard.isThere else { throw ConsentError.noTerminal }
    let selection = RecordSelection(conditions: conditions, count: sample, seed: seed)
    try review(version, selection, store)
  }

  private func review(_ version: Version, _ selection: RecordSelection, _ store: Store) throws {
    let receipt = try store.receipt(version.receipt)
    let found = try selection.find(in: receipt, of: store) { ($0.place, $0.record.id) }.found
    let pending = try PendingReview(of: version, in: store)
    var session = ReviewSession(
      found, try ReviewScreen(of: version, receipt, in: store),
      try Reviewer(store).rowCheck(for: version), pending)
    guard try session.run() == .publish else {
      return tell(ReviewOutcome(version, nil, isTrial: false, pending: pending.decisions))
    }
    let report = try make(version, DecisionList(pending.decisions), store)
    try pending.discard()
    tell(ReviewOutcome(version, report, isTrial: false))
  }

  private func make(
    _ version: Version, _ decisions: DecisionList, _ store: Store
  ) throws -> Reviewer.Report? {
    try Reviewer(store).review(
      Reviewer.Request(
        base: version, decisions: decisions, onlyAccepted: onlyAccepted,
        dataset: dataset ?? version.dataset, occasion: World.occasion(),
        seconds: World.seconds()), isTrial: dryRun)
  }

  private func export(_ version: Version, to output: String, _ store: Store) throws {
    let decisions =
      try PendingReview.exists(for: version, in: store)
      ? PendingReview(of: version, in: store).decisions
      : Reviewer(store).decisions(of: version)
    let lines = decisions.flatMap { CanonicalJSON.bytes($0.line) + [UInt8(ascii: "\n")] }
    guard output != "-" else { return Terminal.output(lines) }
    try FileAccess.replace(try Paths.absolute(output)) { try $0(lines) }
    tell(ReviewOutcome(version, nil, isTrial: false, pending: decisions, output: output))
  }

  private func tell(_ outcome: ReviewOutcome) { options.write(outcome.json, outcome.lines) }
}
