import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct Reproduce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Make a version again from the store alone, and compare.",
    discussion: """
      Neither the manifest nor the documents in the working folder are read, and nobody is asked: \
      answers of a teacher behind a network come from the version's transcript. With --live they are \
      asked for again, and each record is compared with what the teacher says now; nothing is \
      published, and what it costs is asked about first, as with `run`. The outcome is kept in the \
      history as an attestation, unless the store cannot be written.

      EXAMPLES
      stemma reproduce coffee@1
      stemma reproduce coffee@head --json

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .different, .partial, .noStore, .damaged, .teacherUnavailable, .interrupted,
      ]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @OptionGroup var options: StoreOptions

  @OptionGroup var parallel: WidthOption

  @Flag(name: .long, help: "Ask the teacher again, and say how far its answers agree.")
  var live = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --live: where the teacher is now, if it has moved; not for several.", valueName: "url"))
  var baseURL: String?

  @Flag(name: .shortAndLong, help: "With --live: spend what it costs without asking.")
  var yes = false

  @Flag(name: .long, help: "Do not keep the outcome in the history.")
  var noAttestation = false

  func validate() throws {
    guard let baseURL else { return }
    if !live { throw ValidationError("--base-url says whom to ask: give it with --live.") }
    if ServerURL(baseURL) == nil {
      throw ValidationError("--base-url takes an address such as http://127.0.0.1:8000/v1.")
    }
  }

  func run() async throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let progress = ProgressLine(quiet: options.json)
    let attest = noAttestation || !store.isWritable
    if live { return try await repeatLive(version, store, progress) }
    let report = try await Reproduction(store, width: parallel.width ?? World.processors()).run(
      version, attest: attest ? nil : (World.seconds(), World.occasion()),
      progress: progress.show)
    progress.clear()
    options.write(Self.json(report, version), Self.lines(report, version))
    switch report.outcome {
    case .identical: break
    case .different: throw ExitCode(ExitStatus.different.rawValue)
    case .partial: throw ExitCode(ExitStatus.partial.rawValue)
    }
  }

  private func repeatLive(
    _ version: Version, _ store: Store, _ progress: ProgressLine
  ) async throws {
    let report = try await LiveRepetition(
      store, width: parallel.width ?? Run.liveWidth,
      teachers: Offer.live(
        telling: Terminal.news(isWanted: !options.json), warning: Terminal.warnings())
    ).run(
      version, at: baseURL, attest: noAttestation ? nil : (World.seconds(), World.occasion()),
      waiting: RunSession.waiting, agreeing: Consent(isGiven: yes, canAsk: !options.json).ask,
      progress: progress.show)
    progress.clear()
    options.write(
      AgreementReport.json(report, version), AgreementReport.lines(report, version))
    guard report.count(.same) == report.records.count else {
      throw ExitCode(ExitStatus.different.rawValue)
    }
  }

  private static func json(_ report: Reproduction.Report, _ version: Version) -> JSONObject {
    var json: JSONObject = [
      "checked": .texts(report.checked),
      "differences": .array(
        report.differences.map { difference in
          [
            "cause": .string(difference.cause), "key": .string(difference.key),
            "now": JSONValue(difference.now), "part": .string(difference.part),
            "then": JSONValue(difference.then),
          ]
        }),
      "outcome": .string(report.outcome.rawValue),
      "receipt": .string(version.receipt.description),
      "revisions": .array(
        report.revisions.map { change in
          [
            "name": .string(change.name), "now": JSONValue(change.now),
            "then": JSONValue(change.then),
          ]
        }),
      "version": .string(version.name),
    ]
    json["replayed"] = report.replayed.map { .integer($0) }
    return json
  }

  private static func lines(_ report: Reproduction.Report, _ version: Version) -> [String] {
    func revision(_ number: Int?) -> String { number.map(String.init) ?? "none" }
    switch report.outcome {
    case .identical:
      let answers = report.replayed.map { ", from \($0) recorded answers" } ?? ""
      return [
        "\(version.name): identical, \(version.records) records made again to the byte\(answers)"
      ]
    case .partial:
      return [
        "\(version.name): partial; what could be checked matches: "
          + report.checked.joined(separator: ", ")
      ]
        + report.revisions.map {
          "  \($0.name) had revision \(revision($0.then)), this stemma has \(revision($0.now))"
        } + ["use stemma as it was then for the rest"]
    case .different:
      var lines = ["\(version.name): different, in \(report.differences.count) places"]
      for (place, difference) in report.differences.enumerated() {
        let key = Terminal.visible(difference.key)
        lines.append("\(place == 0 ? "first " : "      ")\(difference.part) \(key)")
        if let then = difference.then { lines.append("        then \(Terminal.visible(then))") }
        if let now = difference.now { lines.append("        now  \(Terminal.visible(now))") }
      }
      if let cause = report.differences.first?.cause { lines.append(cause) }
      return lines
    }
  }
}
