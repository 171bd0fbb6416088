import ArgumentParser
import StemmaExport
import StemmaRecord
import StemmaRun
import StemmaStore

struct DatagenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datagen",
    abstract: "Make instructions with responses from a domain and examples, into a file.",
    discussion: """
      A run like any other, offline: it writes the manifest that the flags mean (--print-manifest shows \
      it), makes a version of a dataset named after the file, and exports it as `datagen`. The same \
      flags and files give the same version.

      EXAMPLES
      stemma datagen --domain bicycles --count 12 --output bicycles.jsonl
      stemma datagen --domain=casks --count=4 --output=c.jsonl --task-type=qa
      stemma datagen --domain bicycles --count 12 --print-manifest

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .tooFew, .locked, .damaged, .invalidInput, .interrupted,
      ]))
      """)

  @OptionGroup var flags: DatagenFlags

  @Flag(name: .long, help: "Write the manifest that this means, and do nothing.")
  var printManifest = false

  @Flag(name: .shortAndLong, help: "Spend what it costs without asking.")
  var yes = false

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if flags.output == nil, !printManifest {
      throw ValidationError("Missing expected argument '--output <file>'")
    }
  }

  func run() async throws {
    let folder = try World.workingFolder()
    let output = try Paths.absolute(flags.output ?? "\(flags.domain).jsonl")
    for (option, input) in flags.inputs where Paths.isSame(output, try Paths.absolute(input)) {
      throw ValidationError("--output names the file of \(option), whose place it would take.")
    }
    for (_, input) in flags.inputs { try FileAccess.checkFile(input) }
    let text = try flags.manifest(dataset: Self.dataset(for: output), in: folder)
    if printManifest { return Terminal.output(Array(text.utf8)) }
    let meant = try ManifestFile(
      meant: text, called: "the manifest for \(flags.output ?? "")", for: output, in: folder,
      store: options)
    let request = try meant.request(width: nil)
    let store = try options.openOrCreate(near: folder)
    let outcome = try await RunSession(json: options.json, yes: yes).make(request, in: store)
    let version = outcome.publication.version
    try FileAccess.makeFolder(Paths.folder(of: output))
    let records = try DatagenOutput.write(version, of: store, to: output)
    report(outcome.report, version, isNew: outcome.publication.isNew, records, store)
    if outcome.report.shortfall > 0 { throw ExitCode(ExitStatus.tooFew.rawValue) }
  }

  private func report(
    _ report: RunReport, _ version: Version, isNew: Bool, _ records: Int, _ store: Store
  ) {
    let output = flags.output ?? ""
    let others = Wording.rejections(report.receipt.counts)
    options.write(
      [
        "counts": .object(report.receipt.counts.json), "output": .string(output),
        "published": .bool(isNew), "records": .integer(records),
        "shortfall": .integer(report.shortfall), "store": .string(store.path),
        "version": .string(version.name), "wanted": .integer(flags.count),
      ],
      [
        "\(Terminal.visible(output)): \(records) examples, \(version.name)",
        others.isEmpty ? nil : "besides \(others.joined(separator: ", "))",
        report.shortfall > 0
          ? "\(report.shortfall) fewer than the \(flags.count) asked for" : nil,
        "next    stemma sample \(version.name)",
      ].compactMap { $0 })
  }

  /// A dataset is named after its file.
  private static func dataset(for output: String) -> String {
    let name = output.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    return DatasetName.nearest(to: String(stem)) ?? "datagen"
  }
}
