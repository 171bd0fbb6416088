/// A number by its shortest decimal digits, so that 0.0075 is 75 times 0.0001 and nothing else.
struct Decimal: Sendable {
  /// The digits without sign: below 10^17.
  private let digits: UInt64
  private let exponent: Int

  /// - Returns: nil for what is no number.
  init?(_ value: JSONValue) {
    switch value {
    case .integer(let number):
      digits = UInt64(number.magnitude)
      exponent = 0
    case .number(let number):
      let parts = number.magnitude.description.split(separator: "e")
      let halves = parts[0].split(separator: ".")
      var fraction = halves.count > 1 ? halves[1] : ""
      while fraction.hasSuffix("0") { fraction.removeLast() }
      guard let digits = UInt64(halves[0] + fraction) else { return nil }
      self.digits = digits
      exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    default: return nil
    }
  }

  var isZero: Bool { digits == 0 }

  /// - Parameter unit: not zero.
  func isMultiple(of unit: Decimal) -> Bool {
    if digits == 0 { return true }
    if exponent >= unit.exponent {
      return Self.product(
        digits, power(of: 10, exponent - unit.exponent, modulo: unit.digits), modulo: unit.digits)
        == 0
    }
    var divisor = unit.digits
    for _ in 0..<(unit.exponent - exponent) {
      let (next, isOver) = divisor.multipliedReportingOverflow(by: 10)
      if isOver || next > digits { return false }
      divisor = next
    }
    return digits % divisor == 0
  }

  private func power(of base: UInt64, _ exponent: Int, modulo: UInt64) -> UInt64 {
    var result = 1 % modulo
    var square = base % modulo
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = Self.product(result, square, modulo: modulo) }
      square = Self.product(square, square, modulo: modulo)
      rest >>= 1
    }
    return result
  }

  private static func product(_ left: UInt64, _ right: UInt64, modulo: UInt64) -> UInt64 {
    // Both factors below the modulus, so the quotient fits.
    modulo.dividingFullWidth((left % modulo).multipliedFullWidth(by: right % modulo)).remainder
  }
}
