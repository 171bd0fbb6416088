import ArgumentParser
import StemmaRecord
import StemmaStatistics
import StemmaStore

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one version: counts, verdicts, inputs, receipt.",
    discussion: """
      EXAMPLES
      stemma show coffee@1
      stemma show coffee@head --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(
    help: """
      The version, such as coffee@3, coffee@head, coffee@head~1, coffee@sha256:ab12, or coffee@best \
      with a tag.
      """, completion: Completions.version)
  var version: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let details = try VersionDetails(version, in: store)
    let events = try store.events(of: version)
    let remarks = try Remarks(store)
    let json = try Self.json(version, details, events, remarks, store)
    options.write(json, lines(version, details, events, remarks))
  }

  static func json(
    _ version: Version, _ details: VersionDetails, _ events: [Event], _ remarks: Remarks,
    _ store: Store
  ) throws -> JSONObject {
    var json = Wording.version(version)
    let receipt = details.receipt.json.object ?? JSONObject()
    for (key, value) in receipt.members where key != "plan" { json[key] = value }
    json["events"] = .array(events.map { .object(Wording.event($0)) })
    json["execution"] = .object(details.execution)
    json["lengths"] = details.lengths.json
    json["mix"] = details.execution["mix"]
    json["plan"] = try store.json(of: details.receipt.plan, .plan)
    for (key, value) in remarks.json(version).members { json[key] = value }
    return json
  }

  private func lines(
    _ version: Version, _ details: VersionDetails, _ events: [Event], _ remarks: Remarks
  ) -> [String] {
    let receipt = details.receipt
    let execution = details.execution
    var lines = [
      "\(version.name)  \(UTCTime.text(version.seconds))",
      "receipt   \(version.receipt)",
      "records   \(receipt.counts.kept) of \(receipt.counts.slots) slots, grade "
        + receipt.grade.rawValue,
    ]
    let others = Wording.rejections(receipt.counts)
    if !others.isEmpty { lines.append("besides   \(others.joined(separator: ", "))") }
    if let sides = Wording.sides(receipt.counts) { lines.append("sides     \(sides)") }
    lines += MixReport.lines(MixReport.balance(execution)).map { "mix       \($0)" }
    lines += Wording.lengths(details.lengths).map { "length    \($0)" }
    lines += receipt.inputs.map {
      "input     \(Terminal.visible($0.name))  bytes \($0.bytes.short), "
        + "text \($0.text.short)"
    }
    lines += receipt.adapters.map { "adapter   \($0.short), which answered as `self`" }
    if let file = execution["imported"]?.string {
      lines.append("imported  \(Terminal.visible(file))")
    }
    if let manifest = execution["manifest"]?.string {
      lines.append("manifest  \(Terminal.visible(manifest))")
    }
    for override in execution["set"]?.array ?? [] {
      lines.append("set       \(Terminal.visible(override.string ?? ""))")
    }
    lines += remarks.tags(version).map { "tag       \($0)" }
    lines += events.map { "event     \(Wording.line($0))" }
    lines.append("next      stemma sample \(version.name)")
    return lines
  }
}
