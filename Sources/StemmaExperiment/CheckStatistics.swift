import StemmaRecord

// Whether what is expected is of statistics that there may be.
extension ManifestChecker {
  /// Fields are known where the filter `schema` holds rows to those of the task. What versions keep is
  /// not checked: it was good enough when they were made.
  mutating func checkStatistics() {
    guard !isStored, !catalogue.statistics.isEmpty,
      let task = values["task"]?.text.flatMap(catalogue.task), !task.fields.isEmpty
    else { return }
    let choices = slots["filters"] == nil ? catalogue.standardFilters : values["filters"]?.filters
    guard let filters = choices?.map(\.name), filters.contains("schema") else { return }
    let known = catalogue.statistics.flatMap { entry in
      switch entry.subject {
      case .version: [entry.name()]
      case .field: task.fields.map { entry.name(of: $0) }
      case .filter: filters.map { entry.name(of: $0) }
      }
    }
    for (expectation, slot) in expected {
      let name = expectation.statistic
      let isKnown = catalogue.statistics.contains { entry in
        entry.matches(name, among: entry.subject == .filter ? filters : task.fields)
      }
      guard !isKnown else { continue }
      addUnknownName(
        slot, "manifest.unknown-statistic", name, among: known.map(Expectation.written),
        kind: "statistic")
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
