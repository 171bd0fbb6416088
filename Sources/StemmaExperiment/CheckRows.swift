import StemmaRecord

// Tasks of rows: the outputs they write, and the columns they keep.
extension ManifestChecker {
  static let mostOutputs = 64
  static let mostColumns = 1_024
  static let columnNameLimit = 200
  static let outputNamePattern = "^(?!id$)[A-Za-z_][A-Za-z0-9_-]{0,63}$"

  /// Names, or mappings with a name.
  mutating func outputs(_ slot: Slot) -> CheckedValue? {
    guard let elements = list(slot, of: "outputs", limit: Self.mostOutputs) else { return nil }
    guard !elements.isEmpty else {
      problems.add(
        "manifest.empty-list", at: slot.place, path: slot.path, "`\(slot.path)` is empty.",
        nextStep: "Name at least one column to write, such as `[summary]`.")
      return nil
    }
    var found: [OutputField] = []
    for element in elements {
      guard let output = output(element) else { continue }
      guard Self.isOutputName(output.name) else {
        problems.add(
          "manifest.bad-name", at: element.place, path: element.path,
          "\(Shown.text(output.name)) cannot name an output.",
          nextStep: "Use up to 64 letters, digits, `_` and `-`, no digit first, and not `id` alone."
        )
        continue
      }
      guard !found.contains(where: { $0.name.hasSameBytes(as: output.name) }) else {
        problems.add(
          "manifest.duplicate-value", at: element.place, path: element.path,
          "There is an output \(Shown.text(output.name)) already.",
          nextStep: "Name each otherwise.")
        continue
      }
      found.append(output)
    }
    return found.count == elements.count ? .outputs(found) : nil
  }

  private mutating func output(_ element: Slot) -> OutputField? {
    guard case .mapping(let members) = element.node.content else {
      return text(element, limit: 64).map { OutputField(name: $0) }
    }
    check(members, against: ManifestField.ofOutput, under: element.path, keyPlace: element.keyPlace)
    return values["\(element.path).name"]?.text.map {
      OutputField(name: $0, description: values["\(element.path).description"]?.text)
    }
  }

  private static func isOutputName(_ name: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
    }
    guard let first = name.utf8.first, isLetter(first), !name.hasSameBytes(as: "id") else {
      return false
    }
    return name.utf8.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
  }

  /// Only tasks of rows keep columns; of these one is told what to write, and by which prompt.
  mutating func checkRows(of task: TaskEntry, _ root: Place) {
    let takers = catalogue.tasks.filter { $0.rowUse != nil }
    if let slot = slots["keep"], task.rowUse == nil {
      addUnused(
        slot, "keep", of: task,
        nextStep: "Take it out, or choose a task of rows: \(Shown.list(takers.map(\.name))).")
    }
    guard task.rowUse == .outputs else {
      if let slot = slots["outputs"] {
        addUnused(
          slot, "outputs", of: task,
          nextStep: "Take them out, or choose task "
            + "\(Shown.list(takers.filter { $0.rowUse == .outputs }.map(\.name))).")
      }
      return
    }
    if slots["outputs"] == nil, !misspelt.contains("outputs") {
      addMissing("outputs", "the columns to write for each row, such as `[summary]`.", at: root)
    }
    if slots["template"] == nil, !misspelt.contains("template") {
      addMissing(
        "template", "a file with a prompt that shows columns, as `{row.title}`, or all: `{row}`.",
        at: root)
    }
    for (place, output) in (values["outputs"]?.outputs ?? []).enumerated()
    where (values["keep"]?.texts ?? []).contains(where: { $0.hasSameBytes(as: output.name) }) {
      problems.add(
        "manifest.duplicate-value", at: slots["outputs"]?.place ?? root, path: "outputs[\(place)]",
        "\(Shown.text(output.name)) is an output, and a column that is kept.",
        nextStep: "Name the output otherwise, or do not keep the column.")
    }
  }

  /// A teacher that writes by rule has rules for some outputs only.
  mutating func checkOutputs(of task: TaskEntry, by teacher: TeacherDescription) {
    guard task.rowUse == .outputs, let able = teacher.outputs else { return }
    for (place, output) in (values["outputs"]?.outputs ?? []).enumerated()
    where !able.contains(where: { $0.hasSameBytes(as: output.name) }) {
      problems.add(
        "manifest.teacher-cannot-serve", at: slots["outputs"]?.place ?? .start(of: 0),
        path: "outputs[\(place)]",
        "Teacher `\(teacher.name)` has no rule by which to write \(Shown.text(output.name)).",
        suggestion: NearestName.of(output.name, among: able),
        nextStep: "It writes \(Shown.list(able)); for others, name a teacher behind a network.")
    }
  }
}
