import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct SynthApply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Write staged pairs into the document they were made from.",
    discussion: """
      Exactly the version's pairs are written, at the document's end; none twice. A document whose own \
      text is no longer what the version was made from is refused, as is one that somebody else changes \
      meanwhile.

      EXAMPLES
      stemma synth apply experiments/dgemm/dgemm.dlm
      stemma synth apply experiments/dgemm/dgemm.dlm dgemm@1

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput]))
      """)

  @Argument(help: SynthCommand.documentHelp, completion: .file(extensions: ["dlm"]))
  var file: String

  @Argument(help: "Which version's; the newest where none is named.")
  var version: String?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let target = try SynthTarget(file)
    let store = try options.open(near: target.folder)
    let staged: StagedPairs
    if let version {
      staged = try target.staged(version, in: store)
    } else if let newest = try target.all(in: store).first {
      staged = newest
    } else {
      throw SynthError.nothingStaged(document: file, dataset: target.dataset)
    }
    let application = try target.apply(staged, in: store)
    let skips = application.skipped.map(SynthReport.skip)
    options.write(
      [
        "applied": .integer(application.added.count), "document": .string(file),
        "skips": .array(skips.map { .object($0.json) }), "version": .string(staged.version.name),
      ],
      skips.map(\.line) + [
        application.added.isEmpty
          ? "Nothing of \(staged.version.name) is to be added; \(Terminal.visible(file)) is as it was."
          : "\(Terminal.visible(file)): \(application.added.count) pairs of \(staged.version.name)",
        "next  stemma synth revert \(Terminal.visible(file)) \(staged.version.name)",
      ])
  }
}
