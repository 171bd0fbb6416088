import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take records made elsewhere in as a version.",
    discussion: """
      The file is JSON Lines: an object a line. Rows stay as they are, but for being written \
      canonically. With --id a record is known by a field of its row, so that versions can be \
      compared; else by its content. Where any line cannot be taken in, nothing is imported.

      EXAMPLES
      stemma import answers.jsonl --dataset answers --id id
      stemma import answers.jsonl --dataset answers --dry-run
      stemma import - --dataset answers --license CC-BY-4.0 < answers.jsonl

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .locked, .damaged, .invalidInput, .interrupted]))
      """)

  @Argument(help: "The file, or - for standard input.")
  var file: String

  @Option(name: .long, help: "The dataset's name.")
  var dataset: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The field that holds a record's id: a text or a whole number.", valueName: "field"))
  var id: String?

  @Option(name: .long, help: "What the data is; kept with the version.")
  var description: String?

  @Option(name: .long, help: "The license it may be used under; kept with the version.")
  var license: String?

  @Flag(name: .long, help: "Read and check the file, and import nothing.")
  var dryRun = false

  @OptionGroup var parallel: WidthOption

  @Flag(
    name: .long, help: "Where another import of the file is under way, end instead of waiting.")
  var noWait = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    if id?.isEmpty == true { throw ValidationError("--id takes a field's name.") }
    guard DatasetName.isValid(dataset) else {
      throw ValidationError(
        "--dataset takes 1 to 64 of a-z, 0-9, `.`, `_` and `-`, beginning with a letter or digit.")
    }
  }

  func run() async throws {
    let input = try InputStream(file)
    let request = ImportRequest(
      dataset: dataset, file: file, id: id, description: description, license: license,
      width: parallel.width ?? World.processors(), occasion: World.occasion(),
      seconds: World.seconds())
    let store = dryRun ? nil : try self.store.openOrCreate(near: World.workingFolder())
    let progress = ProgressLine(quiet: quiet)
    let began = World.milliseconds()
    let outcome = try await Importer(store).run(
      request, waiting: noWait ? nil : Self.waiting,
      progress: { progress.show($0, of: input.sizeBytes) },
      finishing: { ["durationMilliseconds": .integer(Int(World.milliseconds() - began))] },
      read: input.read)
    progress.clear()
    report(outcome, store)
  }

  @Sendable private static func waiting() {
    Terminal.error("Another import of the same file is under way; waiting for it.")
  }

  private func report(_ outcome: Importer.Outcome, _ store: Store?) {
    var json: JSONObject = [
      "bytes": .integer(outcome.bytesRead), "dataset": .string(dataset),
      "file": .string("sha256:\(outcome.fileDigest)"), "lengths": outcome.lengths,
      "published": .bool(outcome.publication?.isNew ?? false),
      "records": .integer(outcome.records),
    ]
    json["receipt"] = outcome.receipt.map { .string($0.id.description) }
    json["version"] = outcome.publication.map { .string($0.version.name) }
    json["store"] = store.map { .string($0.path) }
    let bytes = "\(outcome.records) records in \(outcome.bytesRead) bytes"
    guard let publication = outcome.publication, let receipt = outcome.receipt, let store else {
      return self.store.write(json, ["\(bytes) can be imported; nothing was"])
    }
    let name = publication.version.name
    self.store.write(
      json,
      [
        publication.isNew
          ? "\(name): \(bytes) imported"
          : "\(name) has this receipt already; nothing to publish",
        "receipt \(receipt.id)", "store   \(store.path)", "next    stemma sample \(name)",
      ])
  }
}
