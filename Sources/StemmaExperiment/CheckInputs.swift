import StemmaRecord

// Inputs: which kinds there must and may be is a matter of the task.
extension ManifestChecker {
  mutating func checkInputs(of task: TaskEntry, _ root: Place) {
    let wanted = Shown.list(task.inputs.map { "inputs.\($0.rawValue)" })
    for kind in InputKind.allCases where !task.inputs.contains(kind) {
      guard let slot = slots[Self.path(kind)] else { continue }
      addUnused(
        slot, "input", of: task, nextStep: "Take it out; the task takes \(wanted).")
    }
    // What the store gives back names no files: the receipt does.
    guard task.needsInput, !isStored, let first = task.inputs.first,
      !InputKind.allCases.contains(where: { slots[Self.path($0)] != nil }),
      !misspelt.contains("inputs"), !misspelt.contains(where: { $0.hasPrefix("inputs.") })
    else { return }
    guard let inputs = slots["inputs"] else {
      addMissing("inputs", "What records are made from.", at: root)
      return
    }
    // A group that is none was complained of already.
    guard case .mapping = inputs.node.content else { return }
    addMissing(Self.path(first), "the task takes \(wanted).", at: inputs.keyPlace)
  }

  private static func path(_ kind: InputKind) -> String { "inputs.\(kind.rawValue)" }
}
