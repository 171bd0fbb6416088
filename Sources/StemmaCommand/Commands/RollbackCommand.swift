import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

struct Rollback: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Return to an earlier version, as a new one with its receipt.",
    discussion: """
      History only grows: the versions in between stay. Rolling back to what head already is makes \
      nothing. --restore-manifest writes the manifest back as it was, its --set values included, \
      but never over changes that no version holds.

      EXAMPLES
      stemma rollback coffee --to 1
      stemma rollback coffee --to 1 --restore-manifest

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput, .interrupted]))
      """)

  @Argument(help: "The dataset.", completion: Completions.dataset)
  var dataset: String

  @Option(name: .long, help: "The number of the version to return to.")
  var to: Int

  @Flag(name: .long, help: "Write the manifest back to where it was read from.")
  var restoreManifest = false

  @Option(name: .long, help: "Where to write the manifest, if not where it was read from.")
  var manifest: String?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if manifest != nil && !restoreManifest {
      throw ValidationError("--manifest says where --restore-manifest writes: give both.")
    }
  }

  func run() throws {
    let store = try options.open()
    let old = try store.version("\(dataset)@\(to)")
    let details = try VersionDetails(old, in: store)
    let restoration = try restoreManifest ? self.restoration(details, store) : nil
    let publication = try publish(old, details, store)
    let version = publication.version
    try restoration?.write()
    var json: JSONObject = [
      "published": .bool(publication.isNew), "receipt": .string(version.receipt.description),
      "records": .integer(version.records), "rolledBackTo": .string(old.name),
      "version": .string(version.name),
    ]
    json["manifest"] = restoration.map { .string($0.path) }
    var lines = [
      publication.isNew
        ? "\(version.name): \(version.records) records, the receipt of \(old.name)"
        : "\(version.name) has the receipt of \(old.name) already; nothing to publish"
    ]
    if let restoration { lines.append("manifest written to \(restoration.path)") }
    lines.append("next  stemma show \(version.name)")
    options.write(json, lines)
  }

  private func publish(
    _ old: Version, _ details: VersionDetails, _ store: Store
  ) throws -> PublicationResult {
    var execution = World.occasion()
    for key in ["manifest", "madeFor", "set"] { execution[key] = details.execution[key] }
    return try store.publish(
      Publication(
        dataset: dataset, receipt: details.receipt, manifest: details.manifest,
        resolved: .object(details.resolved), lengths: details.lengths.json,
        execution: execution, cause: "rollback to \(old.name)", seconds: World.seconds()))
  }

  /// Checks, before anything is published, that the manifest can be written back.
  private func restoration(
    _ details: VersionDetails, _ store: Store
  ) throws -> ManifestRestoration {
    let path = manifest ?? details.execution["manifest"]?.string ?? "\(dataset).yaml"
    let content = try Self.manifest(of: details, file: path)
    // What stemma itself has written back is held by a version as well.
    let known = try store.versions(of: dataset).flatMap { version in
      let details = try VersionDetails(version, in: store)
      return [details.manifest, (try? Self.manifest(of: details, file: path)) ?? details.manifest]
    }
    return try ManifestRestoration(path: Paths.absolute(path), content: content, known: known)
  }

  /// A version's manifest with what was given with `--set` written into it.
  private static func manifest(
    of details: VersionDetails, file: String
  ) throws(ManifestError) -> [UInt8] {
    let overrides = (details.execution["set"]?.array ?? []).compactMap(\.string)
    return try ManifestReader(catalogue: Offer.catalogue, fault: Offer.fault)
      .applying(overrides, to: details.manifest, file: file)
  }
}
