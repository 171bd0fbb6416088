import ArgumentParser
import StemmaRecord
import StemmaStore

struct Reindex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: "Make the index anew, from packs and history alone.",
    discussion: """
      The index holds nothing that is not in them; it may be deleted at any time.

      EXAMPLES
      stemma reindex

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    try store.reindex()
    let versions = try store.datasets().reduce(0) { try $0 + store.versions(of: $1).count }
    options.write(
      ["datasets": .integer(try store.datasets().count), "versions": .integer(versions)],
      ["The index has been made anew: \(versions) versions."])
  }
}
