/// An amount of US dollars, exact to a picodollar (10⁻¹²): what a token costs at the least price that
/// can be written, a millionth of a dollar a million tokens.
public struct Money: Hashable, Comparable, Sendable {
  public let picodollars: Int128

  public init(picodollars: Int128) { self.picodollars = picodollars }

  /// Exact: a decimal of dollars has at most six digits after the point.
  public init(dollars: Millionths) { picodollars = Int128(dollars.count) * 1_000_000 }

  public static let zero = Money(picodollars: 0)

  private static let picodollarsInDollar: Int128 = 1_000_000_000_000

  public static func < (left: Money, right: Money) -> Bool { left.picodollars < right.picodollars }

  public static func + (left: Money, right: Money) -> Money {
    Money(picodollars: left.picodollars + right.picodollars)
  }

  public static func += (left: inout Money, right: Money) {
    left = left + right
  }

  public static func - (left: Money, right: Money) -> Money {
    Money(picodollars: left.picodollars - right.picodollars)
  }

  public static func * (left: Money, count: Int) -> Money {
    Money(picodollars: left.picodollars * Int128(count))
  }

  /// The part that `count` is of `whole`, rounded up.
  ///
  /// - Parameter whole: above 0.
  public func share(_ count: Int, of whole: Int) -> Money {
    Money(picodollars: Self.dividedUp(picodollars * Int128(count), by: Int128(whole)))
  }

  private static func dividedUp(_ value: Int128, by divisor: Int128) -> Int128 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest > 0 ? quotient + 1 : quotient
  }

  /// Dollars as an exact decimal, the shortest that means the same: `0.00015`, `12`.
  public var decimal: String {
    Self.decimal(picodollars, digits: 12)
  }

  /// - Parameter digits: after the point; `value` counts units of the last one.
  private static func decimal(_ value: Int128, digits: Int, isPadded: Bool = false) -> String {
    let sign = value < 0 ? "-" : ""
    let text = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    let whole = padded.dropLast(digits)
    var fraction = padded.suffix(digits)
    while !isPadded, fraction.hasSuffix("0") { fraction.removeLast() }
    return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}

extension Money: CustomStringConvertible {
  /// For reading, never less than it is: `$0.0124` below a dollar, `$12.50` from there on.
  public var description: String {
    if picodollars == 0 { return "$0" }
    let digits = picodollars < Self.picodollarsInDollar ? 4 : 2
    let unit: Int128 = digits == 4 ? 100_000_000 : 10_000_000_000
    return "$"
      + Self.decimal(Self.dividedUp(picodollars, by: unit), digits: digits, isPadded: true)
  }
}
