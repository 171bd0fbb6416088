import StemmaRecord

// Names: of the dataset, and of what the catalogue has.
extension ManifestChecker {
  mutating func datasetName(_ slot: Slot) -> String? {
    guard let name = text(slot, limit: 1_000) else { return nil }
    guard !DatasetName.isValid(name) else { return name }
    let suggestion = DatasetName.nearest(to: name)
    problems.add(
      "manifest.bad-name", at: slot.place, path: slot.path,
      "\(Shown.text(name)) cannot name a dataset.", suggestion: suggestion,
      nextStep: "Use up to 64 of a-z, 0-9, `.`, `_` and `-`, a letter or digit first, no `..`, and "
        + "neither `.` nor `.lock` at the end.")
    return nil
  }

  mutating func task(_ slot: Slot) -> CheckedValue? {
    known(slot, "manifest.unknown-task", among: catalogue.tasks.map(\.name), kind: "task")
  }

  mutating func teacher(_ slot: Slot) -> CheckedValue? {
    known(slot, "manifest.unknown-teacher", among: catalogue.teachers.map(\.name), kind: "teacher")
  }

  private mutating func known(
    _ slot: Slot, _ code: String, among names: [String], kind: String
  ) -> CheckedValue? {
    guard let name = text(slot, limit: 1_000) else { return nil }
    guard let known = names.first(where: { $0.utf8.elementsEqual(name.utf8) }) else {
      addUnknownName(slot, code, name, among: names, kind: kind)
      return nil
    }
    return .text(known)
  }

  mutating func addUnknownName(
    _ slot: Slot, _ code: String, _ name: String, among names: [String], kind: String
  ) {
    let suggestion = problems.wantsSuggestions ? NearestName.of(name, among: names) : nil
    problems.add(
      code, at: slot.place, path: slot.path, "There is no \(kind) \(Shown.text(name)).",
      suggestion: suggestion,
      nextStep: (suggestion.map { "Did you mean `\($0)`? " } ?? "")
        + "Known are \(Shown.list(names)).")
  }
}
