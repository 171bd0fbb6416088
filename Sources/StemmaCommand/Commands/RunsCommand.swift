import ArgumentParser
import StemmaRecord
import StemmaStore

struct Runs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs that have answers and no version yet.",
    discussion: """
      Such a run was interrupted, or kept nothing. `stemma run` with its manifest goes on where it \
      was. Its answers serve other runs too, until it is published or discarded.

      EXAMPLES
      stemma runs
      stemma runs --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """, subcommands: [RunsDiscard.self])

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let runs = try store.unfinishedRuns()
    options.write(
      ["runs": .array(runs.map { .object($0.json) })],
      runs.isEmpty ? ["No run is unfinished."] : runs.flatMap(\.lines))
  }
}

struct RunsDiscard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Drop an unfinished run and the answers it has.",
    discussion: """
      What was dropped is told by an event in the history. Versions keep what they were made from.

      EXAMPLES
      stemma runs discard 3b22

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .locked, .damaged]))
      """)

  @Argument(help: "The run's id, or its first digits.")
  var id: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let run = try store.discardRun(
      id, occasion: World.occasion(), seconds: World.seconds())
    options.write(
      ["discarded": .object(run.json)],
      [
        "Discarded run \(run.id.prefix(12)) of \(run.dataset), with \(run.answers) answers."
      ]
        + (run.batches.isEmpty
          ? []
          : [
            "These batches are still with the teacher, and may be paid for; cancel them there: "
              + run.batches.map { Terminal.visible($0) }.joined(separator: ", ")
          ]) + ["next  stemma runs"])
  }
}

extension UnfinishedRun {
  var json: JSONObject {
    var json: JSONObject = [
      "answers": .integer(answers), "damagedBytes": .integer(damagedBytes),
      "dataset": .string(dataset), "failures": .integer(failures), "id": .string(id),
      "isUnderWay": .bool(isUnderWay), "sizeBytes": .integer(sizeBytes),
    ]
    json["again"] = statement["again"]
    if submitted > 0 {
      json["batches"] = .texts(batches)
      json["submitted"] = .integer(submitted)
    }
    json["beganAt"] = beganAt.map { .string($0) }
    json["manifest"] = statement["manifest"]
    json["teacher"] = statement["teacher"]
    return json
  }

  var beganAt: String? {
    statement["began"]?.integer.map { UTCTime.text(Int64($0)) }
  }

  fileprivate var lines: [String] {
    var facts = ["\(answers) answers"]
    if failures > 0 { facts.append("\(failures) failures") }
    if damagedBytes > 0 { facts.append("\(damagedBytes) bytes damaged") }
    if submitted > 0 { facts.append("\(submitted) with the teacher in batches") }
    if isUnderWay { facts.append("under way") }
    let teacher = statement["teacher"]?.string.map { " of \(Terminal.visible($0))" } ?? ""
    var lines = [
      "\(id.prefix(12))  \(dataset)  \(beganAt ?? "")  \(facts.joined(separator: ", "))\(teacher)"
    ]
    if let version = statement["again"]?.string {
      lines.append("  stemma reproduce \(Terminal.visible(version)) --live")
    } else if let manifest = statement["manifest"]?.string {
      let set = (statement["set"]?.array ?? []).compactMap(\.string)
        .map { " --set '\(Terminal.visible($0))'" }
      lines.append("  stemma run \(Terminal.visible(manifest))\(set.joined())")
    }
    return lines
  }
}
