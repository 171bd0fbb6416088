import StemmaRecord

/// By how much a teacher prefers an answer to not knowing one.
public struct SwayMargin: Hashable, Sendable {
  /// The answer's log-probability for each four characters, at least one time four, less the baseline's:
  /// in millionths of a nat, rounded once, half to even.
  public let millionths: Int

  /// - Parameter answered: `LogProbabilities` of the question's two texts.
  /// - Returns: nil where it is none of these.
  public init?(_ answered: String, of question: SwayQuestion) {
    guard let values = LogProbabilities(answered)?.millionths, values.count == 2 else { return nil }
    let (own, other) = (
      Self.characters(question.answer), Self.characters(SwayQuestion.baseline)
    )
    // 4a/c - 4b/d over one denominator.
    let numerator = 4 * (Int128(values[0]) * Int128(other) - Int128(values[1]) * Int128(own))
    let denominator = Int128(own) * Int128(other)
    guard let rounded = Int(exactly: Self.quotient(numerator, denominator)) else { return nil }
    millionths = rounded
  }

  private static func characters(_ text: String) -> Int { max(4, text.scalarCount) }

  /// Rounded half to even; the divisor is positive.
  private static func quotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (low, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    let (floor, left) = rest < 0 ? (low - 1, rest + divisor) : (low, rest)
    switch left * 2 {
    case ..<divisor: return floor
    case divisor: return floor % 2 == 0 ? floor : floor + 1
    default: return floor + 1
    }
  }
}
