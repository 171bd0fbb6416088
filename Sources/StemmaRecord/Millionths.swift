/// A decimal number with at most six digits after the point, exact: 0.7 is 700,000 millionths.
///
/// What decides a dataset's bytes is never a computed floating-point number.
public struct Millionths: Hashable, Comparable, Sendable {
  public let count: Int

  public init(count: Int) { self.count = count }

  /// - Parameter text: a plain decimal such as `0.7`, `-1` or `12.500`, of at most 12 whole digits.
  /// - Returns: nil for anything else, and where more than six digits after the point matter.
  public init?(_ text: String) {
    var digits = Substring(text)
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    let halves = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var fraction = halves.count > 1 ? halves[1] : "0"
    while fraction.utf8.count > 6, fraction.hasSuffix("0") { fraction.removeLast() }
    guard let whole = halves.first, (1...12).contains(whole.utf8.count),
      (1...6).contains(fraction.utf8.count),
      (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let upper = Int(whole),
      let lower = Int(fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
    else { return nil }
    count = (isNegative ? -1 : 1) * (upper * 1_000_000 + lower)
  }

  public static func < (left: Millionths, right: Millionths) -> Bool { left.count < right.count }
}

extension Millionths: CustomStringConvertible {
  /// The shortest decimal that means the same: `0.7`, `1`, `-0.25`.
  public var description: String {
    let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = count < 0 ? "-" : ""
    guard rest > 0 else { return sign + String(whole) }
    var digits = Array(String(1_000_000 + rest).utf8.dropFirst())
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return sign + String(whole) + "." + String(decoding: digits, as: UTF8.self)
  }
}
