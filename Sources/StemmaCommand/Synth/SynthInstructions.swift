import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStore

struct SynthInstructions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instructions",
    abstract: "Ask a teacher about a document's prose, and stage what it says.",
    discussion: """
      A run like any other: it writes the manifest that the flags mean (--print-manifest shows it), asks \
      before it spends, and goes on where it was interrupted. The teacher is `self` where none is named: \
      what was trained on the document before and registered with `stemma adapter add`.

      EXAMPLES
      stemma synth instructions experiments/dgemm/dgemm.dlm --teacher embedded --per-section 1
      stemma synth instructions experiments/dgemm/dgemm.dlm --print-manifest

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .locked, .damaged, .teacherUnavailable, .invalidInput, .interrupted,
      ]))
      """)

  @Argument(help: SynthCommand.documentHelp, completion: .file(extensions: ["dlm"]))
  var file: String

  @OptionGroup var flags: SynthFlags

  @Flag(name: .long, help: "Write what is accepted into the document at once.")
  var apply = false

  @Flag(name: .long, help: "Write the manifest that this means, and do nothing.")
  var printManifest = false

  @Flag(name: .shortAndLong, help: "Spend what it costs without asking.")
  var yes = false

  @OptionGroup var options: StoreOptions

  func run() async throws {
    let target = try SynthTarget(file)
    let text = flags.manifest(of: file, dataset: target.dataset)
    if printManifest { return Terminal.output(Array(text.utf8)) }
    // What cannot be written later is told before anything is spent.
    if apply { try target.document.checkRoom() }
    let meant: ManifestFile
    do {
      meant = try ManifestFile(
        meant: text, called: "the manifest for \(file)", for: target.absolutePath, store: options)
    } catch let error as ManifestError {
      throw SynthFlagError(error, flags, dataset: target.dataset) ?? error
    }
    let request = try meant.request(width: nil)
    let store = try options.openOrCreate(near: target.folder)
    if !options.json { Run.warn(about: meant.manifest) }
    let outcome = try await RunSession(json: options.json, yes: yes).make(request, in: store)
    Run.warn(of: outcome.report)
    let staged = try target.staged(outcome.publication.version, in: store)
    let application =
      try apply ? target.apply(staged, in: store) : target.document.applying(staged)
    let report = SynthReport(
      target: target, flags: flags, outcome: outcome, staged: staged, application: application,
      isApplied: apply, store: store.path)
    options.write(report.json, report.lines)
  }
}
