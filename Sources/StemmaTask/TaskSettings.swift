public import StemmaRecord

/// What of a manifest decides from which parts of its inputs records are made, and what is drawn for them.
public struct TaskSettings: Hashable, Sendable {
  /// One of the task's.
  public let strategy: String

  public let classes: [ClassLabel]
  public let outline: Outline
  /// What all draws are keyed by.
  public let seed: UInt64
  public let domain: String?
  /// Whether somebody answers who can make no more of a passage than is in it.
  public let mayFallShort: Bool

  public init(
    strategy: String, classes: [ClassLabel] = [], outline: Outline = Outline(), seed: UInt64 = 0,
    domain: String? = nil, mayFallShort: Bool = false
  ) {
    self.outline = outline
    self.seed = seed
    self.domain = domain
    self.mayFallShort = mayFallShort
    self.strategy = strategy
    self.classes = classes
  }

  /// As a version's *what* has it, which leaves out what is at its default.
  public init(what: JSONValue, of task: TaskEntry) {
    self.init(
      strategy: what["strategy"]?.string ?? task.strategies.first ?? "",
      classes: what["classes"]?.array?.compactMap(ClassLabel.init(json:)) ?? [],
      outline: Outline(what: what))
  }
}
