public import StemmaExperiment
public import StemmaRecord
public import StemmaStatistics

/// How far a run has come.
public struct RunProgress: Sendable {
  /// The round under way, from 1.
  public let round: Int
  /// Prompts judged in this round, and how many it has.
  public let judged: Int
  public let prompts: Int
  public let kept: Int
  /// How far the manifest's mix was met when the round began; empty without one.
  public let balance: [MixBalance]
  /// Nil where asking costs nothing, or its price is not known.
  public let spending: Spending?
  /// What is to be told of batches, before a round's answers are judged; nil at any other time.
  public let batches: BatchNews?
}

/// What a run made.
public struct RunReport: Sendable {
  public let receipt: Receipt
  /// Records wanted in all; nil where `per_section` alone set a ceiling.
  public let wanted: Int?
  /// Sections, seeds or rows that something was asked about.
  public let subjects: Int
  /// Those of them of which nothing was kept.
  public let barrenSubjects: Int
  /// What records were made from.
  public let source: SubjectKind
  /// How far the manifest's mix is met; empty without one.
  public let balance: [MixBalance]
  /// How a live teacher was asked; nil for a pure one.
  public let asking: AskingTally?
  /// The version that says which model answers, where the server that should have said it was silent.
  public let modelRememberedFrom: String?

  /// What was found of the benchmarks that the manifest names; nil where it names none.
  public let contamination: ContaminationShare?
  /// What its answers took of its teachers; nil for a pure one.
  public let spending: TeacherSpending?
  /// Whether the version is what its manifest expects; empty where it expects nothing.
  public let checks: [ExpectationCheck]

  /// Records that are lacking; 0 where none was wanted in particular.
  public var shortfall: Int { max(0, (wanted ?? 0) - receipt.counts.kept) }
}
