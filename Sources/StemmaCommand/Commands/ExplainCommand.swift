import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain why a record is not the same in two versions.",
    discussion: """
      Tells the record's way in both: its section or seed, what was asked, who answered, what the \
      filters said; where a version does not have it, what became of it there. Texts that differ are \
      shown word by word: [-taken out-] and {+put in+}. Then the manifest's fields and the inputs that \
      differ. The first digits of a record's id are enough.

      EXAMPLES
      stemma explain coffee@1 coffee@2 3b22
      stemma explain coffee@1 coffee@2 3b22 --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(help: "The first version, such as coffee@1.", completion: Completions.version)
  var first: String

  @Argument(help: "The second version, such as coffee@2.", completion: Completions.version)
  var second: String

  @Argument(help: "The record's id, or its first digits.")
  var record: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let versions = try (store.version(first), store.version(second))
    let old = try VersionDetails(versions.0, in: store)
    let new = try VersionDetails(versions.1, in: store)
    // Whichever version has it says which record is meant.
    guard let id = try RecordLookup.find(record, in: new.receipt, old.receipt, of: store) else {
      throw InputError.unknownRecord(record, version: "\(versions.0.name) or \(versions.1.name)")
    }
    let ids = try Self.ids(of: id, old, new, store)
    let explanation = RecordExplanation(
      id: id, names: (versions.0.name, versions.1.name),
      ways: try (
        RecordWay(ids.before, of: old.receipt, in: store),
        RecordWay(ids.after, of: new.receipt, in: store)
      ),
      fields: ManifestDifference.all(old, new))
    options.write(explanation.json, explanation.lines)
  }

  /// What a record is called in both versions: where its section was edited it has another id, and is
  /// paired as `compare` does.
  private static func ids(
    of id: RecordID, _ old: VersionDetails, _ new: VersionDetails, _ store: Store
  ) throws -> (before: RecordID, after: RecordID) {
    let changes = try RecordComparison(
      store.records(of: old.receipt), store.records(of: new.receipt), width: World.processors()
    ).changed
    let change = changes.first { $0.before?.id == id || $0.after?.id == id }
    return (change?.before?.id ?? id, change?.after?.id ?? id)
  }
}
