/// A way to vary a seed: what the task calls a strategy.
enum InstructionVariation: String, CaseIterable {
  /// The task in another situation.
  case adapt
  /// More than the short answer.
  case deepen
  /// An answer that is lacking, and the remedy.
  case review
  /// The same for another reader.
  case reframe
}
