public import StemmaRecord

/// What of a manifest decides from which parts of its inputs records are made.
public struct TaskSettings: Hashable, Sendable {
  /// One of the task's.
  public let strategy: String

  public let classes: [ClassLabel]

  public init(strategy: String, classes: [ClassLabel] = []) {
    self.strategy = strategy
    self.classes = classes
  }

  /// As a version's *what* has it, which leaves out what is at its default.
  public init(what: JSONValue, of task: TaskEntry) {
    self.init(
      strategy: what["strategy"]?.string ?? task.strategies.first ?? "",
      classes: what["classes"]?.array?.compactMap(ClassLabel.init(json:)) ?? [])
  }
}
