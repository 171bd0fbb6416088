import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct SynthRevert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revert",
    abstract: "Take generated sections out of a document.",
    discussion: """
      All of them, also those that somebody has changed since, or one version's. What people have \
      written in sections of their own stays as it is, to the byte. Of a named version only those \
      are taken out that stand there as they were written.

      EXAMPLES
      stemma synth revert experiments/dgemm/dgemm.dlm

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput]))
      """)

  @Argument(help: SynthCommand.documentHelp, completion: .file(extensions: ["dlm"]))
  var file: String

  @Argument(help: "Which version's; all generated sections where none is named.")
  var version: String?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let target = try SynthTarget(file)
    // Generated sections can be told without a store; whose they are cannot.
    let store =
      try version == nil
      ? options.openIfThere(near: target.folder) : options.open(near: target.folder)
    let staged = try version.flatMap { name in
      try store.map { try target.staged(name, in: $0) }
    }
    let removed = try target.revert(staged, in: store)
    let left = target.document.generated.count - removed
    options.write(
      [
        "document": .string(file), "left": .integer(left), "removed": .integer(removed),
        "version": staged.map { .string($0.version.name) } ?? .null,
      ],
      [
        removed == 0
          ? "Nothing is to be taken out; \(Terminal.visible(file)) is as it was."
          : "\(Terminal.visible(file)): \(removed) generated sections taken out",
        left == 0 ? nil : "\(left) generated sections are left",
      ].compactMap { $0 })
  }
}
