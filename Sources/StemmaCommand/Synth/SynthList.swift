import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct SynthList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List a document's generated sections, and what is staged for it.",
    discussion: """
      EXAMPLES
      stemma synth list experiments/dgemm/dgemm.dlm

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .damaged, .invalidInput]))
      """)

  @Argument(help: SynthCommand.documentHelp, completion: .file(extensions: ["dlm"]))
  var file: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let target = try SynthTarget(file)
    let store = try options.openIfThere(near: target.folder)
    let listing = SynthListing(target, try store.map(target.all) ?? [])
    options.write(listing.json, listing.lines)
  }
}
