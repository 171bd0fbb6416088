import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at what stemma stands on: tools, libraries, disk, locks, clock, store.",
    discussion: """
      Each finding is ok, a warning or a problem, with what to do about it. Works without a store, \
      too. It reads little of the store's content: `stemma verify` reads all of it.

      EXAMPLES
      stemma doctor
      stemma doctor --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed]))
      """)

  @OptionGroup var options: StoreOptions

  func run() throws {
    var findings = Surroundings.findings(now: World.seconds())
    let place = try self.place()
    if let place {
      findings += StoreExamination(at: place, now: World.seconds())
        .findings(isLockedOut: Surroundings.isLockedOut)
    } else {
      findings.append(.ok("store", "none here; `stemma run` makes one"))
    }
    let count = { status in findings.count { $0.status == status } }
    var json: JSONObject = [
      "findings": .array(findings.map(Self.json)), "problems": .integer(count(.problem)),
      "stemma": .string(Stemma.version), "warnings": .integer(count(.warning)),
    ]
    json["store"] = JSONValue(place)
    options.write(
      json,
      findings.flatMap(Self.lines) + [
        "\(count(.problem)) problems, \(count(.warning)) warnings"
          + (place.map { " with the store \($0)" } ?? "")
      ])
    if count(.problem) > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  /// - Returns: nil where no store was named and there is none.
  private func place() throws -> String? {
    do {
      return try options.place()
    } catch StoreError.noStore {
      return nil
    }
  }

  private static func json(_ finding: Finding) -> JSONValue {
    [
      "name": .string(finding.name), "nextStep": JSONValue(finding.nextStep),
      "status": .string(finding.status.rawValue), "what": .string(finding.what),
    ]
  }

  private static func lines(_ finding: Finding) -> [String] {
    let status = finding.status.rawValue
    let space = String(repeating: " ", count: max(1, 9 - status.count))
    return ["\(status)\(space)\(finding.name): \(Terminal.visible(finding.what))"]
      + (finding.nextStep.map { ["         next: \(Terminal.visible($0))"] } ?? [])
  }
}
