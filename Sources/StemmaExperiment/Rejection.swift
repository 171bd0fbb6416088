public import StemmaRecord

/// Why a slot stayed open, as far as a manifest may want it asked for again. After an answer that was
/// cut off or refused, or that could not be had, it never is.
public enum Rejection: String, Hashable, Sendable, CaseIterable {
  /// A filter dropped the candidate.
  case dropped
  /// The answer held nothing for the slot.
  case missing
  /// The answer could not be read, or the slot's part of it was no row.
  case unparsable

  /// In effect where a manifest is silent.
  public static let standard: [Rejection] = [.dropped, .missing]

  /// - Returns: nil where it is none of these.
  public init?(_ outcome: Outcome) {
    switch outcome {
    case .dropped: self = .dropped
    case .missing: self = .missing
    case .unparsable: self = .unparsable
    case .kept, .surplus, .truncated, .refused, .failed: return nil
    }
  }
}
