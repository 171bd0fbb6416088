/// The few functions that statistics need, made of operations that IEEE 754 rounds alike everywhere:
/// the system's own differ in their last bit from machine to machine.
enum ExactMath {
  static let ln2 = 0.693_147_180_559_945_3
  private static let sqrtHalf = 0.707_106_781_186_547_5

  /// The natural logarithm of a finite number above 0.
  static func ln(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "logarithms are taken of finite numbers above 0")
    var exponent = Double(value.exponent)
    var fraction = value.significand / 2
    exponent += 1
    if fraction < sqrtHalf {
      fraction *= 2
      exponent -= 1
    }
    // ln f = 2 artanh((f − 1) / (f + 1)), whose argument is below 0.172.
    let ratio = (fraction - 1) / (fraction + 1)
    let square = ratio * ratio
    var sum = 0.0
    var odd = 25.0
    while odd >= 1 {
      sum = sum * square + 1 / odd
      odd -= 2
    }
    return exponent * ln2 + 2 * ratio * sum
  }

  static func log2(_ value: Double) -> Double { ln(value) / ln2 }

  /// e to the power of a finite number.
  static func exp(_ value: Double) -> Double {
    if value < -745 { return 0 }
    precondition(value < 709, "powers stay finite")
    let whole = (value / ln2).rounded()
    let rest = value - whole * ln2
    var sum = 1.0
    for place in stride(from: 18.0, through: 1, by: -1) { sum = 1 + sum * rest / place }
    return Double(sign: .plus, exponent: Int(whole), significand: sum)
  }

  /// The angle whose sine is `value`.
  ///
  /// - Parameter value: 0...1; what lies outside is taken as the nearer end.
  /// - Returns: radians, 0...π/2.
  static func arcsin(_ value: Double) -> Double {
    var sine = min(1, max(0, value))
    var halvings = 1.0
    // sin(a/2) from sin a, until the series converges fast.
    for _ in 0..<5 {
      sine = sine / (2 * (1 + (1 - sine * sine).squareRoot())).squareRoot()
      halvings *= 2
    }
    let square = sine * sine
    var term = sine
    var sum = sine
    for place in stride(from: 1.0, through: 21, by: 2) {
      term *= square * place / (place + 1)
      sum += term / (place + 2)
    }
    return sum * halvings
  }

  /// The logarithm of the gamma function at half of a whole number above 0.
  static func lnGamma(halves: Int) -> Double {
    // Γ(1) = 1, Γ(1/2) = √π, Γ(x + 1) = x Γ(x).
    var sum = halves % 2 == 0 ? 0 : 0.572_364_942_924_700_1
    var place = halves % 2 == 0 ? 2 : 1
    while place < halves {
      sum += ln(Double(place) / 2)
      place += 2
    }
    return sum
  }

  /// The chance that a chi-squared number of so many degrees of freedom is above `value`.
  ///
  /// - Source: Abramowitz, Stegun 1964, 6.5.29 and 6.5.31.
  static func chiSquaredTail(_ value: Double, freedom: Int) -> Double {
    guard value > 0, freedom > 0 else { return 1 }
    let shape = Double(freedom) / 2
    let x = value / 2
    let factor = -x + shape * ln(x) - lnGamma(halves: freedom)
    if x < shape + 1 {
      var term = 1 / shape
      var sum = term
      var place = shape
      while abs(term) > abs(sum) * 1e-16 {
        place += 1
        term *= x / place
        sum += term
      }
      return max(0, 1 - sum * exp(factor))
    }
    // The continued fraction, from its far end.
    var fraction = 0.0
    for place in stride(from: 500.0, through: 1, by: -1) {
      fraction = place * (place - shape) / (x + 2 * place + 1 - shape - fraction)
    }
    return min(1, exp(factor) / (x + 1 - shape - fraction))
  }

  /// The chance that two samples of one distribution lie so far apart by Kolmogorov and Smirnov.
  ///
  /// - Source: Stephens 1970, "Use of the Kolmogorov-Smirnov, Cramér-von Mises and related statistics
  ///   without extensive tables".
  static func kolmogorovTail(_ distance: Double, _ first: Int, _ second: Int) -> Double {
    guard distance > 0, first > 0, second > 0 else { return 1 }
    let size = (Double(first) * Double(second) / Double(first + second)).squareRoot()
    let scaled = (size + 0.12 + 0.11 / size) * distance
    if scaled < 0.2 { return 1 }
    var sum = 0.0
    var sign = 1.0
    for place in stride(from: 1.0, through: 100, by: 1) {
      let term = exp(-2 * place * place * scaled * scaled)
      sum += sign * term
      if term < 1e-18 { break }
      sign = -sign
    }
    return min(1, max(0, 2 * sum))
  }
}
