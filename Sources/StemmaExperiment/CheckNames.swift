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

  mutating func versions(_ slot: Slot) -> [String]? {
    texts(slot, of: "versions", next: "Name at least one version, such as `coffee@head`.") {
      $0.version($1)
    }
  }

  /// A dataset's name, and after `@` which of its versions; whether it is there, the store says.
  private mutating func version(_ slot: Slot) -> String? {
    guard let text = text(slot, limit: 1_000) else { return nil }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    let selector = parts.count == 2 ? String(parts[1]) : "head"
    guard DatasetName.isValid(name), Self.isSelector(selector) else {
      let nearest = DatasetName.isValid(name) ? name : DatasetName.nearest(to: name)
      problems.add(
        "manifest.bad-version", at: slot.place, path: slot.path,
        "\(Shown.text(text)) does not name a version.",
        suggestion: nearest.map { "\($0)@head" },
        nextStep: "Write `name@3`, `name@head`, `name@head~1` or `name@sha256:ab12…`.")
      return nil
    }
    return text
  }

  private static func isSelector(_ text: String) -> Bool {
    func isNumber(_ digits: Substring) -> Bool {
      (1...9).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    if text == "head" { return true }
    if text.hasPrefix("head~") { return isNumber(text.dropFirst(5)) }
    if text.hasPrefix("sha256:") {
      let digits = text.dropFirst(7).utf8
      return (4...64).contains(digits.count)
        && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
    return isNumber(text[...]) && text.utf8.contains { $0 != 0x30 }
  }

  mutating func task(_ slot: Slot) -> CheckedValue? {
    known(slot, "manifest.unknown-task", among: catalogue.tasks.map(\.name), kind: "task")
  }

  mutating func known(
    _ slot: Slot, _ code: String, among names: [String], kind: String
  ) -> CheckedValue? {
    guard let name = text(slot, limit: 1_000) else { return nil }
    guard let known = names.first(where: { $0.hasSameBytes(as: name) }) else {
      addUnknownName(code, at: slot.place, path: slot.path, name, among: names, kind: kind)
      return nil
    }
    return .text(known)
  }

  mutating func addUnknownName(
    _ code: String, at place: Place, path: String, _ name: String, among names: [String],
    kind: String
  ) {
    let suggestion = problems.wantsSuggestions ? NearestName.of(name, among: names) : nil
    problems.add(
      code, at: place, path: path, "There is no \(kind) \(Shown.text(name)).",
      suggestion: suggestion,
      nextStep: (suggestion.map { "Did you mean `\($0)`? " } ?? "")
        + "Known are \(Shown.list(names)).")
  }
}
