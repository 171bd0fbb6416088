import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun

struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a run would do, without doing it.",
    discussion: """
      Nothing is asked and nothing is written. Of a teacher that costs money it says what to expect of \
      the first round, and what the run costs at most; recorded answers cost nothing. It says which size \
      of datasets is usual, how a mix and combinations are met, and with --sample what a look at the \
      first questions takes.

      EXAMPLES
      stemma plan experiments/coffee.yaml
      stemma plan experiments/coffee.yaml --items --prompts 2
      stemma plan experiments/bicycles.yaml
      stemma plan experiments/mix.yaml --sample 10

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput]))
      """)

  @OptionGroup var options: ManifestOptions
  @OptionGroup var output: StoreOptions

  @OptionGroup var sampling: SampleOption

  @Option(name: .long, help: "Show the first so many prompts as a teacher would get them.")
  var prompts = 0

  @Flag(name: .long, help: "List every section and strategy that would be asked about.")
  var items = false

  func validate() throws {
    if prompts < 0 { throw ValidationError("--prompts takes a number from 0.") }
  }

  func run() async throws {
    let file = try options.read(sampling.overrides, store: output)
    let (template, inputs) = (try file.template(), try file.inputs())
    let preview = try PlanPreview(
      file.manifest, template: template, inputs: inputs,
      store: file.manifest.datasets.isEmpty ? nil : try output.open(near: file.folder),
      sampleCount: prompts)
    let forecast = try await SpendingForecast(
      file.manifest, template: template, inputs: inputs,
      store: !file.manifest.isLive ? nil : try output.openIfThere(near: file.folder))
    var json: JSONObject = [
      "dataset": .string(file.manifest.dataset), "inputs": .integer(preview.inputs),
      "items": .array(preview.lines.map(Self.json)), "prompts": .integer(preview.prompts),
      "sections": .integer(preview.subjects), "slots": .integer(preview.slots),
      "teacher": .string(file.manifest.teacher),
    ]
    json["cost"] = forecast.map { .object(CostReport.json($0)) }
    let warnings = Offer.warnings(about: file.manifest)
    if !warnings.isEmpty { json["warnings"] = .texts(warnings) }
    if !output.json { Run.warn(about: file.manifest) }
    json["combinations"] = preview.combinations.map { taken, total in
      ["taken": .integer(taken), "total": .integer(total)]
    }
    json["wanted"] = preview.wanted.map { .integer($0) }
    json["mixCombinations"] = preview.mixCombinations.map { .integer($0) }
    if !preview.mix.isEmpty { json["mix"] = .array(preview.mix.map(Self.json)) }
    json["wholeSlots"] = preview.wholeSlots.map { .integer($0) }
    json["size"] = [
      "advice": .string(UsualSize.advice(for: preview.size)), "records": .integer(preview.size),
      "usual": .array(UsualSize.all.map(\.json)),
    ]
    if prompts > 0 { json["samples"] = .array(preview.samples.map(\.json)) }
    output.write(json, lines(preview, forecast, file))
  }

  private static func json(_ share: PlanPreview.MixShare) -> JSONValue {
    [
      "axis": .string(share.axis), "slots": .integer(share.slots), "value": .string(share.value),
    ]
  }

  private static func json(_ line: PlanPreview.Line) -> JSONValue {
    var json: JSONObject = [
      "input": .string(line.subject.input), "line": .integer(line.subject.line),
      "slots": .integer(line.slots), "strategy": .string(line.strategy),
    ]
    if !line.expansion.isEmpty { json["expansion"] = .object(line.expansion.values) }
    if !line.mix.isEmpty { json["mix"] = .object(line.mix.values) }
    switch line.subject {
    case .section(let section):
      json["heading"] = .texts(section.headingPath)
    case .seed, .row: json["seed"] = .string(line.subject.name)
    }
    return .object(json)
  }

  private static func line(_ line: PlanPreview.Line) -> String {
    let name =
      switch line.subject {
      case .section(let section): section.headingPath.last
      case .seed, .row: line.subject.name
      }
    let input = Terminal.visible(line.subject.input)
    return "  \(input):\(line.subject.line)\(name.map { " " + Terminal.visible($0) } ?? ""): "
      + "\(line.slots) by \(line.strategy)"
      + line.expansion.values.members.map { axis, value in
        ", \(axis) \(Terminal.visible(value.string ?? ""))"
      }.joined() + (line.mix.isEmpty ? "" : ", \(MixReport.words(line.mix))")
  }

  /// A line an input, in the order of their names.
  private static func totals(_ lines: [PlanPreview.Line]) -> [String] {
    var slots: [String: Int] = [:]
    for line in lines { slots[line.subject.input, default: 0] += line.slots }
    return slots.sorted { $0.key < $1.key }.map {
      "  \(Terminal.visible($0.key)): \($0.value) slots"
    }
  }

  /// How many combinations a mix has, and a line an axis.
  private static func mixed(_ preview: PlanPreview) -> [String] {
    guard let combinations = preview.mixCombinations else { return [] }
    let all = combinations == .max ? "more than can be counted" : "\(combinations)"
    var axes: [String] = []
    for share in preview.mix where !axes.contains(share.axis) { axes.append(share.axis) }
    return ["  a mix of \(all) combinations"]
      + axes.map { axis in
        "  mix \(axis): "
          + preview.mix.filter { $0.axis == axis }.map {
            "\($0.slots) \(Terminal.visible($0.value))"
          }.joined(separator: ", ")
      }
  }

  private func lines(
    _ preview: PlanPreview, _ forecast: SpendingForecast?, _ file: ManifestFile
  ) -> [String] {
    var lines = [
      "\(file.manifest.dataset): \(preview.slots) slots in "
        + Wording.subjects(preview.subjects, of: preview.source)
        + " of \(preview.inputs) inputs, \(preview.prompts) prompts for "
        + file.manifest.teacher
    ]
    if let (taken, total) = preview.combinations {
      let all = total == .max ? "more than can be counted" : "\(total)"
      lines.append("  \(taken) of \(all) combinations")
    }
    lines += Self.mixed(preview)
    if let whole = preview.wholeSlots { lines.append("  a sample of \(whole) slots") }
    lines.append("  \(preview.size) records: \(UsualSize.advice(for: preview.size))")
    lines += items ? preview.lines.map(Self.line) : Self.totals(preview.lines)
    if let forecast { lines += CostReport.lines(forecast) }
    for (place, prompt) in preview.samples.enumerated() {
      lines.append("prompt \(place + 1)")
      for message in prompt.messages {
        lines.append("  \(message.role):")
        lines += Wording.indented(message.content)
      }
    }
    let set = file.overrides.filter { !$0.utf8.starts(with: "sample=".utf8) }
      .map { " --set \(Terminal.shellWord(Terminal.visible($0)))" }
    let sample = file.manifest.sample.map { " --sample \($0)" } ?? ""
    let path = Terminal.shellWord(Terminal.visible(file.path))
    lines.append("next  stemma run \(path)\(set.joined())\(sample)")
    return lines
  }
}
