import StemmaRecord

// Whether what is expected is of statistics that there may be.
extension ManifestChecker {
  /// Fields are known where the filter `schema` holds rows to those of the task. What versions keep is
  /// not checked: it was good enough when they were made.
  mutating func checkStatistics() {
    guard !isStored, !catalogue.statistics.isEmpty,
      let task = values["task"]?.text.flatMap(catalogue.task), !task.fields.isEmpty
    else { return }
    let choices =
      slots["filters"] == nil
      ? catalogue.standardFilters(of: task.name) : values["filters"]?.filters
    guard let filters = choices?.map(\.name), filters.contains("schema") else { return }
    let teachers = (values["teachers"]?.teachers ?? []).map(\.name)
    let axes = (values["mix"]?.mix?.axes ?? []).map(\.name)
    let known = catalogue.statistics.flatMap { entry in
      switch entry.subject {
      case .version: [entry.name()]
      case .field: task.fields.map { entry.name(of: $0) }
      case .filter: filters.map { entry.name(of: $0) }
      case .teacher: teachers.map { entry.name(of: $0) }
      case .mix: axes.map { entry.name(of: $0) }
      }
    }
    for (expectation, slot) in expected {
      let name = expectation.statistic
      let isKnown = catalogue.statistics.contains { entry in
        switch entry.subject {
        case .version, .field: entry.matches(name, among: task.fields)
        case .filter: entry.matches(name, among: filters)
        case .teacher: entry.matches(name, among: teachers)
        case .mix: entry.matches(name, among: axes)
        }
      }
      guard !isKnown else { continue }
      addUnknownName(
        "manifest.unknown-statistic", at: slot.place, path: slot.path, name,
        among: known.map(Expectation.written), kind: "statistic")
    }
  }

  /// Where every teacher is stemma's own, nothing is recorded, and no tokens are counted.
  mutating func checkSpending() {
    guard !isStored, ["teacher", "teachers"].allSatisfy({ slots[$0] == nil || values[$0] != nil })
    else { return }
    let isLive = (values["teachers"]?.teachers ?? []).contains {
      if case .live = $0.reference { true } else { false }
    }
    guard !isLive, values["teacher"]?.teacher == nil else { return }
    for (expectation, slot) in expected where expectation.isOfSpending {
      problems.add(
        "manifest.no-tokens", at: slot.place, path: slot.path,
        "\(Shown.text(expectation.statistic)) is expected, and of stemma's own teachers' answers no "
          + "tokens are counted.",
        nextStep: "Leave it out, or name a teacher behind a network.")
    }
  }

  /// What benchmarks' texts there are is only known where some are named.
  mutating func checkBenchmarks() {
    guard !isStored, slots["contamination"] == nil, !misspelt.contains("contamination") else {
      return
    }
    for (expectation, slot) in expected where expectation.statistic == "contamination" {
      problems.add(
        "manifest.no-benchmarks", at: slot.place, path: slot.path,
        "Contamination is expected, and no benchmark is named.",
        nextStep: "Name files with `contamination: [benchmark.jsonl]`.")
    }
  }
}

extension Expectation {
  /// Whether it is of what answers took of a teacher.
  fileprivate var isOfSpending: Bool {
    [
      "prompt_tokens", "completion_tokens", "cost", "answer_tokens.prompt",
      "answer_tokens.completion",
    ]
    .contains { $0.hasSameBytes(as: statistic) }
  }
}
