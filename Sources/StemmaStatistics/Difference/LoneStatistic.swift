/// A statistic that only one of two versions has.
public struct LoneStatistic: Hashable, Sendable {
  public enum Side: String, Sendable {
    case before
    case after
  }

  public let name: String
  public let kind: Statistic.Kind
  /// Which of the two has it.
  public let side: Side
  /// As `Statistic.before` and `Statistic.after`.
  public let value: Double
}
