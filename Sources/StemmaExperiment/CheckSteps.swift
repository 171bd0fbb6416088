import StemmaRecord

// The roles in which records are made part by part.
extension ManifestChecker {
  /// Who has the roles in which records are made, besides `question`.
  var pools: [Role: TeacherPool] {
    var pools: [Role: TeacherPool] = [:]
    for role in Manifest.stepRoles { pools[role] = values["roles.\(role.rawValue)"]?.pool }
    return pools
  }

  /// Only a task that asks in a role has somebody for it.
  mutating func checkSteps() {
    guard let task = values["task"]?.text.flatMap(catalogue.task) else { return }
    for role in Manifest.stepRoles where !task.roles.contains(role) {
      let path = "roles.\(role.rawValue)"
      guard let slot = slots[path] else { continue }
      let able = catalogue.tasks.filter { $0.roles.contains(role) }.map { "`\($0.name)`" }
      problems.add(
        "manifest.idle-role", at: slot.keyPlace, path: path,
        "Task `\(task.name)` asks nobody in this role.",
        nextStep: able.isEmpty
          ? "Take the role out."
          : "Take the role out, or choose task \(able.joined(separator: " or ")).")
    }
  }
}
