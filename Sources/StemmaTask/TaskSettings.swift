public import StemmaRecord

/// What of a manifest decides from which parts of its inputs records are made, of what form they are, and
/// what is drawn for them.
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

  /// The columns that are to be written of rows.
  public let outputs: [OutputField]

  /// The columns of rows that records have; nil for all.
  public let kept: [String]?
  /// The values of the mix's axis `turns`; empty without one.
  public let mixedTurns: [String]

  public init(
    strategy: String, classes: [ClassLabel] = [], outputs: [OutputField] = [],
    kept: [String]? = nil, outline: Outline = Outline(), seed: UInt64 = 0,
    domain: String? = nil, mayFallShort: Bool = false,
    mixedTurns: [String] = []
  ) {
    self.outline = outline
    self.seed = seed
    self.domain = domain
    self.mayFallShort = mayFallShort
    self.strategy = strategy
    self.classes = classes
    self.outputs = outputs
    self.kept = kept
    self.mixedTurns = mixedTurns
  }

  /// As a version's *what* has it, which leaves out what is at its default.
  public init(what: JSONValue, of task: TaskEntry) {
    self.init(
      strategy: what["strategy"]?.string ?? task.strategies.first ?? "",
      classes: what["classes"]?.array?.compactMap(ClassLabel.init(json:)) ?? [],
      outputs: what["outputs"]?.array?.compactMap(OutputField.init(json:)) ?? [],
      kept: what["keep"]?.texts, outline: Outline(what: what))
  }
}
