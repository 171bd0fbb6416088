import ArgumentParser
import StemmaRecord
import StemmaStore

struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List versions, the newest first.",
    discussion: """
      EXAMPLES
      stemma log
      stemma log coffee
      stemma log coffee --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(help: "The dataset; all of them where none is named.")
  var dataset: String?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let datasets = try dataset.map { [$0] } ?? store.datasets()
    let versions = try datasets.flatMap { try store.versions(of: $0).reversed() }
    let lines = versions.map { version in
      "\(version.name)  \(UTCTime.text(version.seconds))  \(version.records) records  "
        + "sha256:\(version.receipt.hex.prefix(12))"
    }
    options.write(
      ["versions": .array(versions.map { .object(Wording.version($0)) })],
      lines.isEmpty ? ["No versions yet: `stemma run MANIFEST` makes one."] : lines)
  }
}
