import StemmaRecord

// The classes that texts belong to.
extension ManifestChecker {
  static let mostClasses = 1_000

  mutating func classes(_ slot: Slot) -> CheckedValue? {
    guard let elements = list(slot, of: "classes", limit: Self.mostClasses) else { return nil }
    guard elements.count > 1 else {
      problems.add(
        "manifest.too-few", at: slot.place, path: slot.path,
        "`\(slot.path)` has fewer than two classes.",
        nextStep: "Name at least two, each with `name` and `description`.")
      return nil
    }
    var found: [ClassLabel] = []
    for element in elements {
      guard case .mapping(let members) = element.node.content else {
        addWrongType(
          element, "a mapping",
          next: "Write `{name: praise, description: \"Says what is good.\"}`.")
        continue
      }
      check(
        members, against: ManifestField.ofClass, under: element.path, keyPlace: element.keyPlace)
      guard let name = values["\(element.path).name"]?.text,
        let description = values["\(element.path).description"]?.text
      else { continue }
      guard !found.contains(where: { $0.name.hasSameBytes(as: name) }) else {
        problems.add(
          "manifest.duplicate-value", at: element.place, path: "\(element.path).name",
          "There is a class \(Shown.text(name)) already.", nextStep: "Name each otherwise.")
        continue
      }
      found.append(
        ClassLabel(
          name: name, description: description,
          weight: values["\(element.path).weight"]?.integer ?? 1,
          sources: values["\(element.path).from"]?.texts ?? []))
    }
    return found.count == elements.count ? .classes(found) : nil
  }

  /// Only a task that writes texts of classes has them, and it must.
  mutating func checkClasses(of task: TaskEntry, _ root: Place) {
    if let slot = slots["classes"] {
      guard !task.needsClasses else { return }
      addUnused(
        slot, "classes", of: task, nextStep: "Take them out, or choose task `classification`.")
    } else if task.needsClasses, !misspelt.contains("classes") {
      addMissing(
        "classes", "the classes that texts belong to, with `name` and `description`.", at: root)
    }
  }
}
