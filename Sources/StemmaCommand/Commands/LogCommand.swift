import ArgumentParser
import StemmaRecord
import StemmaStore

struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List versions, the newest first.",
    discussion: """
      EXAMPLES
      stemma log
      stemma log coffee
      stemma log coffee --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(
    help: "The dataset; all of them where none is named.", completion: Completions.dataset)
  var dataset: String?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let datasets = try dataset.map { [$0] } ?? store.datasets()
    let versions = try datasets.flatMap { try store.versions(of: $0).reversed() }
    let remarks = remarks(store)
    let lines = versions.flatMap { version in
      let tags = remarks?.tags(version) ?? []
      return [
        "\(version.name)  \(UTCTime.text(version.seconds))  \(version.records) records  "
          + version.receipt.short
          + (tags.isEmpty ? "" : "  [\(tags.joined(separator: ", "))]")
      ]
        + (remarks.map { $0.notes(version) + $0.uploads(version) } ?? []).map {
          "  \(Wording.line($0))"
        }
    }
    options.write(
      Self.json(versions, remarks),
      lines.isEmpty ? ["No versions yet: `stemma run MANIFEST` makes one."] : lines)
  }

  static func json(_ versions: [Version], _ remarks: Remarks?) -> JSONObject {
    [
      "versions": .array(
        versions.map { version in
          var json = Wording.version(version)
          for (key, value) in remarks?.json(version).members ?? [] { json[key] = value }
          return .object(json)
        })
    ]
  }

  /// Tags and notes; versions can be listed where these cannot be read, but not in silence.
  private func remarks(_ store: Store) -> Remarks? {
    do {
      return try Remarks(store)
    } catch let error as any ActionableError {
      if !options.json { Terminal.error("warning: tags and notes cannot be told:") }
      ErrorReport(error).write(asJSON: options.json)
    } catch {}
    return nil
  }
}
