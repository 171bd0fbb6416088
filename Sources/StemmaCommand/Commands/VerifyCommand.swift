import ArgumentParser
import StemmaRecord
import StemmaStore

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read everything in the store and check it.",
    discussion: """
      Packs against their names, objects against their ids, the history against its hashes, and \
      that every version finds all it is made of.

      EXAMPLES
      stemma verify
      stemma verify --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let progress = ProgressLine(quiet: options.json)
    let report = try store.verify(width: World.processors()) { done, all in
      progress.show("\(done) of \(all) packs", isLast: done == all)
    }
    progress.clear()
    var lines = report.damages.map { damage in
      let object = damage.object.map { " \($0)" } ?? ""
      let versions =
        damage.versions.isEmpty
        ? "" : " Needed by \(damage.versions.joined(separator: ", "))."
      return "\(damage.file)\(object): \(damage.what)\(versions)"
    }
    lines.append(
      "\(report.objects) objects in \(report.packs) packs, \(report.versions) versions: "
        + (report.damages.isEmpty ? "all is well" : "\(report.damages.count) damaged"))
    options.write(
      [
        "damages": .array(report.damages.map(\.json)), "objects": .integer(report.objects),
        "packs": .integer(report.packs), "versions": .integer(report.versions),
      ], lines)
    if !report.damages.isEmpty { throw ExitCode(ExitStatus.damaged.rawValue) }
  }
}
