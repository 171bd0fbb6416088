/// Logarithms by integers alone: the system's may differ in their last bit from machine to machine.
enum FixedLogarithm {
  /// Binary digits after the point.
  static let digits = 24
  /// The natural logarithm of 2, in units of 10^-12.
  private static let two = Int128(693_147_180_560)

  /// The binary logarithm of a number, in units of 2^-24, rounded down.
  ///
  /// The number is brought to between 1 and 2; each time its square reaches 2, a digit is 1.
  ///
  /// - Parameter number: at least 1.
  static func binary(_ number: UInt64) -> Int {
    let whole = 63 - number.leadingZeroBitCount
    // 32 digits, 31 of them behind the point.
    var mantissa = whole > 31 ? number >> UInt64(whole - 31) : number << UInt64(31 - whole)
    var result = whole
    for _ in 0..<digits {
      mantissa = (mantissa * mantissa) >> 31
      result <<= 1
      if mantissa >> 32 != 0 {
        mantissa >>= 1
        result |= 1
      }
    }
    return result
  }

  /// From a sum of binary logarithms to a natural one in millionths, rounded to the nearest.
  static func millionths(_ binary: Int128) -> Int {
    let unit = Int128(1_000_000) << Int128(digits)
    let scaled = binary * two
    return Int((scaled + (scaled < 0 ? -unit : unit) / 2) / unit)
  }

  /// So many bits as millionths of a nat.
  static func nats(bits: Int) -> Int { millionths(Int128(bits) << Int128(digits)) }
}
