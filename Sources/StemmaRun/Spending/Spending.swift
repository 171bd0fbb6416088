public import StemmaRecord

/// What a run has spent so far, and what it will come to.
public struct Spending: Hashable, Sendable {
  /// On answers of this go.
  public let spent: Money
  /// Questions that were sent and are not answered yet, and the most that they can cost.
  public let inFlight: Int
  public let inFlightMost: Money
  /// What the rounds begun so far will have cost, going by the questions answered; nil where there is
  /// none yet.
  public let projected: Money?
}
