import StemmaRecord
import StemmaRun
import StemmaStore

/// How a live teacher agrees with what it was asked before, as `reproduce --live` tells it.
enum AgreementReport {
  static func json(_ report: LiveRepetition.Report, _ version: Version) -> JSONObject {
    var numbers = JSONObject()
    for agreement in LiveRepetition.Agreement.allCases {
      numbers[agreement.rawValue] = .integer(report.count(agreement))
    }
    return [
      "agreement": .object(numbers), "grade": .string(grade(report)),
      "receipt": .string(version.receipt.description),
      "records": .array(
        report.records.map {
          ["agreement": .string($0.agreement.rawValue), "id": .string($0.id.text)]
        }),
      "teacher": .object(report.asking.json), "version": .string(version.name),
    ]
  }

  static func lines(_ report: LiveRepetition.Report, _ version: Version) -> [String] {
    let all = report.records.count - report.count(.new)
    var lines = [
      "\(version.name): \(report.count(.same)) of \(all) records the same again, \(grade(report))",
      "asked   \(Wording.asking(report.asking))",
    ]
    for agreement in LiveRepetition.Agreement.allCases.dropFirst() {
      let ids = report.records.filter { $0.agreement == agreement }.map(\.id.text)
      guard !ids.isEmpty else { continue }
      let shown = ids.prefix(5).map { Terminal.visible($0) }.joined(separator: ", ")
      lines.append("\(ids.count) \(agreement.rawValue): \(shown)\(ids.count > 5 ? ", …" : "")")
    }
    return lines
  }

  private static func grade(_ report: LiveRepetition.Report) -> String {
    report.isSeeded ? "seeded" : "unseeded"
  }
}
