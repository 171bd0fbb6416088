import Foundation
import Testing

@testable import StemmaStatistics

@Suite("Functions that are the same everywhere")
struct ExactMathTests {
  @Test("agree with the system's to its last digits")
  func functions() {
    for step in 1...400 {
      let number = pow(1.17, Double(step) - 200)
      #expect(abs(ExactMath.ln(number) - log(number)) <= 4e-15 * max(1, abs(log(number))))
      let exponent = Double(step) * 3.1 - 640
      #expect(abs(ExactMath.exp(exponent) / exp(exponent) - 1) < 1e-13)
      let sine = Double(step) / 400
      #expect(abs(ExactMath.arcsin(sine) - asin(sine)) < 1e-9)
      #expect(
        abs(ExactMath.lnGamma(halves: step) - lgamma(Double(step) / 2))
          < 1e-12 * max(1, abs(lgamma(Double(step) / 2))))
    }
    #expect(ExactMath.arcsin(0) == 0)
    #expect(ExactMath.exp(-1000) == 0)
  }

  /// Values of scipy 1.17's `chi2.sf`.
  @Test(
    "give the tails that tables give",
    arguments: [
      (3.841_458_82, 1, 0.05), (0.5, 1, 0.479_500_1), (5, 2, 0.082_085), (124.342, 100, 0.05),
      (30, 10, 0.000_856_641), (1200, 1023, 0.000_098_706),
    ])
  func chiSquared(value: Double, freedom: Int, tail: Double) {
    #expect(abs(ExactMath.chiSquaredTail(value, freedom: freedom) / tail - 1) < 2e-3)
  }
}
