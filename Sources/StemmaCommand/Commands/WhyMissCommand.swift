import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun

struct WhyMiss: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-miss",
    abstract: "Say which of a run's questions no recorded answer serves, and why.",
    discussion: """
      Looked at is what a run would ask first; what it asks again depends on what is kept. Nobody is \
      asked and nothing is written: where only a server says which model it has, the one that a version \
      of the dataset had last is taken for it, and where there is none it is said what cannot be known.

      EXAMPLES
      stemma why-miss experiments/coffee.yaml
      stemma why-miss experiments/coffee.yaml --set sampling.temperature=0.9 --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput]))
      """)

  @OptionGroup var options: ManifestOptions
  @OptionGroup var output: StoreOptions

  func run() async throws {
    let file = try options.read(store: output)
    let report = try await MissReport(
      file.manifest, template: try file.template(), inputs: try file.inputs(),
      store: try output.open(near: file.folder))
    var json: JSONObject = [
      "dataset": .string(file.manifest.dataset), "isPure": .bool(report.isPure),
      "misses": .array(report.misses.map(Self.json)), "questions": .integer(report.questions),
      "served": .integer(report.served), "teacher": .string(file.manifest.teacher),
    ]
    if !report.recalled.isEmpty {
      json["models"] = .array(
        report.recalled.map { recalled in
          [
            "model": JSONValue(recalled.model),
            "teacher": .string(recalled.teacher),
            "version": JSONValue(recalled.version),
          ]
        })
    }
    output.write(json, lines(report, file))
  }

  private static func json(_ miss: MissReport.Miss) -> JSONValue {
    var json: JSONObject = [
      "candidate": .integer(miss.candidate), "cause": .string(miss.cause.word),
      "input": .string(miss.subject.input), "line": .integer(miss.subject.line),
      "slots": [.integer(miss.slots.lowerBound), .integer(miss.slots.upperBound)],
      "strategy": .string(miss.strategy),
    ]
    if miss.role != .teacher { json["role"] = .string(miss.role.rawValue) }
    if case .differs(let differences) = miss.cause {
      json["differences"] = .array(
        differences.map {
          ["field": .string($0.field), "now": $0.now ?? .null, "then": $0.then ?? .null]
        })
    }
    return .object(json)
  }

  private func lines(_ report: MissReport, _ file: ManifestFile) -> [String] {
    let dataset = file.manifest.dataset
    guard !report.isPure else {
      return ["\(dataset): the teacher computes its answers; none is recorded, and none is missed"]
    }
    var lines = [
      "\(dataset): recorded answers serve \(report.served) of \(report.questions) questions"
    ]
    for recalled in report.recalled {
      let teacher = Terminal.visible(recalled.teacher)
      if let model = recalled.model, let version = recalled.version {
        lines.append("as long as \(teacher) has \(Terminal.visible(model)), as for \(version)")
      } else {
        lines.append(
          "which model \(teacher) has is not known, and it is not asked: name it as "
            + "`teacher.model` to see what serves")
      }
    }
    for miss in report.misses {
      let place = "\(Terminal.visible(miss.subject.input)):\(miss.subject.line)"
      let slots =
        miss.slots.count == 1
        ? "slot \(miss.slots.lowerBound)"
        : "slots \(miss.slots.lowerBound) to \(miss.slots.upperBound - 1)"
      let role = miss.role == .teacher ? "" : ", \(miss.role.rawValue)"
      lines.append("  \(place) \(miss.strategy), \(slots)\(role): \(Self.words(miss.cause))")
    }
    return lines + ["next  stemma run \(file.path)"]
  }

  private static func words(_ cause: MissReport.Cause) -> String {
    switch cause {
    case .neverAsked: return "nothing was ever asked about it"
    case .modelUnknown: return "asked, of a model that may be another"
    case .failed: return "asked, and no answer could be had"
    case .differs(let differences):
      return "asked otherwise: "
        + differences.map { difference in
          let (then, now) = (shown(difference.then), shown(difference.now))
          let isLong = then.hasPrefix("#") && now.hasPrefix("#")
          return isLong
            ? "\(difference.field) differs" : "\(difference.field) was \(then), is \(now)"
        }.joined(separator: "; ")
    }
  }

  private static func shown(_ value: JSONValue?) -> String {
    guard let value, value != .null else { return "unset" }
    return Terminal.visible(value.shownText)
  }
}
