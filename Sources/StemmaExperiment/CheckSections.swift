import StemmaRecord

// Sizes of sections: what the fields mean together.
extension ManifestChecker {
  /// Nil where the manifest is silent.
  var sections: SectionSizes? {
    guard let characters = values["sections.characters"]?.integer else { return nil }
    return SectionSizes(
      characters: characters, overlap: values["sections.overlap"]?.integer ?? 0,
      keepsHeadings: values["sections.keep_headings"]?.flag ?? true)
  }

  mutating func checkSections(of task: TaskEntry) {
    guard let slot = slots["sections"] else { return }
    guard task.inputs.contains(.documents) else {
      problems.add(
        "manifest.unused-sections", at: slot.keyPlace, path: slot.path,
        "The task `\(task.name)` takes no documents, and cuts no sections.",
        nextStep: "Take it out.")
      return
    }
    guard let sections, sections.overlap > sections.characters / 2 else { return }
    let most = sections.characters / 2
    problems.add(
      "manifest.out-of-range", at: slots["sections.overlap"]?.place ?? slot.place,
      path: "sections.overlap",
      "`sections.overlap` is more than half of `sections.characters`.", suggestion: "\(most)",
      nextStep: "Write a value from 0 to \(most), or larger sections.")
  }

  /// Yes or no, in these two spellings alone.
  mutating func flag(_ slot: Slot) -> Bool? {
    if case .scalar(let text, isPlain: true) = slot.node.content {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    addWrongType(slot, "`true` or `false`", next: "Write `true` or `false`, without quotes.")
    return nil
  }
}
